import Foundation
import GRDB

/// Whether the access log is whole.
public struct AccessVerification: Sendable {
    /// How many records the log has.
    public let count: Int64
    /// The hash of the last one. Written down elsewhere, it shows later whether the log still contains it.
    public let head: String
    /// What is wrong, each with the record at which it shows; empty for a log that is whole.
    public let breaks: [String]
    /// Whether a program was interrupted while it wrote the last record, so that the loss of that one
    /// would not show.
    public let wasInterrupted: Bool
}

extension DistrictDatabase {
    /// Looks the access log over: that each record is what its hash says, follows the one before it, and
    /// names a list of students that is what it was, and that the log ends where the file beside says.
    public func verifyAccesses() throws -> AccessVerification {
        let removed = try removedTables()
        guard removed.isEmpty else {
            return AccessVerification(
                count: 0, head: AccessChain.begin, breaks: removed, wasInterrupted: false)
        }
        // The lock first: a record that is being written must be seen on both sides or on neither.
        let head = try AccessHead(beside: path, create: false)
        return try withExtendedLifetime(head) {
            let marks = try head?.read()
            let accesses = try accesses()
            let last =
                accesses.last.map { AccessHead.Mark(number: $0.number, hash: $0.hash) }
                ?? AccessHead.Mark(number: 0, hash: AccessChain.begin)
            let headPath = AccessHead.path(ofDatabase: path)
            return AccessVerification(
                count: Int64(accesses.count), head: last.hash,
                breaks: Self.breaks(in: accesses) + (try brokenLists(of: accesses))
                    + Self.breaks(atEnd: last, of: accesses, marks, path: headPath),
                wasInterrupted: (marks?.count ?? 0) > 1)
        }
    }

    private func removedTables() throws -> [String] {
        try RecordsError.explaining(path: path, action: "reading the access log") {
            try pool.read { database in
                try [("access", "the records"), ("access_students", "the lists of students")]
                    .filter { table, _ in try !database.tableExists(table) }
                    .map { _, what in "the table of \(what) was removed" }
            }
        }
    }

    private static func breaks(in accesses: [LoggedAccess]) -> [String] {
        var breaks: [String] = []
        var before = AccessHead.Mark(number: 0, hash: AccessChain.begin)
        for access in accesses {
            if access.number < 1 {
                breaks.append("record \(access.number) was put in: the log begins with record 1")
                if AccessChain.hash(of: access) != access.hash {
                    breaks.append(Self.changed(access))
                }
                continue
            }
            if access.number != before.number + 1 {
                let first = before.number + 1
                breaks.append(
                    first == access.number - 1
                        ? "record \(first) is missing"
                        : "records \(first) to \(access.number - 1) are missing")
            } else if access.previous != before.hash {
                breaks.append(
                    "record \(access.number) does not follow record \(before.number): one of them was changed or "
                        + "put in")
            }
            if AccessChain.hash(of: access) != access.hash { breaks.append(Self.changed(access)) }
            before = AccessHead.Mark(number: access.number, hash: access.hash)
        }
        return breaks
    }

    private static func changed(_ access: LoggedAccess) -> String {
        "record \(access.number) was changed: its content is not what its hash says"
    }

    private func brokenLists(of accesses: [LoggedAccess]) throws -> [String] {
        try RecordsError.explaining(path: path, action: "reading the access log") {
            try pool.read { database in
                var whole: Set<String> = []
                let rows = try Row.fetchCursor(database, sql: "SELECT hash, students FROM access_students")
                while let row = try rows.next() {
                    let (name, list): (String, String) = (row[0], row[1])
                    if AccessChain.name(ofList: Array(list.utf8)) == name { whole.insert(name) }
                }
                return accesses.filter { !whole.contains($0.students) }.map {
                    "record \($0.number): the list of its students was changed or removed"
                }
            }
        }
    }

    private static func breaks(
        atEnd last: AccessHead.Mark, of accesses: [LoggedAccess], _ marks: [AccessHead.Mark]?, path: String
    ) -> [String] {
        guard let marks else {
            return last.number == 0
                ? []
                : [
                    "\(path) is missing: whether records after record \(last.number) were removed cannot be told"
                ]
        }
        guard !marks.contains(last), !(marks.isEmpty && last.number == 0) else { return [] }
        guard let mark = marks.last else {
            return ["\(path) is empty, and the log has \(last.number) records"]
        }
        if mark.number > last.number {
            let lost =
                last.number + 1 == mark.number
                ? "record \(mark.number) is" : "records \(last.number + 1) to \(mark.number) are"
            return ["\(lost) missing at the end: \(path) says that the log has \(mark.number)"]
        }
        if accesses.contains(where: { $0.number == mark.number && $0.hash == mark.hash }) {
            let first = mark.number + 1
            return [
                (first == last.number ? "record \(first) was" : "records \(first) to \(last.number) were")
                    + " put in at the end by another program: \(path) says that the log has \(mark.number)"
            ]
        }
        return [
            "record \(mark.number) is not the one that \(path) names: it was changed, or records were removed "
                + "and others entered since"
        ]
    }
}
