import Engagement
import Lua
import Testing

@testable import PluginHost

/// Templates filled from Lua: what Mustache makes of its values, and what is an error here.
@Suite struct TemplateTests {
    private func render(
        _ template: String, _ values: String, path: String = "t.html", others: [String: String] = [:]
    ) throws -> String {
        let state = try LuaState(libraries: [.standard])
        let table = try #require(try state.load("return \(values)", chunkName: "=t").call().first?.table)
        let files = others.merging([path: template]) { $1 }.mapValues { Array($0.utf8) }
        let district = District(snapshot: SnapshotBuilder(asOf: CalendarDate(dayNumber: 0)).finish())
        let view = View(district: district, reads: [], plugin: "t")
        return try TemplateFolder(files).render(path, .table(table), of: view, in: state)
    }

    @Test(
        arguments: [
            ("Hello, {{ subject }}!", "{ subject = '<world>' }", "Hello, &lt;world&gt;!"),
            ("{{{a}}}{{&a}}", "{ a = '<>' }", "<><>"), ("{{a.b.c}}", "{ a = { b = { c = 5 } } }", "5"),
            ("{{a.b.c}}|{{x}}", "{ a = {} }", "|"), ("{{#a}}{{b}}{{/a}}", "{ a = { b = 1 } }", "1"),
            ("{{#a}}{{.}},{{/a}}", "{ a = { 1, 2, 3 } }", "1,2,3,"),
            ("{{#a}}x{{/a}}{{^a}}y{{/a}}", "{ a = false }", "y"),
            ("{{#a}}x{{/a}}{{^a}}y{{/a}}", "{ a = {} }", "y"), ("{{#a}}x{{/a}}", "{ a = true }", "x"),
            ("{{#a}}{{#b}}{{c}}{{d}}{{/b}}{{/a}}", "{ a = { d = 'D' }, b = { c = 'C' } }", "CD"),
            ("Begin\n  {{#a}}\n= line\n  {{/a}}\nEnd\n", "{ a = true }", "Begin\n= line\nEnd\n"),
            ("a {{#b}} c\n{{/b}}", "{ b = true }", "a  c\n"), ("x\r\n{{! gone\n}}\r\ny", "{}", "x\r\ny"),
            ("{{=<% %>=}}<% a %>{{a}}", "{ a = 1 }", "1{{a}}"), ("{{=| |=}}\n|#a|x|/a|", "{ a = true }", "x"),
            ("{{a", "{}", nil), ("{{a}", "{}", nil), ("{{/a}}", "{}", nil),
            ("{{#a}}{{/b}}", "{}", nil),
            ("{{}}", "{}", nil), ("{{= x =}}", "{}", nil),
        ] as [(String, String, String?)])
    func values(template: String, values: String, expected: String?) throws {
        if let expected {
            #expect(try render(template, values) == expected)
        } else {
            #expect(throws: LuaError.self) { try render(template, values) }
        }
    }

    @Test func partialsAreIndentedAsTheirTag() throws {
        let page = try render(
            "\\\n {{>part.html}}\n/\n", "{ content = '<\\n->' }",
            others: ["part.html": "|\n{{{content}}}\n|\n"])
        // Only the lines of the partial itself are: what is filled in stays as it is.
        #expect(page == "\\\n |\n <\n->\n |\n/\n")
        #expect(throws: LuaError.self) { try render("{{> missing.html}}", "{}") }
    }

    @Test func theFilesNameSaysHowIsEscaped() throws {
        let value = "{ a = '<*=,' }"
        #expect(try render("{{a}}", value, path: "t.html") == "&lt;*=,")
        #expect(try render("{{a}}", value, path: "t.md") == "\\<\\*=,")
        #expect(try render("{{a}}", value, path: "t.csv") == "\"<*=,\"")
        #expect(try render("{{a}}", value, path: "t.txt") == "<*=,")
        #expect(try render("{{a}}", value, path: "t.mustache") == "&lt;*=,")
        #expect(try render("{{a}}", value, path: "t.md.mustache") == "\\<\\*=,")
    }

    /// A quotation mark and the sign that combines with it are one Character.
    @Test func nothingThatIsFilledInEndsAnAttribute() throws {
        let page = try render("<b title=\"{{a}}\">{{a}}</b>", "{ a = '\"\\u{301} onload=x <\\u{301}i>' }")
        #expect(page.utf8.count { $0 == UInt8(ascii: "\"") } == 2, "\(page)")
        #expect(page.utf8.count { $0 == UInt8(ascii: "<") } == 2, "\(page)")
    }

    @Test(
        arguments: [
            ("a{{x}}\n{{a}}", "{ a = {} }", "t.html:2: {{a}} is a table; open it with {{#a}}"),
            ("{{a}}", "{ a = { 1 } }", "t.html:1: {{a}} is a table; open it with {{#a}}"),
            ("{{> t.html}}", "{}", "t.html:1: 't.html' is inside of itself: t.html → t.html"),
            ("\n{{> u.html}}", "{}", "t.html:2: no file 'u.html' in the plugin's folder"),
            ("\n\n{{a", "{}", "t.html:3: a tag is not closed, or has no name"),
        ])
    func whatIsWrongIsSaid(template: String, values: String, message: String) throws {
        let error = #expect(throws: LuaError.self) { try render(template, values) }
        #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }

    /// A template that is being written is broken most of the time: that is an error, never a crash.
    @Test func noBeginningOfATemplateEndsTheProgram() throws {
        let whole =
            "{{#a}}{{{b}}}{{.}}{{/a}}\r\n {{^c}}{{&d.e}}{{/c}}{{! x }}{{> p.html}}{{<p.html}}{{$q}}x{{/q}}{{/p.html}}"
            + "{{count(a)}}{{#reversed(a)}}{{first()}}{{/reversed(a)}}{{*f}}{{>*g}}{{% CONTENT_TYPE: TEXT }}"
            + "{{\u{301}}}{{=<% %>=}}<%e%><%={{ }}=%>{{"
        for end in 0...whole.utf8.count {
            let template = String(decoding: whole.utf8.prefix(end), as: UTF8.self)
            _ = try? render(
                template, "{ a = { 1, { b = 2 } }, d = {}, g = 'p.html' }",
                others: ["p.html": "{{$q}}y{{/q}}"])
        }
        #expect(try render("{{#a}}{{.}}{{/a}}{{count(a)}}", "{ a = { 1, 2 } }") == "122")
    }

    @Test func numbersStayNumbers() throws {
        #expect(try render("{{a}},{{b}}", "{ a = -5, b = '-1+1' }", path: "t.csv") == "-5,'-1+1")
    }

    @Test func errorsSayWhere() {
        let expected = "t.html:3: a section ends here that was not begun, or another is still open: {{/b}}"
        #expect { try render("x\n{{#a}}\n{{/b}}", "{}") } throws: { "\($0)".contains(expected) }
    }
}
