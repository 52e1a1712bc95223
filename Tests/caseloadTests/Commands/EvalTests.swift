import Foundation
import Testing

/// `caseload eval --sandbox`.
@Suite struct EvalTests {
    @Test func aScriptThatEndsWellIsZero() throws {
        let program = try Program()
        let outcome = try program.run(
            "eval", "--sandbox", "-e", "print(1 + 1, os.date '!%Y-%m-%d')", "--as-of", "2026-03-31")
        #expect(outcome.status == 0)
        #expect(outcome.output == "2\t2026-03-31\n")
        #expect(outcome.error == "")
    }

    @Test(arguments: [
        (["-e", "error 'no'"], "caseload: code:1: no\n"),
        (["-e", "x = ("], "caseload: code:1: unexpected symbol near <eof>\n"),
        (
            ["-e", "while true do end", "--limit-instructions", "5000"],
            "caseload: code:1: the limit of 5000 instructions is met\n"
        ),
        (
            ["-e", "local s = 'x' while true do s = s .. s end", "--limit-memory", "8"],
            "caseload: code:1: the memory limit of 8388608 bytes is met\n"
        ),
        (
            ["-e", "('a'):rep(5000):find(('a-'):rep(30) .. 'b')", "--limit-time", "0.5"],
            "caseload: code:1: did not come back within 0.5 seconds, and its process was ended\n"
        ),
    ])
    func oneThatFailsOrMeetsALimitIs65(_ arguments: [String], _ error: String) throws {
        let outcome = try Program().run(["eval", "--sandbox"] + arguments)
        #expect(outcome.status == 65)
        #expect(outcome.error == error)
        #expect(outcome.output == "")
    }

    /// What outsiders try: each ends by itself or is ended, with a reason and without a trace of Swift.
    @Test(arguments: [
        "('x'):rep(1 << 40)", "('x'):rep(1 << 30):rep(1 << 30)", "(''):rep(1e9)",
        "string.format('%99999d', 1)",
        "('a'):rep(9999):find(('.-'):rep(99) .. 'b')", "table.concat({}, 'x', 1, 1e15)",
        "local t = {} for i = 1, 1e5 do t[i] = ('x'):rep(1e5) end table.concat(t)",
        "while true do coroutine.wrap(function() coroutine.yield() end)() end",
        "setmetatable({}, { __gc = function(o) kept = o end })", "load('\\27Lua')()",
        "io.open('/etc/passwd')",
        "os.execute 'id'", "os.exit(0)", "package.loadlib('x', 'y')", "debug.getregistry()", "require 'os'",
        "string.upper = nil", "getmetatable('').__index = nil", "table.move({}, 1, 1e15, 2)",
        "table.sort({ 3, 1, 2, 5, 4 }, function() return true end) error 'unsorted'",
        "error(setmetatable({}, { __tostring = function() while true do end end }))",
        "error(setmetatable({}, { __tostring = function() error 'again' end }))", "error {}", "error(nil)",
        "error(('x'):rep(1 << 24))", "while true do print(('x'):rep(1 << 16)) end",
        "while true do print() end",
        "for i = 1, 1e9 do print(('x'):rep(1 << 20)) end", "local function f() return f() + 1 end f()",
        "local x <close> = setmetatable({}, { __close = function() while true do end end })",
        "while true do pcall(function() while true do end end) end", "x = (", "\u{1B}Lua",
    ])
    func whatOutsidersTryIs65(_ code: String) throws {
        let program = try Program()
        try Data(code.utf8).write(to: URL(fileURLWithPath: program.path("script.lua")))
        let outcome = try program.run(
            "eval", "--sandbox", "script.lua", "--limit-time", "1", "--limit-memory", "64")
        #expect(outcome.status == 65, "\(outcome.error)")
        #expect(outcome.error.hasPrefix("caseload: script.lua"), "\(outcome.error)")
        #expect(outcome.error.utf8.count < 5000)
        #expect(outcome.output.utf8.count <= 16 << 20)
    }

