import Foundation
import Glibc
import Testing

@Suite struct ReportTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.roll.write(into: program.path("Plugins"))
    }

    private func report(_ arguments: String...) throws -> Program.Outcome {
        try program.run(["report", "roll", "--as-of", "2025-09-26"] + arguments)
    }

    @Test(arguments: [
        (["--student", "S-2"], "S-2"),
        (["--student", "S-2", "--student", "S-1", "--student", "bill okafor"], "S-2 S-1"),
        (["--mentor", "lee"], "S-1 S-2"), (["--school", "north"], "S-1 S-3 S-4"),
        (["--school", "south high"], "S-2 S-5 S-6"), (["--all"], "S-1 S-2 S-3 S-4 S-5 S-6"),
    ])
    func isAboutWhomItIsAskedFor(arguments: [String], ids: String) throws {
        let outcome = try program.run(["report", "roll", "--as-of", "2025-09-26"] + arguments)
        #expect(outcome.status == 0, "\(outcome.error)")
        let rows = outcome.output.split { $0.isNewline }
        #expect(rows.map { $0.prefix { $0 != "," } }.joined(separator: " ") == ids)
        #expect(outcome.error == "")
    }

    @Test func goesIntoAFileThatOnlyItsOwnerCanRead() throws {
        let outcome = try report("--mentor", "m-2", "--output", "kim.csv")
        #expect(outcome.status == 0)
        #expect(outcome.output == "")
        #expect(outcome.error == "Wrote kim.csv about 1 student\n")
        #expect(program.text(of: "kim.csv")?.hasPrefix("S-3,Zoë Ångström") == true)
        var status = stat()
        #expect(stat(program.path("kim.csv"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func eachStudentGetsAFileWhoseNameIsNoPath() throws {
        let students =
            "student_id,given_name\n../../evil,A\n.._.._evil,B\nS-1,C\na/b,D\n\(String(repeating: "x", count: 250)),E\n"
        let other = try Program()
        try FileManager.default.createDirectory(atPath: other.path("in"), withIntermediateDirectories: true)
        try Data(students.utf8).write(to: URL(fileURLWithPath: other.path("in/students.csv")))
        try TestPlugin.roll.write(into: other.path("Plugins"))
        try #require(other.run("init").status == 0)
        let imported = try other.run("import", "in")
        try #require(imported.status == 0, "\(imported.error)")
        let outcome = try other.run("report", "roll", "--all", "--each", "student", "--output", "sheets")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.error == "Wrote 5 files into sheets\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: other.path("sheets")).sorted()
        #expect(
            Set(names.filter { $0.utf8.count < 100 }) == [
                "roll-S-1.csv", "roll-_2e_2e_2f_2e_2e_2fevil.csv", "roll-_2e_2e_5f_2e_2e_5fevil.csv",
                "roll-a_2fb.csv",
            ])
        #expect(names.count == 5)
    }

    @Test(arguments: [
        (
            "mentor", ["roll-m-1.csv": "S-1 S-2", "roll-m-2.csv": "S-3"],
            "3 students have no mentor and are in no file\n"
        ),
        ("school", ["roll-north.csv": "S-1 S-3 S-4", "roll-south.csv": "S-2 S-5 S-6"], ""),
    ])
    func eachMentorOrSchoolGetsAFile(each: String, files: [String: String], note: String) throws {
        let outcome = try report("--all", "--each", each, "--output", "out")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.error == "Wrote \(files.count) files into out\n"
                + (note.isEmpty ? "" : "caseload: \(note)"))
        let names = try FileManager.default.contentsOfDirectory(atPath: program.path("out"))
        #expect(Set(names) == Set(files.keys))
        for (name, ids) in files {
            let rows = program.text(of: "out/\(name)")?.split { $0.isNewline } ?? []
            #expect(rows.map { $0.prefix { $0 != "," } }.joined(separator: " ") == ids)
        }
    }

    @Test func eachMentorOfAChoiceIsAboutTheChoiceOnly() throws {
        let outcome = try report("--school", "south", "--each", "mentor", "--output", "out")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("out")) == ["roll-m-1.csv"])
        #expect(program.text(of: "out/roll-m-1.csv")?.hasPrefix("S-2,") == true)
    }

    /// One function, every format.
    @Test(arguments: [
        ("html", "<!DOCTYPE html>"), ("markdown", "# All students"), ("csv", "name,"), ("json", "{\n"),
    ])
    func theFormatIsTheReadersChoice(format: String, start: String) throws {
        try TestPlugin.names.write(into: program.path("Plugins"))
        let outcome = try program.run("report", "names", "--all", "--as-of", "2025-09-26", "--format", format)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasPrefix(start), "\(outcome.output)")
        #expect(outcome.output.contains("Ana Rivera"))
    }

    @Test(
        arguments: [
            ([], 64, "caseload: say about whom: --student, --mentor, --school or --all\n"),
            (
                ["--all", "--mentor", "lee"], 64,
                "caseload: --student, --mentor, --school and --all exclude one another\n"
            ),
            (["--mentor", "leo"], 2, "caseload: no mentor 'leo'"),
            (["--school", "nort"], 2, "caseload: no school 'nort'; did you mean 'north'?\n"),
            (["--student", "S-99"], 2, "caseload: no student 'S-99' is enrolled on "),
            (["--all", "--output", "missing/x.csv"], 74, "caseload: cannot write missing/x.csv: "),
            (
                ["--all", "--each", "student", "--output", "district/students.csv"], 74,
                "caseload: cannot make the folder"
            ),
            (
                ["--all", "--each", "teacher"], 64,
                "caseload: The value 'teacher' is invalid for '--each <student,mentor,school>'"
            ),
            (
                ["--all", "--format", "html"], 65,
                "caseload: plugin 'roll' writes no html, only csv"
            ),
            (
                ["--all", "--format", "pdf"], 64,
                "caseload: The value 'pdf' is invalid for '--format <format>': --format 'pdf': expected one of html, "
            ),
        ] as [([String], Int32, String)])
    func saysWhatIsWrong(arguments: [String], status: Int32, message: String) throws {
        let outcome = try program.run(["report", "roll"] + arguments)
        #expect(outcome.status == status, "\(outcome.error)")
        #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func aReportThatFailsLeavesTheOldOne() throws {
        _ = try report("--all", "--output", "roll.csv")
        let before = program.text(of: "roll.csv")
        var broken = TestPlugin.roll
        broken.code = "return { report = function(document) document:row { 'half' } error('torn') end }"
        try broken.write(into: program.path("Plugins"))
        let outcome = try report("--all", "--output", "roll.csv")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("torn"))
        #expect(program.text(of: "roll.csv") == before)
    }

    @Test func theBundledSheetIsAPage() throws {
        let outcome = try program.run(
            "report", "monitoring-sheet", "--student", "S-1", "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasPrefix("<!DOCTYPE html>") || outcome.output.hasPrefix("<!doctype html>"))
        #expect(outcome.output.contains("Ana Rivera"))
        #expect(outcome.output.contains("<svg"))
    }

    @Test func aFullDiskIsAnInputOutputError() throws {
        let outcome = try report("--all", "--output", "/dev/full")
        #expect(outcome.status == 74)
        #expect(outcome.error.hasPrefix("caseload: cannot write /dev/full: "))
    }
}
