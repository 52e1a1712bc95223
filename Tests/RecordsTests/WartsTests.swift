import Engagement
import Foundation
import Records
import Testing

/// What real exports hold and the importer takes.
@Suite struct WartsTests {
    @Test(arguments: [
        "\u{FEFF}student_id,given_name\nS-1,Ana\nS-2,Bo\n",
        "student_id,given_name\r\nS-1,Ana\r\nS-2,Bo",
        "student_id,given_name\rS-1,Ana\rS-2,Bo\r",
        "student_id;given_name\nS-1;Ana\nS-2;Bo\n",
        "student_id\tgiven_name\nS-1\tAna\nS-2\tBo\n",
        "\"student_id\",\" given_name\t\"\n\"S-1\",\"Ana\"\n\nS-2,\"Bo\"\n\n",
        "given_name,student_id\nAna,S-1\nBo,S-2\n",
    ])
    func readsTheSame(_ content: String) throws {
        let district = try District(["students.csv": content])
        try district.load()
        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 2)
        #expect(snapshot.texts[snapshot.students.ids[0]] == "S-1")
        #expect(snapshot.name(of: 0) == "Ana")
        #expect(snapshot.name(of: 1) == "Bo")
    }

    @Test(arguments: [true, false])
    func utf16WithAByteOrderMark(isBigEndian: Bool) throws {
        let district = try District()
        let text = "\u{FEFF}student_id,given_name\nS-1,Zoë 🦊\n"
        let bytes = text.utf16.flatMap { unit -> [UInt8] in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        try district.write("students.csv", Data(bytes))
        try district.load()
        #expect(try district.snapshot().name(of: 0) == "Zoë 🦊")
    }

    @Test func quotesNewlinesAndDelimitersInAField() throws {
        let district = try District([
            "students.csv": "student_id,given_name\r\nS-1,\"A \"\"B\"\", C\r\nD\"\r\nS-2,5\" x\r\n"
        ])
        try district.load()
        let snapshot = try district.snapshot()
        #expect(snapshot.name(of: 0) == "A \"B\", C\r\nD")
        #expect(snapshot.name(of: 1) == "5\" x")
    }

    @Test func linesAreCountedThroughQuotedNewlines() throws {
        let district = try District([
            "students.csv": "student_id,given_name,grade\nS-1,\"a\nb\r\nc\rd\",9\nS-2,x,99\n"
        ])
        #expect(try district.refusal()?.contains("students.csv, line 6, column grade: '99'") == true)
    }

    @Test func aFieldOfAMegabyteComesInWhole() throws {
        let long = String(repeating: "lorem \"\"ipsum\"\"\n", count: 100_000)
        let district = try District(
            oneStudent([
                "discipline.csv":
                    "student_id,date,kind,note\nS-1,2026-02-03,oss,\"\(long)\"\nS-1,2026-02-04,oss,\n"
            ]))
        let summary = try district.load()
        #expect(counts(summary)["discipline.csv"] == [2, 0, 0, 0])
        #expect(try district.load().files.allSatisfy { $0.changed == 0 })
    }

    @Test func unknownColumnsAreNamedAndLeftOut() throws {
        let district = try District(["students.csv": "student_id,Bus route,given_name,x\nS-1,7,Ana,\n"])
        let summary = try district.load()
        #expect(summary.files[0].ignoredColumns == ["Bus route", "x"])
    }

    @Test func otherTablesInAFolderAreNamed() throws {
        let district = try District(oneStudent(["bus_routes.csv": "a\n1\n"]))
        let summary = try district.load()
        #expect(summary.ignoredFiles.map { $0.split(separator: "/").last } == ["bus_routes.csv"])
    }

    @Test func spaceAroundDatesNumbersAndWordsIsNoFault() throws {
        let district = try District(
            oneStudent(["discipline.csv": "student_id,date,kind,days\nS-1, 2026-02-03 , oss,\t1.5 \n"]))
        try district.load()
        #expect(try district.snapshot().discipline(of: 0)?.outOfSchoolDays == 1.5)
    }
}
