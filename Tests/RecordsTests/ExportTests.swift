import Engagement
import Foundation
import Records
import Testing

/// All records go out as files, and come back as the same district.
@Suite struct ExportTests {
    /// The fingerprints of a district's days, and of those of what its export gives in an empty database.
    private func fingerprints(_ district: District) throws -> (before: [String], after: [String]) {
        let folder = district.folder + "/export"
        let files = try district.database.exportFiles(to: folder)
        #expect(files.allSatisfy { $0.rows > 0 })
        let other = try District()
        let summary = try other.database.importFiles([folder], options: ImportOptions(), user: "t")
        #expect(summary.ignoredFiles.isEmpty && summary.files.allSatisfy { $0.ignoredColumns.isEmpty })
        #expect(summary.files.map(\.rowsRead).reduce(0, +) == files.map(\.rows).reduce(0, +))
        let days = ["2025-09-03", "2026-02-03", "2026-06-30"].map(day)
        return (
            try days.map { try district.snapshot($0).fingerprint },
            try days.map { try other.snapshot($0).fingerprint }
        )
    }

    @Test func everyKindOfRecordComesBack() throws {
        let district = try District(OwnFileTests.everyFile)
        try district.load()
        let (before, after) = try fingerprints(district)
        #expect(before == after)
        // Each layout has a file, so that a new one cannot be forgotten.
        let written = try FileManager.default.contentsOfDirectory(atPath: district.folder + "/export")
        #expect(Set(written) == Set(OwnFileTests.everyFile.keys))
    }

    @Test func awkwardTextsComeBackByteByByte() throws {
        let texts = [
            "a,b", "say \"\"no\"\"", "two\nlines", "cr\rlf\r\n", " spaces ", "=1+1", "\u{FEFF}mark",
            "ẞ🙂 \u{1F}", "'", ";\t|",
        ]
        let rows = texts.enumerated().map { number, text in "S-1,2025-09-0\(number % 9 + 1),\"\(text)\"\n" }
        let district = try District(
            oneStudent([
                "strengths.csv": "student_id,date,strength\n" + rows.joined(),
                "demographics.csv": "student_id,name,value\nS-1,\" name, \",\" \"\n",
            ]))
        try district.load()
        let (before, after) = try fingerprints(district)
        #expect(before == after)
        #expect(try district.snapshot().strengths[0].count == texts.count)
    }

    @Test func correctionsGoOutAsTheyStandNow() throws {
        let district = try District(OwnFileTests.everyFile)
        try district.load()
        for value in ["7", "6.25", "1e-05"] {
            _ = try district.database.record(
                LogEntry(
                    .observation, student: "S-1", fields: ["indicator": "time_on_task", "value": value]),
                user: "ana", today: day("2026-02-02"))
        }
        _ = try district.database.record(
            LogEntry(.strength, student: "S-1", fields: ["strength": "Undone"]), user: "ana",
            today: day("2026-02-02"))
        _ = try district.database.undoLastEntry(user: "ana")
        let (before, after) = try fingerprints(district)
        #expect(before == after)
        let observations = try String(
            contentsOfFile: district.folder + "/export/observations.csv", encoding: .utf8)
        #expect(observations.contains("S-1,time_on_task,2026-02-02,1e-05,,ana,\r\n"))
        #expect(!observations.contains("6.25"))
    }

    @Test func whatIsThereIsNotWrittenOver() throws {
        let district = try District(oneStudent())
        try district.load()
        do {
            _ = try district.database.exportFiles(to: district.files)
            Issue.record("the folder has files")
        } catch let error as RecordsError {
            #expect(error.category == .cannot)
            #expect(
                error.description == "\(district.files) is there already and not empty; name a new folder")
        }
        #expect(throws: RecordsError.self) {
            try district.database.exportFiles(to: district.folder + "/caseload.db")
        }
        #expect(throws: RecordsError.self) {
            try district.database.exportFiles(to: district.folder + "/missing/there")
        }
        // Nothing half-written is left beside.
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: district.folder)).isSubset(
                of: ["files", "caseload.db", "caseload.db-wal", "caseload.db-shm"]))
    }
}
