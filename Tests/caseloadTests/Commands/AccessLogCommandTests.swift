import Foundation
import Testing

/// Each command that reads records leaves a record of it, and the log says so.
@Suite struct AccessLogCommandTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.roll.write(into: program.path("Plugins"))
        try TestPlugin.points.write(into: program.path("Plugins"))
    }

    /// One line of the log in CSV, by the names of its columns.
    private func last(_ arguments: String...) throws -> [String: String] {
        let outcome = try program.run(["access-log", "--format", "csv"] + arguments)
        try #require(outcome.status == 0, "\(outcome.error)")
        let rows = outcome.output.split { $0.isNewline }.map(Self.fields)
        guard let names = rows.first, rows.count > 1, let values = rows.last else { return [:] }
        return Dictionary(uniqueKeysWithValues: zip(names, values))
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    /// What reads everybody's records at once, or results that were kept.
    @Test(arguments: [
        (["export", "--output", "out", "--purpose", "move"], "export", 6),
        (["runs", "show", "1", "--results", "csv"], "runs show", 6),
        (["runs", "diff", "1", "2"], "runs diff", 6), (["runs", "rerun", "1"], "runs rerun", 6),
        (["evaluate", "points", "--outcome", "left"], "evaluate", 6),
    ])
    func whatReadsEverybodyLeavesARecord(arguments: [String], command: String, students: Int) throws {
        try Data("student_id,outcome,value\nS-1,left,1\nS-2,left,0\n".utf8)
            .write(to: URL(fileURLWithPath: program.path("outcomes.csv")))
        #expect(try program.run("import", "outcomes.csv").status == 0)
        for _ in 1...2 { #expect(try program.run("run", "points", "--as-of", "2025-09-26").status == 0) }
        let day = command == "evaluate" ? ["--as-of", "2025-09-26"] : []
        let outcome = try program.run(arguments + day)
        #expect(outcome.status == 0, "\(outcome.error)")
        let record = try last()
        #expect(record["command"] == command)
        #expect(record["student_count"] == "\(students)", "\(record)")
        #expect(try program.run("access-log", "--verify").status == 0)
    }

    @Test(arguments: [
        (["students", "grade=9"], "identity", "", 2, "{query: grade=9}"),
        (["students", "--columns", "id,attendance.rate"], "attendance", "", 6, "{}"),
        (
            ["show", "S-1"],
            "identity demographics attendance discipline grades credits homework observations survey activities "
                + "contacts interventions linkages goals guardians scores", "", 1, "{}"
        ),
        (
            ["today", "--mentor", "lee"],
            "identity attendance discipline grades homework observations survey contacts interventions goals",
            "", 2, "{}"
        ),
        (["mentors", "lee"], "identity activities contacts", "", 2, "{}"),
        (["report", "roll", "--mentor", "m-1"], "identity", "roll 1.2.3", 2, "{options: {}}"),
        (
            ["report", "roll", "--all", "--each", "student", "--output", "out", "--allow-small-cells"],
            "identity", "roll 1.2.3", 6, "{allow-small-cells: true, options: {}}"
        ),
        (["run", "points"], "attendance", "points 1.2.3", 6, "{options: {step:2}}"),
        (
            ["eval", "-e", "print(1)", "--deidentify"],
            "identity demographics attendance discipline grades credits homework observations survey activities "
                + "contacts interventions linkages goals guardians notes scores fidelity", "code ", 6,
            "{deidentify: true}"
        ),
    ])
    func whatEachCommandReads(
        _ arguments: [String], _ kinds: String, _ plugin: String, _ students: Int, _ options: String
    ) throws {
        let outcome = try program.run(
            arguments + ["--as-of", "2025-09-26", "--purpose", "weekly, \"check\""])
        try #require(outcome.status == 0, "\(outcome.error)")
        let record = try last()
        if arguments != ["students", "grade=9"] { #expect(record["kinds"] == kinds) }
        #expect(record["command"] == arguments[0])
        #expect(record["number"] == "1")
        #expect(record["user"] == NSUserName())
        #expect(record["purpose"] == "weekly, check")
        #expect("\(record["plugin"] ?? "") \(record["version"] ?? "")" == (plugin.isEmpty ? " " : plugin))
        #expect(record["plugin_hash"]?.count == (plugin.isEmpty ? 0 : 64))
        #expect(record["student_count"] == String(students))
        #expect(record["as_of"] == "2025-09-26")
        #expect(record["options"] == options)
        #expect(try program.run("access-log", "--verify").status == 0)
    }

    /// A session is one reading of everything; a run or a report in it is one more, by its plugin.
    @Test func aSessionAndWhatIsRunInItLeaveRecords() throws {
        let lines = "print(#students)\\nrun[[points]]\\nreport([[roll]], students:take(2))"
        let outcome = try program.shell(
            "printf '\(lines)\\n' | caseload repl --as-of 2025-09-26 --purpose study")
        #expect(outcome.error == "" || !outcome.error.contains("error"), "\(outcome.error)")
        let log = try program.run("access-log", "--format", "csv")
        let rows = log.output.split { $0.isNewline }.dropFirst().map(Self.fields)
        #expect(
            rows.map { "\($0[4]) \($0[5]) \($0[11]) \($0[3])" } == [
                "repl  6 study", "run points 6 study", "report roll 2 study",
            ], "\(outcome.output) \(outcome.error)")
        #expect(try program.run("access-log", "--verify").status == 0)
    }

    @Test func whatReadsNoRecordsLeavesNone() throws {
        try TestPlugin.points.write(into: program.path("Plugins"))
        for arguments in [
            ["students", "--fields"], ["run", "points", "--dry-run"],
            ["eval", "--sandbox", "-e", "print(1)"],
            ["students", "nonsense"], ["show", "S-99"], ["plugin", "list"],
        ] {
            _ = try program.run(
                arguments + ["--as-of", "2025-09-26"].prefix(arguments[0] == "plugin" ? 0 : 2))
        }
        #expect(try last() == [:])
    }

    @Test func theTableIsForPeople() throws {
        _ = try program.run("show", "S-1", "--as-of", "2025-09-26", "--purpose", "talk with the family")
        _ = try program.run("report", "roll", "--all", "--as-of", "2025-09-26")
        let outcome = try program.run("access-log")
        #expect(outcome.status == 0)
        #expect(outcome.error == "2 records\n")
        #expect(outcome.lines[0].hasPrefix("no  when (UTC)"))
        #expect(outcome.lines[1].contains("show") && outcome.lines[1].contains("talk with the family"))
        #expect(outcome.lines[2].contains("report   roll 1.2.3"))
        let json = try program.run("access-log", "--format", "json", "--plugin", "roll")
        let records = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(records.count == 1)
        #expect(records[0]["student_count"] as? Int == 6)
    }

    @Test func anAccountingOfDisclosuresNamesWhatConcernedTheStudent() throws {
        _ = try program.run("show", "S-1", "--as-of", "2025-09-26")
        _ = try program.run("show", "S-3", "--as-of", "2025-09-26")
        _ = try program.run("report", "roll", "--mentor", "lee", "--as-of", "2025-09-26")
        let outcome = try program.run("access-log", "--student", "S-1")
        #expect(outcome.error == "2 records about S-1\n")
        #expect(try last("--student", "S-3")["command"] == "show")
        #expect(try last("--student", "S-6") == [:])
    }

    /// An accounting that is empty because of a slip of the hand would be believed.
    @Test func anIdOfNobodyIsNoEmptyAccounting() throws {
        let outcome = try program.run("access-log", "--student", "S-99")
        #expect(outcome.status == 2)
        #expect(
            outcome.error.hasPrefix("caseload: no student 'S-99' is or was on record"), "\(outcome.error)")
    }

    @Test(arguments: [
        (["--since", "tomorrow"], "caseload: --since 'tomorrow' is no date; write it as 2026-01-31\n"),
        (["--kind", "note"], "caseload: --kind 'note' is no kind of record; did you mean 'notes'?\n"),
        (["--verify", "--renew-head"], "caseload: --verify and --renew-head exclude one another\n"),
    ])
    func wrongUsageSaysWhatIsRight(arguments: [String], message: String) throws {
        let outcome = try program.run(["access-log"] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.error.hasPrefix(message))
    }

    @Test func aBrokenLogEndsWith65() throws {
        for student in ["S-1", "S-2"] { _ = try program.run("show", student, "--as-of", "2025-09-26") }
        let whole = try program.run("access-log", "--verify")
        #expect(whole.status == 0)
        #expect(whole.output.hasPrefix("The access log is whole: 2 records, the last one's hash is "))
        try FileManager.default.removeItem(atPath: program.path("caseload.db.access-head"))
        let broken = try program.run("access-log", "--verify")
        #expect(broken.status == 65)
        #expect(
            broken.error == """
                caseload: the access log is not whole:
                  caseload.db.access-head is missing: whether records after record 2 were removed cannot be told

                """)
        #expect(try program.run("access-log", "--renew-head", "--purpose", "moved").status == 0)
        #expect(try program.run("access-log", "--verify").status == 0)
        #expect(try last()["command"] == "access-log --renew-head")
    }

    /// No record of the reading, no reading.
    @Test func whereTheLogCannotBeWrittenNothingIsShown() throws {
        try FileManager.default.createDirectory(
            atPath: program.path("caseload.db.access-head"), withIntermediateDirectories: true)
        for arguments in [
            ["students"], ["show", "S-1"], ["today", "--mentor", "lee"], ["mentors", "lee"],
            ["report", "roll", "--all"],
            ["run", "points"], ["eval", "-e", "print(#students)"],
        ] {
            let outcome = try program.run(arguments + ["--as-of", "2025-09-26"])
            #expect(outcome.status == 74, "\(arguments)")
            #expect(outcome.output == "")
            #expect(outcome.error.contains("no record is read that the access log does not hold"))
        }
    }
}
