/// What is wrong with a row, in the words of its file.
struct RefusedField {
    /// The column's header; empty where the row as a whole is wrong.
    var column = ""
    /// The value found.
    var value = ""
    /// What is wrong; goes on from the value where there is one.
    var reason: String
}

extension ImportSession {
    /// Notes a refused row. Throws where there are so many that it must be the wrong file.
    func refuse(file: Int, line: Int, _ wrong: RefusedField, fields: [String]) throws {
        let reason: String =
            if wrong.column.isEmpty {
                wrong.reason
            } else if wrong.value.isEmpty {
                wrong.reason
            } else {
                "'\(visible(wrong.value))' \(wrong.reason)"
            }
        try note(
            RejectedRow(
                file: files[file].summary.name, line: line, column: wrong.column, value: wrong.value,
                reason: reason, fields: fields), file: file)
    }

    private func note(_ row: RejectedRow, file: Int) throws {
        files[file].summary.refused += 1
        rejected.append(row)
        if rejected.count >= ImportOptions.refusedLimit {
            throw Self.refusal(rejected, isStopped: true)
        }
    }

    /// Notes a row that was found wrong after its file had been read; its fields are looked up later.
    func refuseLater(file: Int, line: Int, _ reason: String) {
        pending.append(PendingRefusal(file: file, line: line, reason: reason))
    }

    /// Reads the files again in which rows were found wrong afterwards, for the fields of those rows.
    func lookUpPending() throws {
        let byFile = Dictionary(grouping: pending, by: \.file)
        pending = []
        for (file, refusals) in byFile.sorted(by: { $0.key < $1.key }) {
            var reasons: [Int: [String]] = [:]
            for refusal in refusals { reasons[refusal.line, default: []].append(refusal.reason) }
            var fields: [Int: [String]] = [:]
            if !files[file].isConstant {
                let reader = try CSVReader(files[file].input.open(), delimiter: files[file].delimiter)
                while true {
                    do {
                        guard try reader.next() else { break }
                    } catch let problem as CSVProblem where problem.isOfOneRow {
                        continue
                    }
                    if reasons[reader.line] != nil { fields[reader.line] = reader.strings }
                }
            }
            for (line, reasons) in reasons.sorted(by: { $0.key < $1.key }) {
                for reason in reasons {
                    try refuse(
                        file: file, line: line, RefusedField(reason: reason), fields: fields[line] ?? [])
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
