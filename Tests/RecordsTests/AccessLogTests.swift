import Engagement
import Foundation
import GRDB
import Records
import Testing

@Suite struct AccessLogTests {
    private let district: District

    /// A district whose log has five records, of different people, plugins, kinds and students.
    init() throws {
        district = try District()
        for number in 1...5 { try district.database.enter(Self.access(number)) }
    }

    private static func access(_ number: Int) -> AccessRecord {
        AccessRecord(
            at: Int64(number) * 86_400, user: number % 2 == 0 ? "ben" : "ana", purpose: "purpose \(number)",
            command: "report", plugin: "sheet", version: "1.\(number)", pluginHash: "h\(number)",
            kinds: number == 3 ? [.goals, .attendance] : [.identity], asOf: day("2026-03-01"),
            students: (0..<number).map { Identifier("S-\($0)") })
    }

    private var headPath: String { district.folder + "/caseload.db.access-head" }

    /// Changes the database as somebody does who has a copy of SQLite and bad intentions.
    private func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try database.execute(sql: sql)
            for trigger in triggers { try database.execute(sql: trigger["sql"]) }
        }
        try queue.close()
    }

    private func breaks() throws -> [String] {
        try district.database.verifyAccesses().breaks.map {
            $0.replacingOccurrences(of: district.folder + "/", with: "")
        }
    }

    @Test func aLogThatNobodyTouchedIsWhole() throws {
        let found = try district.database.verifyAccesses()
        #expect(found.breaks == [])
        #expect(found.count == 5)
        #expect(found.head == (try district.database.accesses().last?.hash))
        #expect(!found.wasInterrupted)
        let empty = try District()
        #expect(try empty.database.verifyAccesses().breaks == [])
    }

    @Test func aRecordSaysAllThatWasEntered() throws {
        let access = try #require(try district.database.accesses().dropFirst(2).first)
        #expect(access.number == 3)
        #expect(access.at == 3 * 86_400)
        #expect(access.user == "ana" && access.purpose == "purpose 3" && access.command == "report")
        #expect(access.plugin == "sheet" && access.version == "1.3" && access.pluginHash == "h3")
        #expect(access.kinds == "attendance goals")
        #expect(access.asOf == day("2026-03-01") && access.options == "{}" && access.studentCount == 3)
        #expect(access.previous == (try district.database.accesses()[1].hash))
    }

    @Test func theFileBesideIsItsOwnersOnly() throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: headPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [
        "UPDATE access SET purpose = 'x'", "DELETE FROM access", "DELETE FROM access WHERE number = 5",
        "UPDATE access_students SET students = '[]'", "DELETE FROM access_students",
    ])
    func theDatabaseItselfRefusesChanges(sql: String) throws {
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        let error = #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        #expect(error?.message == "the access log is append-only")
        #expect(try breaks() == [])
    }

    @Test(arguments: [
        ("DROP TABLE access", "the table of the records was removed"),
        ("DROP TABLE access_students", "the table of the lists of students was removed"),
        (
            "DROP TABLE access; CREATE VIEW access AS SELECT 1 AS number, '' AS hash",
            "the table of the records was removed"
        ),
    ])
    func aTableThatIsGoneIsNoWholeLog(sql: String, expected: String) throws {
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + sql) }
        #expect(try breaks() == [expected])
    }

    @Test(arguments: [
        ("DELETE FROM access WHERE number = 1", ["record 1 is missing"]),
        ("DELETE FROM access WHERE number IN (2, 3)", ["records 2 to 3 are missing"]),
        (
            "DELETE FROM access WHERE number = 5",
            ["record 5 is missing at the end: caseload.db.access-head says that the log has 5"]
        ),
        (
            "DELETE FROM access WHERE number > 3",
            ["records 4 to 5 are missing at the end: caseload.db.access-head says that the log has 5"]
        ),
        (
            "DELETE FROM access",
            ["records 1 to 5 are missing at the end: caseload.db.access-head says that the log has 5"]
        ),
        (
            "DELETE FROM access WHERE number = 2; UPDATE access SET number = number - 1 WHERE number > 2",
            [
                "record 2 does not follow record 1: one of them was changed or put in",
                "record 2 was changed: its content is not what its hash says",
                "record 3 was changed: its content is not what its hash says",
                "record 4 was changed: its content is not what its hash says",
                "record 5 is missing at the end: caseload.db.access-head says that the log has 5",
            ]
        ),
        (
            """
            UPDATE access SET number = 9 WHERE number = 2; UPDATE access SET number = 2 WHERE number = 3;
            UPDATE access SET number = 3 WHERE number = 9
            """,
            [
                "record 2 does not follow record 1: one of them was changed or put in",
                "record 2 was changed: its content is not what its hash says",
                "record 3 does not follow record 2: one of them was changed or put in",
                "record 3 was changed: its content is not what its hash says",
                "record 4 does not follow record 3: one of them was changed or put in",
            ]
        ),
        (
            "UPDATE access_students SET students = '[\"S-0\"]' WHERE length(students) > 10",
            (2...5).map { "record \($0): the list of its students was changed or removed" }
        ),
        (
            "UPDATE access SET number = -2 WHERE number = 2",
            [
                "record -2 was put in: the log begins with record 1",
                "record -2 was changed: its content is not what its hash says", "record 2 is missing",
            ]
        ),
    ])
    func aBreakShowsWhereItIs(sql: String, expected: [String]) throws {
        try tamper(sql)
        #expect(try breaks() == expected)
    }

    @Test(arguments: [
        "at = 1", "user = 'x'", "purpose = ''", "command = 'show'", "plugin = ''", "version = '2'",
        "plugin_hash = ''", "kinds = 'identity notes'", "as_of = 1", "options = '{\"a\": 1}'",
        "student_count = 99",
    ])
    func everyFieldIsGuarded(change: String) throws {
        for number in [1, 2, 5] {
            let log = try AccessLogTests()
            try log.tamper("UPDATE access SET \(change) WHERE number = \(number)")
            #expect(
                try log.breaks() == ["record \(number) was changed: its content is not what its hash says"])
        }
    }

    @Test func aHashThatIsMadeToFitShowsAtTheNextRecord() throws {
        try tamper(
            "UPDATE access SET previous = hash, hash = '\(String(repeating: "a", count: 64))' WHERE number = 3"
        )
        #expect(try breaks().contains("record 4 does not follow record 3: one of them was changed or put in"))
        #expect(try breaks().contains("record 3 does not follow record 2: one of them was changed or put in"))
    }

    /// Somebody who knows how the chain is made removes the end and writes a new one that fits: only the
    /// file beside gives it away.
    @Test func anEndThatWasWrittenAnewShows() throws {
        let forged = try District()
        for number in 1...3 { try forged.database.enter(Self.access(number)) }
        for number in [7, 8] { try forged.database.enter(Self.access(number)) }
        try tamper(
            """
            ATTACH '\(forged.folder)/caseload.db' AS forged;
            DELETE FROM main.access WHERE number > 3;
            INSERT OR IGNORE INTO main.access_students SELECT * FROM forged.access_students;
            INSERT INTO main.access SELECT * FROM forged.access WHERE number > 3
            """)
        #expect(
            try breaks() == [
                "record 5 is not the one that caseload.db.access-head names: it was changed, or records were removed and others entered since"
            ])
    }

    @Test func anAppendedRecordShows() throws {
        let forged = try District()
        for number in 1...7 { try forged.database.enter(Self.access(number)) }
        try tamper(
            """
            ATTACH '\(forged.folder)/caseload.db' AS forged;
            INSERT OR IGNORE INTO main.access_students SELECT * FROM forged.access_students;
            INSERT INTO main.access SELECT * FROM forged.access WHERE number > 5
            """)
        #expect(
            try breaks() == [
                "records 6 to 7 were put in at the end by another program: caseload.db.access-head says that the log has 5"
            ])
    }

    /// Reading goes on after the end was removed, and the next records must not cover it up.
    @Test func laterRecordsDoNotHideARemovedEnd() throws {
        try tamper("DELETE FROM access WHERE number > 3")
        for number in 6...9 { try district.database.enter(Self.access(number)) }
        #expect(
            try breaks().first?.hasPrefix("record 5 is not the one that caseload.db.access-head names")
                == true)
    }

    @Test func aLostFileIsNoWholeLogUntilSomebodyAnswersForIt() throws {
        try FileManager.default.removeItem(atPath: headPath)
        try district.database.enter(Self.access(6))
        let missing =
            "caseload.db.access-head is missing: whether records after record 6 were removed cannot be told"
        #expect(try breaks() == [missing])
        try district.database.renewAccessHead(
            AccessRecord(
                at: 0, user: "ana", command: "access-log --renew-head", kinds: [], asOf: day("2026-03-01"),
                students: []))
        #expect(try breaks() == [])
        #expect(try district.database.accesses().last?.command == "access-log --renew-head")
    }

    /// The two states that the end of the process during a write leaves: before and after the commit.
    @Test(arguments: [true, false])
    func anInterruptedWriteIsNoBreak(isCommitted: Bool) throws {
        let before = try String(contentsOfFile: headPath, encoding: .utf8)
        try district.database.enter(Self.access(6))
        let after = try String(contentsOfFile: headPath, encoding: .utf8)
        if !isCommitted { try tamper("DELETE FROM access WHERE number = 6") }
        try (before + after).write(toFile: headPath, atomically: false, encoding: .utf8)
        #expect(try breaks() == [])
        #expect(try district.database.verifyAccesses().wasInterrupted)
        try district.database.enter(Self.access(7))
        #expect(try breaks() == [])
        #expect(try !district.database.verifyAccesses().wasInterrupted)
    }

    @Test func aFileWithOtherContentIsRefused() throws {
        try "hello\n".write(toFile: headPath, atomically: false, encoding: .utf8)
        let error = #expect(throws: RecordsError.self) { try district.database.enter(Self.access(6)) }
        #expect(error?.description.contains("expected a number and a hash on each line") == true)
        #expect(try district.database.accesses().count == 5)
    }

    @Test func filtersAsk() throws {
        func numbers(_ change: (inout DistrictDatabase.AccessFilter) -> Void) throws -> [Int64] {
            var filter = DistrictDatabase.AccessFilter()
            change(&filter)
            return try district.database.accesses(filter).map(\.number)
        }
        #expect(try numbers { $0.since = day("1970-01-04") } == [3, 4, 5])
        #expect(try numbers { $0.until = day("1970-01-04") } == [1, 2, 3])
        #expect(try numbers { $0.user = "ben" } == [2, 4])
        #expect(try numbers { $0.plugin = "other" } == [])
        #expect(try numbers { $0.kind = .goals } == [3])
        #expect(try numbers { $0.student = "S-3" } == [4, 5])
        #expect(
            try numbers {
                $0.student = "S-3"
                $0.user = "ana"
            } == [5])
        #expect(try numbers { $0.student = "S-%" } == [])
    }

    /// A night's runs over everybody keep one list, not one each.
    @Test func equalListsAreKeptOnce() throws {
        for number in 1...5 { try district.database.enter(Self.access(number)) }
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM access_students") } == 5)
        #expect(try breaks() == [])
    }

    /// Without its record nothing is read: a database that another program keeps locked refuses.
    @Test func aLockedDatabaseIsAnError() throws {
        let database = try DistrictDatabase(openingAt: district.folder + "/caseload.db", patience: 0.1)
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        try queue.writeWithoutTransaction { other in
            try other.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: RecordsError.self) { try database.enter(Self.access(6)) }
            #expect(error?.category == .cannot)
            #expect(error?.description.contains("is locked") == true)
            try other.execute(sql: "ROLLBACK")
        }
        #expect(try breaks() == [])
    }

    @Test func severalProgramsEnterAtOnce() async throws {
        let path = district.folder + "/caseload.db"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                group.addTask {
                    let database = try DistrictDatabase(openingAt: path)
                    for _ in 0..<5 { try database.enter(Self.access(number)) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try breaks() == [])
        #expect(try district.database.accesses().count == 25)
    }

    @Test func aKeyIsMadeOnceAndForItsOwnerOnly() throws {
        let path = district.folder + "/caseload.db.pseudonym-key"
        let first = try district.database.pseudonyms().pseudonym(of: "S-1")
        #expect(try district.database.pseudonyms().pseudonym(of: "S-1") == first)
        let other = try District()
        #expect(try other.database.pseudonyms().pseudonym(of: "S-1") != first)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let open = #expect(throws: RecordsError.self) { try district.database.pseudonyms() }
        #expect(open?.description.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try "abc\n".write(toFile: path, atomically: false, encoding: .utf8)
        let wrong = #expect(throws: RecordsError.self) { try district.database.pseudonyms() }
        #expect(wrong?.category == .badData)
    }
}
