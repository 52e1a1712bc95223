import Engagement

/// A mentor's daily check as lines of a terminal.
struct DailyPage {
    let snapshot: Snapshot
    let mentor: Int
    let check: DailyCheck

    func lines(for terminal: Terminal) -> [String] {
        let total = check.students.count
        let heading =
            "\(snapshot.mentors[mentor].name): \(total.counted("student")) on \(snapshot.asOf); \(schoolDay)"
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

    /// The last school day; where the schools of the caseload are not at one, that of each.
    private var schoolDay: String {
        guard let latest = check.schoolDay else { return "no school day yet" }
        var schools: [CalendarDate: Set<String>] = [:]
        for student in check.students {
            guard let day = student.schoolDay else { continue }
            schools[day, default: []].insert(snapshot.school(of: student.row)?.name ?? "")
        }
        guard schools.count > 1 else { return "the last school day was \(latest)" }
        let days = schools.sorted { $0.key > $1.key }.map { day, names in
            "\(day) at \(names.sorted().joined(separator: " and "))"
        }
        return "the last school day was \(days.joined(separator: ", "))"
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
