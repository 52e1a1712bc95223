import Foundation
import Testing

/// Confidential notes are never in a report of more than one student.
@Suite struct ConfidentialNotesTests {
    private let program: Program

    init() throws {
        program = try Program()
        try SmallDistrictFiles.write(
            to: program.path("district"),
            replacing: [
                "contacts.csv": """
                student_id,date,mentor_id,with,role,setting,note
                S-1,2025-09-10,m-1,student,coach,school,secret of S-1
                S-2,2025-09-11,m-1,student,coach,school,secret of S-2

                """
            ])
        try #require(program.run("init").status == 0)
        let imported = try program.run("import", "district")
        try #require(imported.status == 0, "\(imported.error)")
        try TestPlugin(
            name: "diary",
            manifest: """
                "contributes": ["report"], "report": { "format": "text" }, "reads": ["contacts", "notes"]
                """,
            code: """
                local plugin, kept = {}, {}
                function plugin.report(document)
                  for student in document.students do
                    for _, mentor in ipairs(student.mentors) do
                      for other in mentor.caseload do
                        for _, contact in ipairs(other.contacts) do
                          if contact.note then kept[#kept + 1] = contact.note end
                        end
                      end
                    end
                  end
                  document:write(table.concat(kept, "; ") .. "\\n")
                end
                return plugin
                """
        ).write(into: program.path("Plugins"))
    }

    private func report(_ arguments: String...) throws -> Program.Outcome {
        try program.run(["report", "diary", "--as-of", "2025-09-26"] + arguments)
    }

    @Test(arguments: [["--all"], ["--mentor", "lee"], ["--student", "S-1", "--student", "S-2"]])
    func aReportOfMoreIsRefused(arguments: [String]) throws {
        let outcome = try program.run(["report", "diary", "--as-of", "2025-09-26"] + arguments)
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        #expect(
            outcome.error.hasPrefix(
                "caseload: plugin 'diary' reads notes, which are confidential and never in a report about more than one "
                    + "student, and this one would be about "))
    }

    /// Also where a file for each group would be about more than one.
    @Test func aReportForEachMentorIsRefused() throws {
        let outcome = try report("--all", "--each", "mentor", "--output", "out")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("plugin 'diary' reads notes"))
    }

    @Test func aReportOfOneHasThatStudentsOnly() throws {
        let outcome = try report("--student", "S-2")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output == "secret of S-2\n")
    }

    /// What a plugin remembers of one student's report is not there in the next one.
    @Test func eachReportKnowsItsOwnStudentOnly() throws {
        let outcome = try report("--mentor", "lee", "--each", "student", "--output", "out")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(program.text(of: "out/diary-S-1.txt") == "secret of S-1\n")
        #expect(program.text(of: "out/diary-S-2.txt") == "secret of S-2\n")
    }

    @Test func underPseudonymsThereAreNone() throws {
        let outcome = try program.run(
            "report", "diary", "--student", "S-2", "--as-of", "2025-09-26", "--deidentify")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output == "\n")
    }

    /// Also a mentor's contacts are those about the student of the report.
    @Test func theMentorsContactsAreThatStudentsOnly() throws {
        try TestPlugin(
            name: "ledger",
            manifest: """
                "contributes": ["report"], "report": { "format": "text" }, "reads": ["contacts", "notes"]
                """,
            code: """
                local plugin = {}
                function plugin.report(document)
                  for student in document.students do
                    for _, contact in ipairs(student.mentors[1].contacts) do
                      document:write(contact.student .. ": " .. contact.note .. "\\n")
                    end
                  end
                end
                return plugin
                """
        ).write(into: program.path("Plugins"))
        let outcome = try program.run("report", "ledger", "--student", "S-2", "--as-of", "2025-09-26")
        #expect(outcome.output == "S-2: secret of S-2\n", "\(outcome.error)")
    }
}
