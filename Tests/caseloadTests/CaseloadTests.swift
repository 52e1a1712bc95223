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

    @Test func importNamesTheFormatsThatItKnows() throws {
        for outcome in [try Program().run("--help"), try Program().run("import", "--help")] {
            // The lines are folded to a width.
            let text = outcome.output.split { $0.isWhitespace }.joined(separator: " ")
            for format in ["OneRoster 1.1 and 1.2", "HSDS 3", "Ed-Fi"] {
                #expect(text.contains(format), "\(outcome.output)")
            }
        }
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
