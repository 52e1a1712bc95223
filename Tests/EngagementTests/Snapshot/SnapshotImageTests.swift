import Glibc
import Testing

@testable import Engagement

/// A snapshot written as an image and read where the image lies.
@Suite struct SnapshotImageTests {
    private final class Image: Sendable {
        nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

        init(_ snapshot: Snapshot) {
            var all: [UInt8] = []
            snapshot.writeImage { all.append(contentsOf: $0) }
            bytes = .allocate(byteCount: all.count, alignment: 16)
            bytes.copyBytes(from: all)
        }

        deinit { bytes.deallocate() }
    }

    private var snapshot: Snapshot { snapshot(isShared: false) }

    private func snapshot(isShared: Bool) -> Snapshot {
        let own = Indicator(
            id: "visits", domain: .academic, title: "Visits", unit: "visits", minimum: 0, cadence: .weekly,
            kind: .observations, source: "Library")
        let day = CalendarDate(dayNumber: 20_000)
        var builder = SnapshotBuilder(asOf: day + 10, catalog: IndicatorCatalog(own: [own]))
        builder.isShared = isShared
        let school = builder.addSchool(School(id: "north", name: "North Hïgh"))
        builder.addTerm(Term(id: "Y", title: "Year", kind: .schoolYear, start: day, end: day + 200))
        let mentor = builder.addMentor(
            Mentor(id: "rivera", name: "A. Rivera", yearsInHomeSettings: 2.5, caseloadLimit: 30))
        for offset in 0..<10 { builder.addSchoolDay(day + offset, school: school) }
        for id in ["S-1", "S-2"] {
            var student = StudentRecord(id: Identifier(id))
            (student.givenName, student.grade, student.school) = ("Ada", 9, school)
            guard let row = builder.addStudent(student) else { continue }
            let reason = builder.intern("bus")
            builder.setOrigin(
                builder.addOrigin(RecordOrigin(user: "ana \(id)", at: 1_700_000_000, source: "log")))
            builder.add(AttendanceEvent(date: day + 2, code: .excused, reason: reason), to: row)
            builder.add(Observation(date: day, indicator: 25, value: 3), to: row)
            builder.add(CaseloadAssignment(mentor: mentor, from: day, to: .unknown), to: row)
        }
        return builder.finish()
    }

    @Test func readsWhatWasWritten() throws {
        let original = snapshot
        let image = Image(original)
        let copy = try Snapshot(image: UnsafeRawBufferPointer(image.bytes), owner: image)
        #expect(copy.fingerprint == original.fingerprint)
        #expect(copy.contentFingerprint() == original.contentFingerprint())
        #expect(copy.name(of: 1) == "Ada")
        #expect(copy.schools == original.schools)
        #expect(copy.terms == original.terms)
        #expect(copy.mentors == original.mentors)
        #expect(copy.catalog.indicators == original.catalog.indicators)
        #expect(copy.origins.count == 2)
        #expect(
            copy.attendance.origins.number(of: 1).map { copy.origins[$0] }
                == RecordOrigin(user: "ana S-2", at: 1_700_000_000, source: "log"))
        #expect(copy.attendance(of: 0) == original.attendance(of: 0))
        #expect(copy.indicatorColumns.map(\.indicator) == original.indicatorColumns.map(\.indicator))
        #expect(copy.texts[copy.attendance[1].first?.reason ?? .none] == "bus")
    }

    /// Columns that lie in memory for others are the image as they lie there, and nobody can write to it any more.
    @Test func aSharedSnapshotIsItsOwnImage() throws {
        let shared = snapshot(isShared: true)
        let memory = try #require(shared.memory)
        #expect(memory.isSealed)
        var status = stat()
        #expect(fstat(memory.descriptor, &status) == 0)
        let size = Int(status.st_size)
        #expect(mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory.descriptor, 0) == MAP_FAILED)
        #expect(pwrite(memory.descriptor, [1], 1, 0) < 0)
        let address = try #require(mmap(nil, size, PROT_READ, MAP_PRIVATE, memory.descriptor, 0))
        defer { munmap(address, size) }
        let copy = try Snapshot(image: UnsafeRawBufferPointer(start: address, count: size), owner: memory)
        #expect(copy.fingerprint == snapshot.fingerprint)
        #expect(copy.contentFingerprint() == shared.contentFingerprint())
        #expect(copy.name(of: 1) == "Ada")
        #expect(snapshot.memory == nil)
    }

    @Test func columnsKeepTheImageAlive() throws {
        let column: Column<Int8> = try {
            let image = Image(snapshot)
            return try Snapshot(image: UnsafeRawBufferPointer(image.bytes), owner: image).students.grades
        }()
        #expect(Array(column) == [9, 9])
    }

    @Test func refusesEveryShorterImage() {
        let image = Image(snapshot)
        for count in stride(from: 0, to: image.bytes.count, by: 7) {
            #expect(throws: ByteReader.Mismatch.self) {
                try Snapshot(image: UnsafeRawBufferPointer(rebasing: image.bytes[..<count]), owner: image)
            }
        }
    }
}
