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
        "local s = {} s:uper()",
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
}
