/// What is wrong with a row, in the words of its file.
struct RefusedField {
    /// The column's header; empty where the row as a whole is wrong.
    var column = ""
    /// The value found.
    var value = ""
    /// What is wrong; goes on from the value where there is one.
    var reason: String

    /// What is wrong, with the value where there is one.
    var message: String {
        column.isEmpty || value.isEmpty ? reason : "'\(visible(value))' \(reason)"
    }
}

extension ImportSession {
    /// Notes a refused row. Throws where there are so many that it must be the wrong file.
    func refuse(file: Int, line: Int, _ wrong: RefusedField, fields: [String]) throws {
        try note(
            RejectedRow(
                file: files[file].summary.name, line: line, column: wrong.column, value: wrong.value,
                reason: wrong.message, fields: fields), file: file)
    }

    private func note(_ row: RejectedRow, file: Int) throws {
        files[file].summary.refused += 1
        rejected.append(row)
        if rejected.count >= ImportOptions.refusedLimit {
            throw Self.refusal(rejected, isStopped: true)
        }
    }

    /// Notes a row that was found wrong after its file had been read; its fields are looked up later.
    func refuseLater(file: Int, line: Int, column: String = "", value: String = "", _ reason: String) {
        pending.append(
            PendingRefusal(
                file: file, line: line, wrong: RefusedField(column: column, value: value, reason: reason)))
    }

    /// Reads the files again in which rows were found wrong afterwards, for the fields of those rows.
    func lookUpPending() throws {
        let byFile = Dictionary(grouping: pending, by: \.file)
        pending = []
        for (file, refusals) in byFile.sorted(by: { $0.key < $1.key }) {
            var found: [Int: [RefusedField]] = [:]
            for refusal in refusals { found[refusal.line, default: []].append(refusal.wrong) }
            var fields: [Int: [String]] = [:]
            if !files[file].isConstant {
                let reader = try CSVReader(files[file].input.open(), delimiter: files[file].delimiter)
                while true {
                    do {
                        guard try reader.next() else { break }
                    } catch let problem as CSVProblem where problem.isOfOneRow {
                        continue
                    }
                    if found[reader.line] != nil { fields[reader.line] = reader.strings }
                }
            }
            for (line, wrongs) in found.sorted(by: { $0.key < $1.key }) {
                for wrong in wrongs {
                    try refuse(file: file, line: line, wrong, fields: fields[line] ?? [])
                }
            }
        }
    }

    /// The error that says which rows keep the files out.
    static func refusal(_ rejected: [RejectedRow], isStopped: Bool = false) -> RecordsError {
        let shown = 20
        var lines = rejected.prefix(shown).map(\.description)
        if rejected.count > shown { lines.append("… and \(rejected.count - shown) more") }
        let head =
            isStopped
            ? "stopped after \(counted(rejected.count, "refused row")): is this the right file?"
            : "\(counted(rejected.count, "row")) refused; nothing was imported. Correct \(rejected.count == 1 ? "it" : "them"), or let the other rows in with --rejects FILE"
        lines.append(head)
        return RecordsError(.badData, lines.joined(separator: "\n"), rejected: rejected)
    }
}

extension RecordLoader {
    /// Refuses a row of the block that was found wrong after its file had been read, for what stands in a column.
    func refuse(_ row: UInt32, column: Int, value: String, _ reason: String) {
        let slots = block.row(Int(row))
        let place = layout.columns.count
        session.refuseLater(
            file: Int(slots[place + 1]), line: Int(slots[place]), column: layout.columns[column].name,
            value: value, reason)
    }
}

/// `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// A value as a message shows it: cut to a length that can be read, with control characters visible.
func visible(_ value: String) -> String {
    var shown = ""
    for (number, scalar) in value.unicodeScalars.enumerated() {
        if number == 80 { return shown + "…" }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}
