import Engagement
import PluginHost
import Records

/// Records of the access log in each of the forms in which they are printed.
struct AccessList {
    let accesses: [LoggedAccess]

    /// The table for people.
    var table: Table {
        var table = Table(
            columns: [
                .init(title: "no", isNumeric: true, isKey: true), .init(title: "when (UTC)", isKey: true),
                .init(title: "who"), .init(title: "command"), .init(title: "plugin"),
                .init(title: "students", isNumeric: true), .init(title: "kinds of record"),
                .init(title: "purpose"), .init(title: "options"),
            ])
        for access in accesses {
            table.add([
                String(access.number),
                Timestamp.text(access.at).replacing("T", with: " ").replacing("Z", with: ""),
                access.user, access.command,
                access.version.isEmpty ? access.plugin : "\(access.plugin) \(access.version)",
                String(access.studentCount), access.kinds.isEmpty ? "the roll" : access.kinds, access.purpose,
                access.options == "{}" ? "" : access.options,
            ])
        }
        return table
    }

    private static let names = [
        "number", "at", "user", "purpose", "command", "plugin", "version", "plugin_hash", "kinds", "as_of",
        "options", "student_count", "students", "previous", "hash",
    ]

    private static func values(_ access: LoggedAccess) -> [(isNumber: Bool, text: String)] {
        [
            (true, String(access.number)), (false, Timestamp.text(access.at)), (false, access.user),
            (false, access.purpose), (false, access.command), (false, access.plugin), (false, access.version),
            (false, access.pluginHash), (false, access.kinds), (false, access.asOf.description),
            (false, access.options), (true, String(access.studentCount)), (false, access.students),
            (false, access.previous), (false, access.hash),
        ]
    }

    /// CSV with a header; `students` is the hash of the list of students.
    var csv: String {
        accesses.reduce(into: CSVText.line(Self.names.map { .plain($0) })) { text, access in
            text += CSVText.line(
                Self.values(access).map { $0.isNumber ? .plain($0.text) : .text($0.text) })
        }
    }

    /// A JSON array of objects.
    var json: String {
        JSONText.array(
            accesses.map { access in
                JSONText.object(
                    zip(Self.names, Self.values(access)).map { name, value in
                        (name, value.isNumber ? value.text : JSONText.string(value.text))
                    })
            })
    }
}

extension LoggedAccess {
    /// The record without what may say whom it is about: the user's words, a query, and the hashes, with
    /// which guesses at the students could be tried.
    var withoutWords: LoggedAccess {
        var record = self
        if !purpose.isEmpty { record.purpose = DeidentifiedSnapshot.leftOut }
        if case .object(var values)? = try? JSONValue(parsing: Array(options.utf8)), values["query"] != nil {
            values["query"] = .string(DeidentifiedSnapshot.leftOut)
            record.options = JSONValue.object(values).text
        }
        (record.students, record.previous, record.hash) = ("", "", "")
        return record
    }
}
