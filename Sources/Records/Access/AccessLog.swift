public import Engagement
import Foundation
import GRDB

extension DistrictDatabase {
    /// Enters into the access log that records are about to be read. To be called before anything of them
    /// is shown: where it throws, nothing may be.
    ///
    /// - Throws: ``RecordsError`` where the log cannot be written: a full disk, a database or a folder that
    ///   is read-only, another writer that does not finish in time.
    public func enter(_ access: AccessRecord) throws {
        try RecordsError.explaining(path: path, action: "entering the access") {
            // The file of a log that has begun is not made anew: without it, its end cannot be trusted.
            let isNew = try pool.read { try Self.lastAccess($0).number == 0 }
            guard let head = try AccessHead(beside: path, create: isNew) else {
                _ = try append(access) { _, _ in }
                return
            }
            let marks = try head.read()
            var isTrusted = false
            let next = try append(access) { last, next in
                isTrusted = marks.contains(last) || (marks.isEmpty && last.number == 0)
                if isTrusted { try head.write([last, next]) }
            }
            // A file that contradicts the log stays as it is, for whoever looks into it.
            if isTrusted { try head.write([next]) }
        }
    }

    /// Takes the log as it is for whole from now on, where the file beside it was lost, and enters that
    /// somebody did so.
    public func renewAccessHead(_ access: AccessRecord) throws {
        try RecordsError.explaining(path: path, action: "entering the access") {
            guard let head = try AccessHead(beside: path, create: true) else { return }
            let next = try append(access) { last, next in try head.write([last, next]) }
            try head.write([next])
        }
    }

    /// Appends a record.
    ///
    /// - Parameter beforeCommit: Gets the last record's mark and the new one's.
    private func append(
        _ access: AccessRecord, beforeCommit: (AccessHead.Mark, AccessHead.Mark) throws -> Void
    ) throws -> AccessHead.Mark {
        let list = try AccessChain.list(of: access.students)
        return try pool.writeWithoutTransaction { database in
            var mark = AccessHead.Mark(number: 0, hash: "")
            try database.inTransaction(.immediate) {
                let last = try Self.lastAccess(database)
                let unhashed = LoggedAccess(
                    number: last.number + 1, at: access.at, user: access.user, purpose: access.purpose,
                    command: access.command, plugin: access.plugin, version: access.version,
                    pluginHash: access.pluginHash, kinds: access.kinds.map(\.name).joined(separator: " "),
                    asOf: access.asOf, options: access.options, studentCount: Int64(access.students.count),
                    students: list.name, previous: last.hash, hash: "")
                mark = AccessHead.Mark(number: unhashed.number, hash: AccessChain.hash(of: unhashed))
                try Self.insert(unhashed, hash: mark.hash, list: list.json, database)
                try beforeCommit(last, mark)
                return .commit
            }
            return mark
        }
    }

    private static func insert(
        _ access: LoggedAccess, hash: String, list: String, _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO access_students VALUES (?, ?)", arguments: [access.students, list])
        try database.execute(
            sql: "INSERT INTO access VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                access.number, access.at, access.user, access.purpose, access.command, access.plugin,
                access.version, access.pluginHash, access.kinds, access.asOf.dayNumber, access.options,
                access.studentCount, access.students, access.previous, hash,
            ])
    }

    /// The mark of the last record; number 0 where there is none.
    static func lastAccess(_ database: Database) throws -> AccessHead.Mark {
        let row = try Row.fetchOne(
            database, sql: "SELECT number, hash FROM access ORDER BY number DESC LIMIT 1")
        return row.map { AccessHead.Mark(number: $0[0], hash: $0[1]) }
            ?? AccessHead.Mark(number: 0, hash: AccessChain.begin)
    }

    /// Which records of the log are asked for; nil asks for all.
    public struct AccessFilter: Sendable {
        /// The first and the last day, in UTC.
        public var since: CalendarDate?
        public var until: CalendarDate?
        public var user: String?
        public var plugin: String?
        public var kind: RecordKind?
        /// Only records about this student.
        public var student: Identifier?

        /// All records.
        public init() {}
    }

    /// The records of the access log, the earliest first.
    public func accesses(_ filter: AccessFilter = AccessFilter()) throws -> [LoggedAccess] {
        var conditions: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        func demand(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments.append(value)
        }
        demand("at >= ?", filter.since.map { Int64($0.dayNumber) * 86_400 })
        demand("at < ?", filter.until.map { (Int64($0.dayNumber) + 1) * 86_400 })
        demand("user = ?", filter.user)
        demand("plugin = ?", filter.plugin)
        demand("' ' || kinds || ' ' LIKE ?", filter.kind.map { "% \($0.name) %" })
        demand(
            """
            students IN (SELECT hash FROM access_students
            WHERE EXISTS (SELECT 1 FROM json_each(access_students.students) WHERE value = ?))
            """, filter.student?.text)
        let sql =
            "SELECT * FROM access" + (conditions.isEmpty ? "" : " WHERE ")
            + conditions.joined(separator: " AND ") + " ORDER BY number"
        return try RecordsError.explaining(path: path, action: "reading the access log") {
            try pool.read { database in
                try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments))
                    .map(LoggedAccess.init)
            }
        }
    }
}

extension LoggedAccess {
    init(_ row: Row) {
        self.init(
            number: row["number"], at: row["at"], user: row["user"], purpose: row["purpose"],
            command: row["command"], plugin: row["plugin"], version: row["version"],
            pluginHash: row["plugin_hash"], kinds: row["kinds"],
            asOf: CalendarDate(dayNumber: row["as_of"]), options: row["options"],
            studentCount: row["student_count"], students: row["students"], previous: row["previous"],
            hash: row["hash"])
    }
}
