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
            "caseload: code: did not come back within 0.5 seconds, and its process was ended\n"
        ),
    ])
    func oneThatFailsOrMeetsALimitIs65(_ arguments: [String], _ error: String) throws {
        let outcome = try Program().run(["eval", "--sandbox"] + arguments)
        #expect(outcome.status == 65)
        #expect(outcome.error == error)
        #expect(outcome.output == "")
    }

    @Test(arguments: [
        ["eval", "--sandbox"], ["eval", "-e", "x"], ["eval", "--sandbox", "a.lua", "-e", "x"],
        ["eval", "--sandbox", "-e", "x", "--limit-time", "0"],
        ["run", "x", "--workers", "0"], ["run", "x", "--limit-memory", "0"],
    ])
    func wrongUsageIs64(_ arguments: [String]) throws {
        #expect(try Program().run(arguments).status == 64)
    }

    @Test func aFileThatIsNotThereIs74() throws {
        let outcome = try Program().run("eval", "--sandbox", "nothing.lua")
        #expect(outcome.status == 74)
        #expect(outcome.error.hasPrefix("caseload: nothing.lua: cannot be read"))
    }
}
