import Engagement
import Foundation
import Records
import Testing

@Suite struct MappingTests {
    static let polytechnic = #"""
        {
          "records": { "schools": [ { "school_id": "IPP", "name": "Polytechnic" } ],
                       "indicators": [ { "id": "age_at_enrollment", "domain": "academic", "title": "Age",
                                         "unit": "years", "minimum": 15, "maximum": 80 },
                                       { "id": "admission_grade", "domain": "academic", "title": "Grade",
                                         "unit": "points" } ] },
          "files": [ { "file": "data.csv", "delimiter": ";", "records": [
            { "record": "students", "columns": { "student_id": { "row": "UCI-{row:5}" },
                "school_id": { "value": "IPP" } } },
            { "record": "observations",
              "each": { "Admission grade": "admission_grade", "Age at enrollment": "age_at_enrollment" },
              "columns": { "student_id": { "row": "UCI-{row:5}" }, "date": { "value": "2022-09-01" } } },
            { "record": "outcomes", "skip_when_empty": "value",
              "columns": { "student_id": { "row": "UCI-{row:5}" }, "outcome": { "value": "dropout" },
                "value": { "column": "Target", "codes": { "Dropout": "1", "Graduate": "0", "Enrolled": "" } } } }
          ] } ]
        }
        """#
    static let data =
        "Admission grade;\"Age at enrollment\t\";Target;GDP\n127.3;20;Dropout;1\n142.5;;Graduate;2\n120;45;Enrolled;3\n"

    private func load(
        _ mapping: String, _ files: [String: String]
    ) throws -> (District, ImportSummary) {
        let district = try District(files)
        let path = district.folder + "/mapping.json"
        try Data(mapping.utf8).write(to: URL(fileURLWithPath: path))
        let options = ImportOptions(mapping: try Mapping(contentsOfFile: path))
        return (district, try district.load(options))
    }

    private func refusal(_ mapping: String, _ files: [String: String]) -> String {
        do {
            _ = try load(mapping, files)
            return "let in"
        } catch {
            return "\(error)"
        }
    }

    @Test func oneRowMakesSeveralRecords() throws {
        let (district, summary) = try load(Self.polytechnic, ["data.csv": Self.data])
        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 3)
        #expect(snapshot.texts[snapshot.students.ids[2]] == "UCI-00003")
        #expect(snapshot.school(of: 0)?.name == "Polytechnic")
        let age = try #require(snapshot.catalog.number(of: "age_at_enrollment"))
        #expect(snapshot.value(of: age, row: 0, from: [.observations])?.value == 20)
        #expect(snapshot.value(of: age, row: 1, from: [.observations]) == nil)
        #expect(try district.database.outcomes(named: "dropout") == ["UCI-00001": 1, "UCI-00002": 0])
        let file = try #require(summary.files.first { $0.name.hasSuffix("data.csv") })
        #expect(file.rowsRead == 3)
        #expect(file.new == 3 + 5 + 2)
        #expect(file.ignoredColumns == ["GDP"])
    }

    @Test func wordsWithoutAMeaningAndValuesOutOfRangeAreSaidOfTheFilesColumn() {
        let other = Self.data.replacingOccurrences(of: "Graduate", with: "Gone")
        #expect(
            refusal(Self.polytechnic, ["data.csv": other]).contains(
                "data.csv, line 3, column Target: 'Gone' has no meaning in the mapping of Target; add it to its codes"
            ))
        let young = Self.data.replacingOccurrences(of: ";45;", with: ";4;")
        #expect(
            refusal(Self.polytechnic, ["data.csv": young]).contains(
                "data.csv, line 4, column Age at enrollment: '4' is outside the range of age_at_enrollment"))
        let lacking = Self.data.replacingOccurrences(of: "Target", with: "Result")
        #expect(
            refusal(Self.polytechnic, ["data.csv": lacking]).contains(
                "the mapping takes outcomes from column 'Target', which the file does not have; found Admission grade,"
            ))
        #expect(
            refusal(Self.polytechnic, ["datas.csv": Self.data]).contains("no file that can be imported"))
    }

    @Test(arguments: [
        (#"{ "codez": {} }"#, "the mapping: key 'codez' is not known; did you mean 'codes'? Known are codes"),
        (
            #"{ "codes": { "attendance": { "UA": "unexcusd" } } }"#,
            "codes.attendance: word 'unexcusd' for code 'UA' is not known; did you mean 'unexcused'?"
        ),
        (
            #"{ "files": [ { "file": "a.csv", "records": [ { "record": "student", "columns": {} } ] } ] }"#,
            "files[0].records[0]: record 'student' is not known; did you mean 'students'?"
        ),
        (
            #"{ "files": [ { "file": "a.csv", "records": [ { "record": "students", "columns": { "studentid": "x" } } ] } ] }"#,
            "files[0].records[0].columns: key 'studentid' is not known; did you mean 'student_id'?"
        ),
        (
            #"{ "files": [ { "file": "a.csv", "records": [ { "record": "students", "columns": {} } ] } ] }"#,
            "files[0].records[0]: says nothing of student_id, which students needs"
        ),
        (
            #"{ "files": [ { "file": "a.csv", "records": [ { "record": "students", "columns": { "student_id": { "row": "S" } } } ] } ] }"#,
            "must hold {row} or {row:5}"
        ),
        (
            #"{ "files": [ { "file": "a.csv", "delimiter": "::", "records": [] } ] }"#,
            "files[0].delimiter: must be one ASCII letter"
        ),
        (#"[]"#, "the mapping: must be an object"),
        (#"{ "codes": "#, "is not JSON"),
    ])
    func aWrongMappingNamesThePlace(_ mapping: String, _ message: String) {
        let found = refusal(mapping, oneStudent())
        #expect(found.contains(message), "\(found)")
    }

    @Test func codesOfTheDistrictReplaceTheUsualLetters() throws {
        let mapping = #"{ "codes": { "attendance": { "UA": "unexcused", "A": "excused" } } }"#
        let header = "student_id,date,code\n"
        let (district, _) = try load(
            mapping,
            oneStudent([
                "attendance.csv": header + "S-1,2026-02-03,UA\nS-1,2026-02-04,A\nS-1,2026-02-05,tardy\n"
            ]))
        #expect(try district.snapshot().attendance[0].map(\.code) == [.unexcused, .excused, .tardy])
        #expect(
            refusal(mapping, oneStudent(["attendance.csv": header + "S-1,2026-02-03,P\n"])).contains(
                "'P' is not known here"))
    }

    /// The real export of a polytechnic, where it is at hand.
    private static let realFile: String? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["CASELOAD_SHARED_DATA"]
            ?? package.deletingLastPathComponent().appendingPathComponent("shared/data").path
        let path = shared + "/uci-dropout/data.csv"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    @Test(.enabled(if: realFile != nil, "data.csv of uci-dropout is not here; see CASELOAD_SHARED_DATA"))
    func aRealExportComesIn() throws {
        let path = try #require(Self.realFile)
        let district = try District()
        let mapping = district.folder + "/mapping.json"
        try Data(Self.polytechnic.utf8).write(to: URL(fileURLWithPath: mapping))
        let options = ImportOptions(mapping: try Mapping(contentsOfFile: mapping))
        _ = try district.database.importFiles([path], options: options, user: "t")
        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 4424)
        #expect(snapshot.observations.records.count == 2 * 4424)
        let outcomes = try district.database.outcomes(named: "dropout")
        #expect(outcomes.count == 3630)
        #expect(outcomes.values.reduce(0, +) == 1421)
        let again = try district.database.importFiles([path], options: options, user: "t")
        #expect(again.files.allSatisfy { $0.new == 0 && $0.changed == 0 })
    }
}
