import Engagement
import Testing

@testable import caseload

@Suite struct StudentListTests {
    private struct Stopped: Error {}

    private func list() throws -> StudentList {
        var builder = SnapshotBuilder(
            asOf: try #require(CalendarDate("2025-09-30")), catalog: IndicatorCatalog(own: []))
        for id in ["S-1", "S-2", "S-3"] { _ = builder.addStudent(StudentRecord(id: Identifier(id))) }
        let fields = StudentFields(builder.finish(), results: [])
        return StudentList(fields: [try fields.field(named: "id")], rows: [0, 1, 2])
    }

    @Test func givesTheSameWhileNothingStopsIt() throws {
        let list = try list()
        var rows = 0
        #expect(list.csv { rows += 1 } == "id\r\nS-1\r\nS-2\r\nS-3\r\n")
        #expect(list.json { rows += 1 } == list.json)
        #expect(rows == 6)
    }

    /// Ctrl-C in the middle of a million rows must not wait for the last.
    @Test func stopsBetweenTwoRows() throws {
        let list = try list()
        var rows = 0
        func stop() throws {
            rows += 1
            if rows == 2 { throw Stopped() }
        }
        #expect(throws: Stopped.self) { try list.csv(at: stop) }
        #expect(rows == 2)
        rows = 0
        #expect(throws: Stopped.self) { try list.json(at: stop) }
        #expect(rows == 2)
    }
}
