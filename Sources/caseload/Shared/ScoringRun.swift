import Engagement
import Glibc
import PluginHost
import Records

/// One plugin over all students of a snapshot, its results kept in the database.
struct ScoringRun {
    let plugin: Plugin
    let options: PluginOptions
    let seed: Int64
    let pool: WorkerPool

    /// What came of it.
    struct Outcome {
        let plugin: String
        let version: String
        let results: [StudentResult]
        let tiers: [String]
        let seconds: Double

        /// The students on whom the plugin failed, with its message.
        var failures: [(student: Identifier, message: String)] {
            results.compactMap { result in
                guard case .failed(let message) = result.outcome else { return nil }
                return (result.student, message)
            }
        }

        /// The findings.
        var scores: [Score] {
            results.compactMap { result in
                guard case .scored(let score) = result.outcome else { return nil }
                return score
            }
        }
    }

    /// Scores everyone and keeps the run.
    func perform(on snapshot: Snapshot, keepingIn database: DistrictDatabase) throws -> Outcome {
        let name = plugin.manifest.name
        let district = District(
            snapshot: snapshot, results: try database.latestResults(asOf: snapshot.asOf))
        let progress = Progress()
        defer { progress.clear() }
        let started = time(nil)
        let clock = ContinuousClock()
        let begin = clock.now
        var shown = begin
        let total = snapshot.students.count
        let listener = WorkerPool.Listener(
            log: { level, text in
                progress.clear()
                StandardError.say("\(name): \(level): \(text)")
            },
            notice: { text in
                progress.clear()
                StandardError.say(text)
            },
            progress: { done in
                // A terminal that is written to for every block would be the slowest part of the run.
                guard clock.now - shown > .milliseconds(100) else { return }
                shown = clock.now
                progress.show("\(name): \(done) of \(total) students")
            })
        let results = try pool.score(plugin, district, options: options, seed: seed, listener: listener)
        let seconds = (clock.now - begin) / .seconds(1)
        let run = Run(
            started: Int64(started), finished: Int64(time(nil)), user: Environment.user, plugin: name,
            version: plugin.manifest.version, pluginHash: plugin.files.hash, options: options.text,
            asOf: snapshot.asOf, fingerprint: snapshot.fingerprint, seed: seed,
            hostVersion: ProgramVersion.current)
        _ = try database.record(run, results: results)
        return Outcome(
            plugin: name, version: plugin.manifest.version, results: results, tiers: plugin.manifest.tiers,
            seconds: seconds)
    }
}

extension [ScoringRun.Outcome] {
    /// The table of the runs, and below it how many students came into which tier.
    func lines(for terminal: Terminal) -> [String] {
        let titles = ["students", "scored", "not scored", "failed", "seconds"]
        var table = Table(
            columns: [.init(title: "plugin", isKey: true), .init(title: "version")]
                + titles.map { .init(title: $0, isNumeric: true) })
        for run in self {
            let (scored, failed) = (run.scores.count, run.failures.count)
            let counts = [run.results.count, scored, run.results.count - scored - failed, failed]
            table.add([run.plugin, run.version] + counts.map(String.init) + [Self.seconds(run.seconds)])
        }
        let tiers = compactMap { run -> String? in
            let counts = run.tiers.map { tier in (tier, run.scores.count { $0.tier == tier }) }
            let parts = counts.map { "\($1) \($0)" }.joined(separator: ", ")
            return parts.isEmpty ? nil : "\(run.plugin): \(parts)".visible
        }
        return table.lines(for: terminal) + (tiers.isEmpty ? [] : [""] + tiers)
    }

    private static func seconds(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100).\(fraction.utf8.count == 1 ? "0" : "")\(fraction)"
    }
}
