import Foundation
import Testing

/// What a script or a plugin is told where a name in it is one that nothing has.
@Suite struct MisspeltNamesTests {
    private static let program = Result { try Program.withSmallDistrict() }

    private func script(_ code: String, _ options: String...) throws -> Program.Outcome {
        try Self.program.get().run(["eval", "-e", code, "--as-of", "2025-09-26"] + options)
    }

    @Test(arguments: [
        ("servics:offering 'x'", "attempt to index a nil value (global 'servics'); did you mean 'services'?"),
        ("\n\nlocal s = studnt 'S-1'", "(global 'studnt'); did you mean 'student'?"),
        ("string.formt 'x'", "(field 'formt'); did you mean 'format'?"),
        ("math.flor(1)", "(field 'flor'); did you mean 'floor'?"),
        ("table.instert({}, 1)", "(field 'instert'); did you mean 'insert'?"),
        ("('x'):uper()", "(method 'uper'); did you mean 'upper'?"),
        ("local s = 'x' return s:uper()", "(method 'uper'); did you mean 'upper'?"),
        ("unpack { 1 }", "(global 'unpack'); did you mean 'table.unpack'?"),
        ("floor(1.5)", "(global 'floor'); did you mean 'math.floor'?"),
        ("mine = { push = print } mine.psh()", "(field 'psh'); did you mean 'push'?"),
        ("for s in studens do end", "; nothing is called 'studens', did you mean 'students'?"),
        ("for _, s in ipairs(studens) do end", "; nothing is called 'studens', did you mean 'students'?"),
        ("print(studens < 2)", "; nothing is called 'studens', did you mean 'students'?"),
        ("run('points', studens:take(1))", "(global 'studens'); did you mean 'students'?"),
        ("json.encod {}", "json.encod: no such function; did you mean 'encode'?"),
        ("io.open 'x'", "(global 'io'); Lua code opens no file here"),
    ])
    func anErrorNamesTheNearest(_ code: String, _ hint: String) throws {
        let outcome = try script(code)
        #expect(outcome.status == 65)
        #expect(outcome.error.contains(hint), "\(outcome.error)")
        #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
    }

    /// What nothing is near to, what a table of the script's own does not have, what an error of the script's says.
    @Test(arguments: [
        "local x = 1 + zzzzzz", "local t = {} t.grad.x = 1", "local f f()", "error 'nil'",
        "local studens studens.x = 1",
    ])
    func otherErrorsAreAsTheyWere(_ code: String) throws {
        let outcome = try script(code)
        #expect(outcome.status == 65)
        #expect(!outcome.error.contains("did you mean"), "\(outcome.error)")
    }

    @Test(arguments: [
        ("print(studnts)", "nil\n", "code:1: nothing is called 'studnts'; did you mean 'students'?"),
        (
            "local x = 1\nprint(x and studnts)", "nil\n",
            "code:2: nothing is called 'studnts'; did you mean 'students'?"
        ),
        // What is legal Lua and meant so.
        ("print(unpack2, DEBUG, x)", "nil\tnil\tnil\n", ""),
        ("studnts = 3 print(studnts)", "3\n", ""),
        ("_G.studnts = 3 print(studnts)", "3\n", ""),
    ])
    func whatIsNilAndProbablyMisspeltIsTold(_ code: String, _ output: String, _ notice: String) throws {
        let outcome = try script(code)
        #expect(outcome.status == 0)
        #expect(outcome.output == output)
        #expect(outcome.error == (notice.isEmpty ? "" : "caseload: notice: \(notice)\n"))
    }

    @Test func aSandboxIsToldToo() throws {
        let outcome = try script("string.formt 'x'", "--sandbox")
        #expect(outcome.error.hasSuffix("; did you mean 'format'?\n"), "\(outcome.error)")
        // A plugin has no students, so none are meant.
        #expect(try script("studens:take(1)", "--sandbox").error.contains("did you mean") == false)
    }

