import CHost
import Engagement
import Foundation
import PluginHost

/// Per-student scoring against a host in C: the same Lua function over 16 indicators of generated students, here
/// in worker processes with all limits, there in one thread without any. It reads them off the student, or is given
/// their values as arguments, and otherwise is the same line by line.
///
///     swift run -c release --package-path Tests/Benchmarks c-host [STUDENTS] [ROUNDS]
///
/// A worker's time is that of the whole call: the workers' start, and the results checked and back in this
/// process. The students are in memory before it. The best of the rounds counts, since the machine may be shared.
@main
struct CHostComparison {
    static func main() throws {
        // Started by itself as a worker, like the program.
        if CommandLine.arguments.dropFirst().first == Worker.argument { Worker.run() }
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let count = numbers.first ?? 1_000_000
        let rounds = numbers.dropFirst().first ?? 5
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let plugin = try Plugin(readingFolder: folder.appending(path: "sixteen-indicators").path())
        let values = try Plugin(readingFolder: folder.appending(path: "sixteen-values").path())
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let snapshot = SixteenIndicators.snapshot(count)
        let district = District(snapshot: snapshot)
        let peer = CHostPeer(plugin, values: values, snapshot)
        let rows = Array(0..<count)
        let executable = CommandLine.arguments[0]

        let ways: [(name: String, run: () throws -> Void)] =
            CHostPeer.Way.allCases.map { way in (way.rawValue, { try peer.score(way) }) }
            + [
                (
                    "here, no worker, no limits",
                    { _ = try plugin.score(district, options: options, limits: .none) }
                )
            ]
            + [(1, plugin), (2, plugin), (1, values), (2, values)].map { workers, plugin in
                let pool = WorkerPool(executable: executable, count: workers)
                let form = plugin.manifest.name == values.manifest.name ? ", values as arguments" : ""
                return (
                    "here, \(workers) worker\(workers == 1 ? "" : "s")\(form)",
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
        var best = [Double](repeating: .infinity, count: ways.count)
        var processor = best
        // In turn, so that a drift of the machine's speed falls on all alike.
        for _ in 0..<rounds {
            for (number, way) in ways.enumerated() {
                let before = processorTime
                let time = try ContinuousClock().measure(way.run) / .seconds(1)
                best[number] = min(best[number], time)
                processor[number] = min(processor[number], processorTime - before)
            }
        }
        let base = best[CHostPeer.Way.allCases.firstIndex(of: .userdata) ?? 0]
        print("\(count) students, the best of \(rounds); the ratio is to the C host with userdata")
        print(
            "                                    ns a student   ratio   processor ns a student, all processes"
        )
        for (number, way) in ways.enumerated() {
            let name = way.name.padding(toLength: 36, withPad: " ", startingAt: 0)
            let (time, used) = (best[number], processor[number])
            let each = 1e9 / Double(count)
            print(name + String(format: "%12.0f   %5.2f   %12.0f", time * each, time / base, used * each))
        }
        try peer.compare(with: plugin.score(district, options: options))
        try peer.compare(with: values.score(district, options: options))
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
