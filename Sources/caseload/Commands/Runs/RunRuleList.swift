import Engagement

/// What a run said of mentors, in the forms for other programs; mentors in the order of their ids.
struct RunRuleList {
    let rules: [Identifier: [FidelityRule]]

    private static let titles = ["mentor_id", "rule", "value", "target", "met", "unit", "students", "note"]

    var csv: String {
        entries.reduce(into: CSVText.line(Self.titles.map { .plain($0) })) { text, entry in
            let rule = entry.rule
            text += CSVText.line([
                .text(entry.mentor.text), .text(rule.name), .plain(rule.value.map(JSONText.number) ?? ""),
                .plain(rule.target.map(JSONText.number) ?? ""),
                .plain(rule.isMet.map { $0 ? "true" : "false" } ?? ""), .plain(rule.unit.name),
                .plain(rule.students.map(String.init) ?? ""), .text(rule.note),
            ])
        }
    }

    var json: String {
        JSONText.array(
            entries.map { mentor, rule in
                JSONText.object([
                    ("mentor_id", JSONText.string(mentor.text)), ("rule", JSONText.string(rule.name)),
                    ("value", rule.value.map(JSONText.number) ?? "null"),
                    ("target", rule.target.map(JSONText.number) ?? "null"),
                    ("met", rule.isMet.map { $0 ? "true" : "false" } ?? "null"),
                    ("unit", JSONText.string(rule.unit.name)),
                    ("students", rule.students.map(String.init) ?? "null"),
                    ("note", JSONText.string(rule.note)),
                ])
            })
    }

    private var entries: [(mentor: Identifier, rule: FidelityRule)] {
        rules.sorted { $0.key < $1.key }.flatMap { mentor, rules in rules.map { (mentor, $0) } }
    }
}
