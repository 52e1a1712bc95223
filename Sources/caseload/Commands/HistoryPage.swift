import Engagement
import Records

/// All that was recorded about one student, mentor or service, and by whom.
struct HistoryPage {
    /// The name and the id.
    let name: String
    let records: [RecordHistory]

    func lines(for terminal: Terminal) -> [String] {
        var lines = [terminal.bold(name.visible)]
        if records.isEmpty { lines += ["", "nothing on record"] }
        var kind = ""
        for record in records {
            if record.kind != kind {
                kind = record.kind
                lines += ["", terminal.bold(title(of: kind))]
            }
            lines += self.lines(of: record).flatMap { line in
                terminal.width.map { line.visible.wrapped(to: $0, indent: "        ") } ?? [line.visible]
            }
        }
        return lines
    }

    private func title(of kind: String) -> String {
        kind.prefix(1).uppercased() + kind.dropFirst().replacing("_", with: " ")
    }

    /// What is on record and who said so, and below it what was said before.
    private func lines(of record: RecordHistory) -> [String] {
        record.statements.enumerated().flatMap { place, statement in
            let ending = record.ending.map { ["    taken off \(words(for: $0))"] } ?? []
            return place == 0
                ? ["  \(statement.description)"] + ending + ["    recorded \(words(for: statement.origin))"]
                : ["    before: \(statement.description)", "      recorded \(words(for: statement.origin))"]
        }
    }

    private func words(for origin: RecordOrigin) -> String {
        "\(Timestamp.local(origin.at)) by \(origin.user) from \(origin.source)"
    }
}
