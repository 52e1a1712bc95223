import Foundation
import Testing

/// Names and notes may hold anything; no way to the terminal lets them steer it.
@Suite struct HostileTextTests {
    private let program: Program

    init() throws {
        program = try Program()
        try FileManager.default.createDirectory(atPath: program.path("in"), withIntermediateDirectories: true)
        let students =
            "student_id,given_name\nS-1,\u{1B}]0;owned\u{7}\nS-2,\u{9B}31m\u{202E}x\nS-3,\"a\rb\"\n"
        try Data(students.utf8).write(to: URL(fileURLWithPath: program.path("in/students.csv")))
        try TestPlugin.roll.write(into: program.path("Plugins"))
        try #require(program.run("init").status == 0)
        try #require(program.run("import", "in").status == 0)
    }

    @Test(arguments: [
        ["students"], ["students", "--format", "csv"], ["students", "--format", "json"], ["show", "S-1"],
        ["show", "S-2"], ["report", "roll", "--all"],
    ])
    func isShownAndNotSentToATerminal(arguments: [String]) throws {
        let outcome = try program.run(arguments, columns: 80, environment: ["NO_COLOR": "1"])
        #expect(outcome.status == 0)
        for scalar in outcome.output.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control, "\(outcome.output.debugDescription)")
            #expect(scalar != "\u{202E}", "\(outcome.output.debugDescription)")
        }
        #expect(outcome.output.contains("owned") || outcome.output.contains("\\u{202E}"))
    }

    @Test func tablesAndPagesShowItEverywhere() throws {
        #expect(try program.run("students").output.contains("␛]0;owned␇"))
        #expect(try program.run("show", "S-2").lines.first == "\\u{9B}31m\\u{202E}x (S-2)")
    }

    @Test func messagesShowIt() throws {
        let outcome = try program.run("show", "\u{1B}[2J")
        #expect(outcome.error.hasPrefix("caseload: no student '␛[2J'"))
        #expect(try program.run("students", "\u{1B}[2J=1").error.contains("␛[2J=1"))
    }

    @Test func dataForOtherProgramsIsLeftAsItIs() throws {
        #expect(try program.run("students", "--format", "csv").output.contains("\u{1B}]0;owned\u{7}"))
        #expect(try program.run("report", "roll", "--all").output.contains("\u{202E}x"))
    }
}
