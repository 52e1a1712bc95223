import Engagement
import Foundation
import GeneratedDistrict
import PluginHost

/// What the sandbox costs: the bundled scoring plugins over generated students, in this process without
/// limits, with them, and in worker processes.
///
///     swift run -c release --package-path Tests/Benchmarks sandbox-cost [STUDENTS] [PLUGIN …]
@main
struct SandboxCost {
    static func main() throws {
        // Started by itself as a worker, like the program.
        if CommandLine.arguments.dropFirst().first == Worker.argument { Worker.run() }
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
        let district = District(snapshot: snapshot(count))
        let executable = CommandLine.arguments[0]
        // The shipped plugins of this repository, wherever the command is typed.
        let plugins = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Plugins").standardized.path()
        print("\(count) students; the median of 5, in ns a student, and the ratio to bare")
        print("plugin              bare   limits     ratio   1 worker   ratio   2 workers   ratio")
        let named = CommandLine.arguments.dropFirst(2)
        for name in named.isEmpty
            ? ["check-and-connect", "early-warning", "engagement-index"] : [String](named)
        {
            let plugin = try PluginHost(directories: [plugins]).plugin(named: name)
            let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
            // In turn, so that a drift of the machine's speed falls on all alike.
            var times = [[Double]](repeating: [], count: 4)
            for _ in 0..<5 {
                times[0].append(try time { _ = try plugin.score(district, options: options, limits: .none) })
                times[1].append(try time { _ = try plugin.score(district, options: options) })
                for workers in 1...2 {
                    let pool = WorkerPool(executable: executable, count: workers)
                    times[1 + workers].append(
                        try time { _ = try pool.score(plugin, district, options: options) })
                }
            }
            let medians = times.map { $0.sorted()[2] / Double(count) * 1e9 }
            let figures = medians.enumerated().map { number, figure in
                number == 0
                    ? String(format: "%8.0f", figure)
                    : String(format: "%9.0f   %7.2f", figure, figure / medians[0])
            }
            print(name.padding(toLength: 17, withPad: " ", startingAt: 0) + figures.joined())
        }
    }

    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        return try clock.measure(body) / .seconds(1)
    }

    /// Students with some 8 notes of attendance, 2 of discipline, 4 results and 6 survey answers each.
    private static func snapshot(_ count: Int) -> Snapshot {
        let first = GeneratedDistrict.first
        let catalog = IndicatorCatalog()
        return GeneratedDistrict.snapshot(count) { builder, row, numbers in
            for part in 0..<8 {
                let code = AttendanceCode.allCases[1 + numbers.next(3)]
                builder.add(AttendanceEvent(date: first + part * 30 + numbers.next(30), code: code), to: row)
            }
            builder.add(DisciplineEvent(date: first + numbers.next(200), kind: .referral, days: 0), to: row)
            builder.add(
                DisciplineEvent(date: first + 200 + numbers.next(40), kind: .inSchoolSuspension, days: 1),
                to: row)
            for part in 0..<4 {
                builder.add(
                    CourseResult(
                        date: first + 200, term: builder.intern("Q3"),
                        course: builder.intern("Course \(part)"),
                        subject: builder.intern(part == 0 ? "English" : "Subject \(part)"),
                        letter: builder.intern(["A", "B", "C", "D"][numbers.next(4)]), percent: nil,
                        attempted: 1,
                        earned: Double(numbers.next(2)), inProgress: nil), to: row)
            }
            for subscale in [
                "autonomy", "relevance", "self_regulation", "belonging", "family_support",
                "peer_relationships",
            ] {
                builder.add(
                    SurveyAnswer(
                        date: first + 30, indicator: catalog.number(of: subscale), instrument: .none,
                        subscale: builder.intern(subscale), item: .none, value: Double(1 + numbers.next(4))),
                    to: row)
            }
        }
    }
}