    @Test func aPluginIsToldInItsOwnFilesToo() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin(
            name: "wrong", manifest: #""contributes": ["score"], "reads": []"#,
            code: """
                local helpers = require "helpers"
                return { score = function(student) return { score = helpers.points(student) } end }
                """
        ).write(into: program.folder)
        try Data("local M = {}\nfunction M.points(s)\n  return math.mx(1, 2)\nend\nreturn M\n".utf8).write(
            to: URL(fileURLWithPath: program.path("wrong/helpers.lua")))
        let outcome = try program.run("run", "wrong", "--plugins", ".", "--as-of", "2025-09-26")
        #expect(
            outcome.error.contains(
                "wrong/helpers.lua:3: attempt to call a nil value (field 'mx'); did you mean 'max'?"),
            "\(outcome.error)")
    }

    @Test func aSessionIsToldTheSame() throws {
        let program = try Self.program.get()
        func session(_ line: String) throws -> Program.Outcome {
            try program.shell("cd '\(program.folder)' && echo \"\(line)\" | caseload repl --as-of 2025-09-26")
        }
        #expect(try session("unpack { 1 }").error.contains("did you mean 'table.unpack'?"))
        #expect(try session("for s in studens do end").error.contains("did you mean 'students'?"))
        #expect(
            try session("print(1, studens)").error
                == "caseload: no variable has the name 'studens'; did you mean 'students'?\n")
    }

    @Test(arguments: [
        ("student 'S1'", "no student 'S1' is enrolled on 2025-09-26; did you mean 'S-1'?"),
        ("mentor 'm-7'", "no mentor 'm-7'; did you mean 'm-1'?"),
        ("mentor 'sam lee'", "no mentor 'sam lee'; Sam Lee is 'm-1'"),
        ("mentor 'Sam Leee'", "no mentor 'Sam Leee'; did you mean 'm-1', Sam Lee?"),
        (
            "print(student.name)",
            "attempt to index a function value (global 'student'); it is called, student(id)"
        ),
        ("date.today()", "(global 'date'); it is called, date(text) → caseload.Date"),
        ("print(date '2025-09-01'.x)", "date.x: no such field; it has year, month, day, weekday"),
        (
            "local _ = student('S-1').contacts:where { with = 'gardian' }",
            "records:where: with: no 'gardian'; did you mean 'guardian'?"
        ),
        (
            "local _ = student('S-1').contacts:where { setting = 'elsewhere' }",
            "records:where: setting: no 'elsewhere'; there are school, home, community"
        ),
        (
            "local _ = student('S-1').contacts:where { date = 'yesterday' }",
            "records:where: date: 'yesterday' is no day; write it as YYYY-MM-DD"
        ),
        (
            "local _ = services:where { status = 'activ' }",
            "services:where: status: no 'activ'; did you mean 'active'?"
        ),
        (
            "local _ = student('S-1').engagement.cognitive:history 'belonging'",
            "engagement.cognitive: no indicator 'belonging'; it is engagement.affective:history 'belonging'"
        ),
        (
            "local _ = student('S-1').engagement.cognitive.belonging",
            "cognitive.belonging: no such field; it is engagement.affective.belonging"
        ),
        (
            "print(students:take(2).attendance.rate)",
            "students.attendance: no such field; each of them has it: students[1].attendance"
        ),
        (
            "print(student('S-1').contacts.date)",
            "records.date: no such field; each of them has it: records[1].date"
        ),
        ("\nreturn require 'jsn'", "caseload: code:2: require 'jsn': no such module; did you mean 'json'?"),
        (
            "require 'socket'",
            "require 'socket': no such module; there are chart, date, json, log, stats, template, text"
        ),
        (
            "student('S-1').contacts:group_by('role'):summ 'minutes'",
            "attempt to call a nil value (method 'summ'); did you mean 'sum'?"
        ),
        (
            "print(student('S-1').events)",
            "student.events: no such field; a student has activities, attendance:events() and "
                + "discipline:events(); a mentor has events"
        ),
        (
            "print(student('S-1').metadata)",
            "student.metadata: no such field; columns metadata.* of OneRoster's files are in student.demographics"
        ),
        (
            "print(student('S-1').absences)",
            "student.absences: no such field; it is student.attendance.absences"
        ),
        (
            "print(mentor('m-1').fidelity)",
            "mentor.fidelity: no such field; what the plugin fidelity found is fidelity(\"fidelity\"):of(mentor)"
        ),
        (
            "print(mentor('m-1').goals)",
            "mentor.goals: no such field; a student has it: mentor.caseload[1].goals"
        ),
        (
            "local _ = snapshot.terms:where { kind = 'semestr' }",
            "records:where: kind: no 'semestr'; did you mean 'semester'?"
        ),
        (
            "local _ = student('S-1').contacts:where 'with = gardian'",
            "records:where: with: no 'gardian'; did you mean 'guardian'?"
        ),
        ("services:open_on 'tuesdy'", "'tuesdy' is no day of the week; did you mean 'tuesday'?"),
        ("students:mean 'attendence'", "no field 'attendence'; did you mean 'attendance.rate'?"),
        ("students:where { enrolled_to = 'yesterday' }", "'yesterday' is no date"),
    ])
    func aWrongKeyOrWordOffersTheNearest(_ code: String, _ hint: String) throws {
        let outcome = try script(code)
        #expect(outcome.status == 65)
        #expect(outcome.error.contains(hint), "\(outcome.error)")
    }

    /// A value may be right and nobody have it: that is told, once, and is no error.
    @Test(arguments: [
        ("{ school = 'Noth High' }", "school"), ("[[school = 'Noth High']]", "school"),
        ("[[grade = 9 and school in ('Noth High')]]", "school"),
    ])
    func aValueThatNobodyHasIsTold(_ condition: String, _ field: String) throws {
        let outcome = try script("for _ = 1, 2 do print(#students:where(\(condition))) end")
        #expect(outcome.output == "0\n0\n")
        #expect(
            outcome.error
                == "caseload: notice: students:where: no student has \(field) 'Noth High'; did you mean 'North High'?\n"
        )
        let program = try Self.program.get()
        let session = try program.shell(
            "cd '\(program.folder)' && echo \"#students:where(\(condition))\" | caseload repl --as-of 2025-09-26"
        )
        #expect(session.output == "0\n")
        #expect(session.error.contains("did you mean 'North High'?"))
    }

    /// The same of what records name: whoever has none of it, the mentor is sought among all.
    @Test(arguments: [
        ("student('S-1').contacts", "{ mentor = 'Sam Leee' }", "contact has mentor 'Sam Leee'", "Sam Lee"),
        ("student('S-1').contacts", "'mentor = \"Sam Leee\"'", "contact has mentor 'Sam Leee'", "Sam Lee"),
        ("mentors", "{ name = 'Sam Leee' }", "mentor has name 'Sam Leee'", "Sam Lee"),
        ("schools", "{ name = 'Noth High' }", "school has name 'Noth High'", "North High"),
    ])
    func aRecordsValueThatNobodyHasIsTold(
        _ records: String, _ condition: String, _ what: String, _ near: String
    ) throws {
        let outcome = try script("for _ = 1, 2 do print(#\(records):where(\(condition))) end")
        #expect(outcome.output == "0\n0\n")
        #expect(
            outcome.error == "caseload: notice: records:where: no \(what); did you mean '\(near)'?\n",
            "\(outcome.error)")
    }

    @Test(arguments: [
        "{ grade = 3 }", "{ school = 'Quite another' }", "[[grade = 3 and school = Somewhere]]",
    ])
    func whatIsNearToNothingIsNotTold(_ condition: String) throws {
        let outcome = try script("print(#students:where(\(condition)))")
        #expect(outcome.output == "0\n")
        #expect(outcome.error == "")
    }

    @Test(arguments: [
        (
            "cohort:where 'attendance.rate < 0.9'",
            "column 1: attendance.rate: plugin 'bare' does not declare that it reads 'attendance'"
        ),
        (
            "cohort:where { absences = 1 }",
            "absences: plugin 'bare' does not declare that it reads 'attendance'"
        ),
        ("cohort:sort_by 'absences'", "absences: plugin 'bare' does not declare that it reads 'attendance'"),
        (
            "cohort:where 'points.tier = high'",
            "points.tier: plugin 'bare' does not declare that it reads 'scores'"
        ),
        (
            "cohort:mean 'linkages.gaps'",
            "linkages.gaps: plugin 'bare' does not declare that it reads 'linkages'"
        ),
    ])
    func aPluginIsToldWhatItDoesNotDeclare(_ code: String, _ reason: String) throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin(
            name: "bare", manifest: #""contributes": ["score"], "reads": []"#,
            code:
                "return { prepare = function(cohort) \(code) end, score = function() return { score = 1 } end }"
        ).write(into: program.folder)
        let outcome = try program.run("run", "bare", "--plugins", ".", "--as-of", "2025-09-26")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains(reason + " (plugin.json, reads)"), "\(outcome.error)")
    }

    @Test(arguments: [
        ("domain = 'academc'", "proposal 1: domain: no 'academc'; did you mean 'academic'?"),
        (
            "domain = 'sports'",
            "proposal 1: domain: expected one of academic, behavioral, cognitive, affective, got 'sports'"
        ),
        (
            "service = 'homework club'",
            "service 'homework club' is not in the directory; Homework Club is 'SV-1'"
        ),
        ("service = 'SV-2'", "service 'SV-2' is not in the directory; did you mean 'SV-1'?"),
    ])
    func aProposalOffersTheNearest(_ field: String, _ reason: String) throws {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        try #require(program.run("import", "services.csv").status == 0)
        let service = field.hasPrefix("service") ? "" : "service = 'SV-1', "
        try TestPlugin(
            name: "match", manifest: #""contributes": ["link"], "reads": []"#,
            code: "return { link = function() return { { \(service)reason = 'x', \(field) } } end }"
        ).write(into: program.folder)
        let outcome = try program.run("run", "match", "--plugins", ".", "--as-of", "2025-09-26")
        #expect(outcome.error.contains("the answer of link: \(reason)"), "\(outcome.error)")
    }

    @Test(
        arguments: [
            ("colums = { 'A' }, rows = {}", "unknown field 'colums'; did you mean 'columns'?"),
            (
                "columns = { 'A', 'B' }, rows = { { 1, 2 }, { 1, 2, 3 } }",
                "rows: a row has more cells than there are columns, 2; add a column or leave the cell out"
            ),
        ])
    func aTableIsToldWhatDoesNotFit(_ table: String, _ message: String) throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin(
            name: "sheet",
            manifest: #""contributes": ["report"], "reads": [], "report": { "formats": ["html"] }"#,
            code: "return { report = function(document) document:table { \(table) } end }"
        ).write(into: program.folder)
        let outcome = try program.run("report", "sheet", "--all", "--plugins", ".", "--as-of", "2025-09-26")
        #expect(outcome.error.contains("document:table: \(message)"), "\(outcome.error)")
    }
}
