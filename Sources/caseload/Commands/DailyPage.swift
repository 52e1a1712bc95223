import Engagement

/// A mentor's daily check as lines of a terminal.
struct DailyPage {
    let snapshot: Snapshot
    let mentor: Int
    let check: DailyCheck

    func lines(for terminal: Terminal) -> [String] {
        let total = check.students.count
        let day = check.schoolDay.map { "the last school day was \($0)" } ?? "no school day yet"
        let heading =
            "\(snapshot.mentors[mentor].name): \(total.counted("student")) on \(snapshot.asOf); \(day)"
        var lines = [terminal.bold(heading.visible)]
        lines += section("Slipped", terminal, check.students.map { ($0.row, $0.slipped) }, none: "nobody")
        let without = check.students.filter(\.hasNoEntry).map { name($0.row) }
        lines += ["", terminal.bold("No entry for that day")]
        lines += fit(without.isEmpty ? "  nobody" : "  " + without.joined(separator: ", "), terminal)
        lines += section("Due", terminal, check.students.map { ($0.row, $0.due) }, none: "nothing")
        lines += section(
            "To celebrate", terminal, check.students.map { ($0.row, $0.celebrate) }, none: "nothing new")
        return lines
    }

    private func section(
        _ title: String, _ terminal: Terminal, _ students: [(row: Int, lines: [String])], none: String
    ) -> [String] {
        let said = students.filter { !$0.lines.isEmpty }.flatMap { student in
            fit("  \(name(student.row)): \(student.lines.joined(separator: "; "))", terminal)
        }
        return ["", terminal.bold(title)] + (said.isEmpty ? ["  \(none)"] : said)
    }

    private func name(_ row: Int) -> String { "\(snapshot.name(of: row)) (\(snapshot.id(of: row)))" }

    private func fit(_ text: String, _ terminal: Terminal) -> [String] {
        terminal.width.map { text.visible.wrapped(to: $0, indent: "      ") } ?? [text.visible]
    }
}
