import Testing

@Suite struct CaseloadTests {
    @Test func helpNamesTheCommandsAndTheExitCodes() throws {
        let outcome = try Program().run("--help")
        #expect(outcome.status == 0)
        for word in [
            "demo", "init", "import", "students", "show", "run", "report", "plugin", "65 bad data or plugin",
        ] {
            #expect(outcome.output.contains(word))
        }
        #expect(outcome.error == "")
    }

    @Test(arguments: ["demo", "init", "import", "students", "show", "today", "log", "run", "report"])
    func everyCommandHasHelp(command: String) throws {
        let outcome = try Program().run(command, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("USAGE: caseload \(command)"))
    }

    @Test func theVersionIsSaid() throws {
        #expect(try Program().run("--version").output.split(separator: ".").count == 3)
    }

    @Test(arguments: [["studnets"], ["--bogus"], ["show"]])
    func wrongUsageIs64(arguments: [String]) throws {
        let outcome = try Program().run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("caseload: "))
        #expect(outcome.error.contains("Usage: caseload"))
    }
}
