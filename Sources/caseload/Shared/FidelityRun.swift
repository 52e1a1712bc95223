import Engagement
import PluginHost

/// One plugin's rules of the program over all mentors, as tables. Nothing of it is kept: the figures of a
/// day follow from that day's records, and are the same whenever they are asked for.
struct FidelityRun {
    let plugin: Plugin
    let options: PluginOptions
    let pool: WorkerPool

    /// The lines, and the mentors on whom the plugin failed, with its message.
    func lines(
        over district: District, for terminal: Terminal
    ) throws -> (lines: [String], failures: [String]) {
        let name = plugin.manifest.name
        let listener = WorkerPool.Listener(
            log: { level, text in StandardError.say("\(name): \(level): \(text)") },
            notice: { StandardError.say($0) })
        let answers = try pool.fidelity(plugin, district, options: options, listener: listener)
        var lines: [String] = []
        var failures: [String] = []
        for answer in answers {
            let mentor = district.snapshot.mentors[answer.mentor]
            if let failure = answer.failure {
                failures.append("\(name) failed on \(mentor.name): \(failure)")
            }
            guard !answer.rules.isEmpty else { continue }
            let judged = answer.rules.filter { $0.isMet != nil }
            let title =
                "\(mentor.name) (\(mentor.id)): \(judged.count { $0.isMet == true }) of \(judged.count) rules met"
            lines += (lines.isEmpty ? [] : [""]) + [terminal.bold(title.visible)]
            lines += Self.table(answer.rules).lines(for: terminal)
        }
        return (lines.isEmpty ? ["\(name) says nothing of any mentor".visible] : lines, failures)
    }

    private static func table(_ rules: [FidelityRule]) -> Table {
        var table = Table(
            columns: [
                .init(title: "rule", isKey: true), .init(title: "value", isNumeric: true),
                .init(title: "target", isNumeric: true), .init(title: "met"),
                .init(title: "note", leastWidth: 20),
            ])
        for rule in rules {
            table.add([
                rule.name, shown(rule.value, rule.unit), shown(rule.target, rule.unit),
                rule.isMet.map { $0 ? "yes" : "no" } ?? "–", rule.note,
            ])
        }
        return table
    }

    private static func shown(_ figure: Double?, _ unit: FidelityRule.Unit) -> String {
        guard let figure else { return "" }
        // A share with one decimal of its percents, a number with two: targets as 0.75 stand as they are.
        let scale: Double = unit == .share ? 10 : 100
        let scaled = ((unit == .share ? figure * 100 : figure) * scale).rounded()
        guard abs(scaled) < 1e15 else { return String(figure) }
        let number = scaled / scale
        let text = number == number.rounded() ? String(Int64(number)) : String(number)
        return unit == .share ? "\(text) %" : text
    }
}
