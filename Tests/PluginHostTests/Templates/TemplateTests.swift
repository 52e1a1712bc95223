import Engagement
import Lua
import Testing

@testable import PluginHost

/// Templates as the Mustache specification has them, and what is an error here.
@Suite struct TemplateTests {
    private func render(
        _ template: String, _ values: String, path: String = "t.html", others: [String: String] = [:]
    ) throws -> String {
        let state = try LuaState(libraries: [.standard])
        let table = try #require(try state.load("return \(values)", chunkName: "=t").call().first?.table)
        let files = others.merging([path: template]) { $1 }.mapValues { Array($0.utf8) }
        var rendering = TemplateRendering(files: files, values: table, state: state)
        try rendering.render(path)
        return String(decoding: rendering.output, as: UTF8.self)
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
            ("{{", "{ }", nil), ("{{a", "{}", nil), ("{{a}", "{}", nil), ("{{/a}}", "{}", nil),
            ("{{#a}}{{/b}}", "{}", nil),
            ("{{}}", "{}", nil), ("{{= x =}}", "{}", nil),
        ] as [(String, String, String?)])
    func specification(template: String, values: String, expected: String?) throws {
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
        // The lines of a value are indented as those of the partial: what is filled in is text by then.
        #expect(page == "\\\n |\n <\n ->\n |\n/\n")
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

    @Test func errorsSayWhere() {
        let expected = "t.html:3: {{/b}} ends a section, but 'a' of line 2 is open"
        #expect { try render("x\n{{#a}}\n{{/b}}", "{}") } throws: { "\($0)".contains(expected) }
    }
}
