import CHost
import Engagement
import Foundation
import PluginHost

/// Per-student scoring against a host in C: the same Lua function over 16 indicators of generated students, here
/// in worker processes with all limits, there in one thread without any.
///
///     swift run -c release --package-path Tests/Benchmarks c-host [STUDENTS] [ROUNDS] [WAY]...
///
/// A worker's time is that of the whole call: the workers' start, and the results checked and back in this
/// process. The students are in memory before it. The machine may be shared: a time is the best of the rounds, its
/// ratio that of the best times, and beside it stands the median of the rounds' own ratios.
/// Named ways, such as "2 workers", are taken alone, besides the one that all are held against.
@main
struct CHostComparison {
    static func main() throws {
        // Started by itself as a worker, like the program.
        if CommandLine.arguments.dropFirst().first == Worker.argument { Worker.run() }
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let count = numbers.first ?? 1_000_000
        let rounds = numbers.dropFirst().first ?? 5
        let chosen = CommandLine.arguments.dropFirst().filter { Int($0) == nil }
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let plugin = try Plugin(readingFolder: folder.appending(path: "sixteen-indicators").path())
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let snapshot = SixteenIndicators.snapshot(count)
        let district = District(snapshot: snapshot)
        let peer = CHostPeer(plugin, snapshot)
        let rows = Array(0..<count)
        let executable = CommandLine.arguments[0]

        let all: [(name: String, run: () throws -> Void)] =
            CHostPeer.Way.allCases.map { way in (way.rawValue, { try peer.score(way) }) }
            + [
                (
                    "here, no worker, no limits",
                    { _ = try plugin.score(district, options: options, limits: .none) }
                )
            ]
            + [1, 2].map { workers in
                let pool = WorkerPool(executable: executable, count: workers)
                return (
                    "here, \(workers) worker\(workers == 1 ? "" : "s")",
                    {
                        var blocks: [OutcomeBlock] = []
                        try pool.scoreBlocks(
                            plugin, .score, district, options: options, rows: rows, cohort: rows, seed: 0,
                            listener: WorkerPool.Listener()
                        ) {
                            blocks.append($1)
                        }
                    }
                )
            }
        let base = CHostPeer.Way.userdata.rawValue
        let ways = all.filter { way in
            chosen.isEmpty || way.name == base || chosen.contains { way.name.contains($0) }
        }
        var times = [[Double]](repeating: [], count: ways.count)
        var processor = [Double](repeating: .infinity, count: ways.count)
        // In turn, so that a drift of the machine's speed falls on all alike.
        for _ in 0..<rounds {
            for (number, way) in ways.enumerated() {
                let before = processorTime
                times[number].append(try ContinuousClock().measure(way.run) / .seconds(1))
                processor[number] = min(processor[number], processorTime - before)
            }
        }
        let reference = times[ways.firstIndex { $0.name == base } ?? 0]
        print("\(count) students, \(rounds) rounds; the ratio is to the C host with userdata")
        print(
            "                                    ns a student   ratio   median   processor ns a student, all processes"
        )
        for (number, way) in ways.enumerated() {
            let name = way.name.padding(toLength: 36, withPad: " ", startingAt: 0)
            let best = times[number].min() ?? .nan
            let ratios = zip(times[number], reference).map { $0 / $1 }.sorted()
            let each = 1e9 / Double(count)
            print(
                name
                    + String(
                        format: "%12.0f   %5.2f    %5.2f   %12.0f", best * each,
                        best / (reference.min() ?? .nan), ratios[ratios.count / 2], processor[number] * each))
        }
        try peer.compare(with: plugin.score(district, options: options))
        print("the results are the same")
    }

    /// Seconds that this process and its children that have ended were on a processor.
    private static var processorTime: Double {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
            var usage = rusage()
            getrusage(__rusage_who_t(who.rawValue), &usage)
            return [usage.ru_utime, usage.ru_stime].reduce(sum) {
                $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
            }
        }
    }
}