    @Test(arguments: [
        ("-- nothing", ""), ("print(('x'):rep(3), #('x'):rep(1 << 20))", "xxx\t1048576\n"),
        ("print(pcall(error, 'caught'))", "false\tcaught\n"),
        ("for i = 1, 5e6 do end print 'done'", "done\n"),
        ("print(select(2, pcall(string.rep, 'x', -1)))", "\n"),
    ])
    func aGoodScriptIsZero(_ code: String, _ output: String) throws {
        let program = try Program()
        try Data(code.utf8).write(to: URL(fileURLWithPath: program.path("script.lua")))
        let outcome = try program.run("eval", "--sandbox", "script.lua", "--limit-memory", "64")
        #expect(outcome.error == "")
        #expect(outcome.output == output)
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ["eval", "--sandbox"], ["eval"], ["eval", "--sandbox", "a.lua", "-e", "x"],
        ["eval", "--sandbox", "-e", "x", "--limit-time", "0"],
        ["eval", "--sandbox", "--write", "-e", "x"], ["run", "x", "--workers", "0"],
        ["run", "x", "--limit-memory", "0"],
    ])
    func wrongUsageIs64(_ arguments: [String]) throws {
        #expect(try Program().run(arguments).status == 64)
    }

    @Test func aScriptSeesTheDistrictAndChangesNothing() throws {
        let program = try Program.withSmallDistrict()
        let code = """
            print(#students, students:to_table()[1].id, students:mean("grade") ~= nil)
            print(student(students:to_table()[1].id) == students:to_table()[1])
            print(pcall(student, "nobody"))
            """
        let outcome = try program.run("eval", "-e", code, "--as-of", "2025-09-26")
        #expect(outcome.error == "")
        #expect(outcome.status == 0)
        #expect(
            outcome.output
                == "6\tS-1\ttrue\ntrue\nfalse\tno student 'nobody' is enrolled on 2025-09-26\n")
        let write = try program.run(
            "eval", "-e", "students:to_table()[1].grade = 12", "--as-of", "2025-09-26")
        #expect(write.status == 65)
        #expect(write.error == "caseload: code:1: student.grade is read-only\n")
    }

    @Test func aScriptRecordsWithWriteAndTakesBack() throws {
        let program = try Program.withSmallDistrict()
        let code = """
            local s = student "S-1"
            print(s:log_contact { with = "guardian", role = "coach", setting = "home", minutes = 10.0,
              date = date "2025-09-10", mentor = s.mentors[1] })
            s:log_observation { indicator = "time_on_task", value = 6.5, date = "2025-09-10", recorder = "Jo" }
            s:log_intervention { kind = "basic", start = "2025-09-10", indicators = { "absences", "tardies" } }
            s:log_intervention { ended = "2025-09-20", outcome = "Better" }
            s:add_goal { goal = "Pass", set_on = "2025-09-10", due = date "2026-06-12" }
            s:add_strength { strength = "Patient", date = "2025-09-10" }
            print((undo():gsub(",.*", "")))
            print(pcall(s.log_contact, s, { with = "guardan", role = "coach", setting = "home" }))
            """
        let outcome = try program.run("eval", "--write", "-e", code, "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.lines.prefix(2) == [
                "Recorded: contact, Ana Rivera (S-1), 2025-09-10, mentor Sam Lee, with guardian, role coach, "
                    + "setting home, minutes 10",
                "Undone: strength",
            ])
        #expect(
            outcome.output.contains(
                "false\tstudent:log_contact: with 'guardan' is not known here (did you mean 'guardian'?)"))
        // Each is confirmed by a line, those that were not printed too.
        let said = outcome.error.split(separator: "\n")
        #expect(said.count == 7 && said.allSatisfy { $0.hasPrefix("caseload: ") })
        #expect(said.count { $0.contains("Recorded: ") } == 5)
        #expect(outcome.error.contains("status completed (before: none), mentor Sam Lee"))
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        #expect(page.contains("  goal: Pass (by 2026-06-12)") && !page.contains("Patient"), "\(page)")
        #expect(page.contains("2025-09-10 with guardian: 10 minutes"))
    }

    @Test func aScriptProposesAServiceAndLogsItsSteps() throws {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        #expect(try program.run("import", "services.csv").status == 0)
        let code = """
            local s = student "S-1"
            s:propose(service("SV-1"), "Two F")
            print(pcall(service, "SV-2"))
            print(#mentors, mentors[1].name, #schools, schools[1].id)
            print(pcall(student, "okafor"))
            s:log_linkage { service = services:find "SV-1", status = "referred" }
            print(pcall(s.log_linkage, s, { service = "Homework Club", status = "proposed" }))
            """
        let outcome = try program.run("eval", "--write", "-e", code, "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("no service 'SV-2'; did you mean 'SV-1'?"), "\(outcome.output)")
        #expect(outcome.output.contains("2\tSam Lee\t2\t"), "\(outcome.output)")
        #expect(outcome.output.contains("; Bill Okafor is S-2"), "\(outcome.output)")
        #expect(outcome.output.contains("'proposed' cannot follow 'referred'"), "\(outcome.output)")
        let page = try program.run("show", "S-1").output
        #expect(page.contains("Homework Club: referred since"), "\(page)")
        #expect(page.contains("because: Two F"))
    }

    /// What the host notices stands on standard error, so that what a script prints stays what it prints; a plugin
    /// that is installed and has not run is no misspelt one.
    @Test func misspeltNamesAreTold() throws {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        #expect(try program.run("import", "services.csv").status == 0)
        let code = """
            print(#services:offering "homework clup", #services:offering "homework clup", #services:offering "dentist")
            print(scores "early-warning", scores "somebody-elses", pcall(scores, "early-warnin"))
            """
        let outcome = try program.run("eval", "-e", code, "--as-of", "2025-09-26")
        #expect(outcome.status == 0)
        #expect(
            outcome.lines.prefix(2) == [
                "0\t0\t0",
                "nil\tnil\tfalse\tscores: there is no plugin 'early-warnin'; did you mean 'early-warning'?",
            ])
        #expect(
            outcome.error
                == "caseload: notice: services:offering: nothing in the directory is called 'homework clup'; "
                + "did you mean 'Homework Club'?\n")
    }

    @Test func aScriptRecordsAnEventAndTakesItBackAsAWhole() throws {
        let program = try Program.withSmallDistrict()
        let log = """
            local m = student "S-1".mentors[1]
            print(m:log_event { name = "Science fair", kind = "community_event", hours = 2, date = "2025-09-20",
              students = { student "S-1", "S-2" } })
            print(pcall(m.log_event, m, { name = "Fair", students = { "nobody" } }))
            print(pcall(m.log_event, m, { name = "Fair", hour = 2 }))
            """
        let outcome = try program.run("eval", "--write", "-e", log, "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.lines.prefix(3) == [
                "Recorded: event, mentor Sam Lee, 2025-09-20, 'Science fair', kind community_event, hours 2",
                "Recorded: activity, Ana Rivera (S-1), 2025-09-20, kind community_event, 'Science fair', hours 2",
                "Recorded: activity, Bill Okafor (S-2), 2025-09-20, kind community_event, 'Science fair', hours 2",
            ], "\(outcome.output)")
        #expect(
            outcome.output.contains("mentor:log_event: student_id 'nobody' is no student on record"),
            "\(outcome.output)")
        #expect(outcome.output.contains("did you mean 'hours'?"), "\(outcome.output)")
        let look = """
            print(#student "S-1".mentors[1].events)
            """
        #expect(try program.run("eval", "-e", look, "--as-of", "2025-09-26").output == "1\n")
        #expect(try program.run("eval", "--write", "-e", "undo()", "--as-of", "2025-09-26").status == 0)
        #expect(try program.run("eval", "-e", look, "--as-of", "2025-09-26").output == "0\n")
    }

    @Test func withoutWriteAScriptIsToldSo() throws {
        let program = try Program.withSmallDistrict()
        let code = #"student "S-1":add_strength { strength = "Patient" }"#
        let outcome = try program.run("eval", "-e", code, "--as-of", "2025-09-26")
        #expect(outcome.status == 65)
        #expect(
            outcome.error
                == "caseload: code:1: student:add_strength: something is recorded only in a script that may write: caseload eval --write\n"
        )
        #expect(try program.run("log", "--undo").status == 2)
    }

    @Test func aFileThatIsNotThereIs74() throws {
        let outcome = try Program().run("eval", "--sandbox", "nothing.lua")
        #expect(outcome.status == 74)
        #expect(outcome.error.hasPrefix("caseload: nothing.lua: cannot be read"))
    }

    /// A record says who recorded it, when and from where.
    @Test func recordsSayWhoRecordedThem() throws {
        let program = try Program.withSmallDistrict()
        let code = """
            local observation = student("S-1").observations[1]
            print(observation.recorded_by ~= nil, observation.recorded_on ~= nil, observation.source:match("[^/]*$"))
            """
        let outcome = try program.run("eval", "--as-of", "2025-09-26", "-e", code)
        #expect(outcome.output == "true\ttrue\tobservations.csv\n", "\(outcome.error)")
    }
}
