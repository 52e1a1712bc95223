import Testing

@testable import PluginHost

@Suite struct PluginCheckTests {
    private func findings(
        _ code: String, test: String? = nil, contributes: String = "score"
    ) throws -> [String] {
        var files = [
            "plugin.json": Array(
                """
                { "name": "p", "version": "1", "api": 1, "summary": "s", "contributes": ["\(contributes)"],
                  "reads": ["attendance"], "options": { "days": { "type": "integer", "default": 1, "summary": "d" } } }
                """.utf8),
            "init.lua": Array(code.utf8),
        ]
        if let test { files["test.lua"] = Array(test.utf8) }
        let plugin = try Plugin(files: PluginFiles(files), folder: "p")
        let check = PluginCheck(plugin: plugin, globals: ["print", "string", "stats", "require"])
        return check.findings().map { "\($0.weight) \($0.place): \($0.message)" }
    }

    @Test(
        arguments: [
            (
                "local student = ... return student.attendence",
                "problem p/init.lua:1: nothing has a field 'attendence'; did you mean 'attendance'?"
            ),
            (
                "local s = ...\nreturn s:scroe 'x'",
                "problem p/init.lua:2: nothing has a field 'scroe'; did you mean 'score'?"
            ),
            ("return prnt", "problem p/init.lua:1: 'prnt' is not defined; did you mean 'print'?"),
            (
                "return io.open",
                "problem p/init.lua:1: 'io' is not defined; Lua code opens no file here; a plugin answers by returning"
            ),
            ("total = 1", "warning p/init.lua:1: 'total' becomes a global; write 'local' before it"),
            ("local = 1", "problem p/init.lua:1: <name> expected near '='"),
        ])
    func findsWhatCannotBe(code: String, finding: String) throws {
        #expect(try findings(code) == [finding])
    }

    /// Names of one's own, of the view, of options and of libraries are no mistakes.
    @Test(
        arguments: [
            "local t = { mine = 1 } return t.mine", "local s, o = ... return s.attendance:last(o.days).rate",
            "return string.format('%d', stats.mean({ 1 }))", "count = 0 count = count + 1 return count",
            "local t = {} t.attendence = 1 return t.attendence",
            "local r = ... return r.course, r.is_primary", "local t = ... return t.zzzzzzzzzz",
        ])
    func leavesWhatMayBe(code: String) throws {
        #expect(try findings(code).filter { $0.hasPrefix("problem") } == [])
    }

    /// The header of a district's file is known to nobody.
    @Test func aRowOfAnImportHasWhateverFields() throws {
        let code = "local row = ... return { date = row.Day, code = row.Attendence }"
        #expect(try findings(code, contributes: "import") == [])
        #expect(try !findings(code).isEmpty)
    }

    @Test func testsHaveTheirOwnModule() throws {
        #expect(try findings("return {}", test: "test.case('x', function() end)") == [])
        #expect(try findings("return test").count == 1)
    }
}
