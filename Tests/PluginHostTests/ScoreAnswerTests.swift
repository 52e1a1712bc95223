import Engagement
import Lua
import Testing

@testable import PluginHost

/// What the host believes of what a plugin's `score` returns.
@Suite struct ScoreAnswerTests {
    private func read(_ code: String) throws -> StudentOutcome {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load("return \(code)", chunkName: "answer"), making: LuaType<Int>("Nothing"))
        return try call(0, read: ScoreAnswer(tiers: ["basic", "intensive"]).read)
    }

    @Test(
        arguments: [
            ("nil", .notScored),
            ("{ score = 12 }", .scored(Score(score: 12))),
            ("{ score = 0.5, tier = 'basic' }", .scored(Score(score: 0.5, tier: "basic"))),
            ("{ tier = 'intensive', reasons = {} }", .scored(Score(tier: "intensive"))),
            (
                "{ score = 100, domains = { academic = 1, affective = 99.5 }, reasons = { 'a', 'ü' } }",
                .scored(Score(score: 100, domains: [.academic: 1, .affective: 99.5], reasons: ["a", "ü"]))
            ),
        ] as [(String, StudentOutcome)])
    func believes(_ code: String, _ outcome: StudentOutcome) throws {
        #expect(try read(code) == outcome)
    }

    @Test(arguments: [
        ("1", "expected nil or a table"), ("'basic'", "got string (basic)"),
        ("{}", "expected a score or a tier"),
        ("{ score = -1 }", "score: expected a number from 0 to 100, got number (-1)"),
        ("{ score = 100.5 }", "got number (100.5)"),
        ("{ score = 0/0 }", "score: expected a number from 0 to 100"),
        ("{ score = 1/0 }", "score: expected a number from 0 to 100"), ("{ score = '7' }", "got string (7)"),
        ("{ score = 1, tier = 'severe' }", "tier: expected 'basic' or 'intensive', got string (severe)"),
        ("{ socre = 1 }", "unknown field 'socre'; did you mean 'score'?"),
        // Of several the same one in each process.
        ("{ qux = 1, foo = 1, baz = 1, bar = 1 }", "unknown field 'bar'"),
        ("{ score = 1, domains = { zest = 1, afective = 1, behavoral = 1 } }", "afective"),
        ("{ score = 1, [1] = 2 }", "unknown field '1'; known are score, tier, domains, reasons"),
        (
            "{ score = 1, domains = { academics = 1 } }",
            "domains: unknown 'academics'; did you mean 'academic'?"
        ),
        ("{ score = 1, domains = { academic = 101 } }", "domains.academic: expected a number from 0 to 100"),
        ("{ score = 1, domains = 3 }", "domains: expected a table"),
        ("{ score = 1, reasons = 'because' }", "reasons: expected a list of texts, got string (because)"),
        (
            "{ score = 1, reasons = { 1 } }",
            "reasons: expected a text in UTF-8, without NUL, of at most 1000 bytes at 1, got number (1)"
        ),
        ("{ score = 1, reasons = { ('x'):rep(1001) } }", "got 1001 bytes"),
        ("{ score = 1, reasons = { '\\xff' } }", "got 1 bytes"),
        ("{ score = 1, reasons = { 'a\\0b' } }", "without NUL, of at most 1000 bytes at 1, got 3 bytes"),
        ("{ score = 1, reasons = { a = 'x' } }", "reasons: expected a list"),
        ("{ score = 1, reasons = table.pack(('x '):rep(21):byte(1, -1)) }", "reasons: expected a list"),
        ("function() end", "got function"),
    ])
    func refuses(_ code: String, _ message: String) {
        let error = #expect(throws: PluginError.self) { try read(code) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "no error")")
    }
}
