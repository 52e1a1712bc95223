import Foundation
import GRDB
import Testing

/// What changes beside a session: files that are edited, a database that others hold or write to.
@Suite struct ChangesBesideTests {
    private func start(_ program: Program, _ options: String = "--purpose=trial") throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            program, "repl", "--as-of", "2025-09-26", "--plugins", ".", options, columns: 100, rows: 60)
        try terminal.waitForPrompt()
        return terminal
    }

    private func write(_ text: String, to name: String, in program: Program) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.path(name)))
    }

    @Test func aFileIsLoadedAndLoadedAgain() throws {
        let program = try Program.withSmallDistrict()
        try write("function low(s)\n  return s.attendance.rate < 0.9\nend\n", to: "mine.lua", in: program)
        let terminal = try start(program)
        try terminal.enter(":load mine.lua")
        try terminal.enter("#students:where(low)")
        #expect(terminal.screen.lines.suffix(2) == ["1", "caseload>"])
        try terminal.enter("kept = 41")
        try write("function low(s)\n  return s.attendance.rate < 0.96\nend\n", to: "mine.lua", in: program)
        try terminal.enter(":reload")
        #expect(terminal.screen.lines.suffix(2) == ["mine.lua: loaded again", "caseload>"])
        try terminal.enter("#students:where(low), kept")
        #expect(terminal.screen.lines.suffix(3) == ["3", "41", "caseload>"])
        try write(
            "function low(s)\n  return s.attendence.rate < 1\nend\nlow(student \"S-1\")\n", to: "mine.lua",
            in: program)
        try terminal.enter(":reload")
        #expect(
            terminal.screen.text.contains(
                "(mine.lua:2)\n  2 |   return s.attendence.rate < 1\n    |            ^"),
            "\(terminal.screen.text)")
        try write("function low(s\n", to: "mine.lua", in: program)
        try terminal.enter(":load mine.lua")
        #expect(terminal.screen.text.contains("error: mine.lua: ends in the middle of a chunk"))
        try terminal.enter(":load nothing.lua")
        #expect(
            terminal.screen.lines.suffix(2) == [
                "error: nothing.lua: cannot be read; look at its name and its permissions", "caseload>",
            ])
        try terminal.enter("kept")
        #expect(terminal.screen.lines.suffix(2) == ["41", "caseload>"])
    }

    @Test func everythingThatIsBrokenIsTold() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        for name in ["mine.lua", "yours.lua", "ours.lua"] {
            try write("\(name.prefix { $0 != "." }) = 41\n", to: name, in: program)
        }
        let terminal = try start(program)
        for name in ["mine.lua", "yours.lua", "ours.lua"] { try terminal.enter(":load \(name)") }
        try terminal.enter("run(\"points\", student \"S-1\").columns")
        var broken = TestPlugin.points
        broken.code = "return {"
        try broken.write(into: program.folder)
        try write("mine = 42 42\n", to: "mine.lua", in: program)
        try write("yours = = 43\n", to: "yours.lua", in: program)
        try terminal.enter(":reload")
        let text = terminal.screen.text
        for part in [
            "\npoints: the edit is not taken, the version before it stays: points/init.lua:1",
            "\nours.lua: loaded again",
            "\nmine.lua:1: the edit is not taken, the version before it stays: ",
            "\nerror: the edit is not taken, the version before it stays: unexpected symbol near '=' (yours.lua:1)"
                + "\n  1 | yours = = 43\n    |       ^",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        try terminal.enter("mine + yours + ours")
        #expect(terminal.screen.lines.suffix(2) == ["123", "caseload>"])
        try terminal.enter("run(\"points\", student \"S-1\")")
        #expect(terminal.screen.lines.suffix(2).first == "1 student")
    }

    @Test func anEditOfAPluginThatLinksOrIsAboutMentorsIsTriedToo() throws {
        let program = try Program.withSmallDistrict()
        let plugins = [
            TestPlugin(
                name: "match", manifest: #""contributes": ["link"], "reads": []"#,
                code: "return { link = function() return { { service = 'SV-1', reason = 'r' } } end }"),
            TestPlugin(
                name: "rules", manifest: #""contributes": ["fidelity"], "reads": []"#,
                code: "return { fidelity = function() return { { rule = 'Rule', value = 1 } } end }"),
        ]
        for plugin in plugins { try plugin.write(into: program.folder) }
        try write("id,name\nSV-1,Homework Club\n", to: "services.csv", in: program)
        try #require(program.run("import", "services.csv").status == 0)
        let terminal = try start(program)
        try terminal.enter("#run \"match\", #run \"rules\"")
        let counts = terminal.screen.lines.suffix(3)
        for var plugin in plugins {
            plugin.code = "return {"
            try plugin.write(into: program.folder)
        }
        try terminal.enter(":reload")
        for plugin in plugins {
            #expect(
                terminal.screen.text.contains(
                    "\n\(plugin.name): the edit is not taken, the version before it stays: \(plugin.name)/init.lua"
                ))
        }
        try terminal.enter("#run \"match\", #run \"rules\"")
        #expect(terminal.screen.lines.suffix(3) == counts && counts.dropFirst().first == "2")
    }

    @Test func watchedPluginsAreTakenWithoutAWord() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        let terminal = try start(program)
        try terminal.enter(":watch on")
        #expect(terminal.screen.lines.suffix(2) == ["plugins are watched", "caseload>"])
        try terminal.enter(
            "kept = 41 function points() run(\"points\", student \"S-1\") return student(\"S-1\"):score(\"points\").score end"
        )
        try terminal.enter("points()")
        #expect(terminal.screen.lines.suffix(2) == ["6.0", "caseload>"])
        var edited = TestPlugin.points
        edited.code = edited.code.replacing("absences * options.step", with: "absences * 30")
        try edited.write(into: program.folder)
        try terminal.enter("points(), kept")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "points: the edit is taken, version 1.2.3", "90.0", "41", "caseload>",
            ])
        var broken = TestPlugin.points
        broken.code = "return {"
        try broken.write(into: program.folder)
        try terminal.enter("points(), kept")
        let said = terminal.screen.lines.first {
            $0.hasPrefix("points: the edit is not taken, the version before it stays: points/init.lua:1")
        }
        #expect(said != nil, "\(terminal.screen.text)")
        #expect(terminal.screen.lines.suffix(3) == ["90.0", "41", "caseload>"])
        // Told once, not before each line.
        try terminal.enter("kept")
        #expect(terminal.screen.lines.suffix(3) == ["caseload> kept", "41", "caseload>"])
        try TestPlugin.points.write(into: program.folder)
        try terminal.enter("points()")
        #expect(
            terminal.screen.lines.suffix(3) == [
                "points: the edit is taken, version 1.2.3", "6.0", "caseload>",
            ])
        try terminal.enter(":watch off")
        #expect(terminal.screen.lines.suffix(2) == ["plugins are not watched", "caseload>"])
    }

    @Test func aDatabaseThatAnotherHoldsIsSaidAndTheSessionGoesOn() throws {
        let program = try Program.withSmallDistrict()
        let terminal = try start(program, "--write")
        try terminal.enter("kept = 41 s = student \"S-1\"")
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: program.path("caseload.db"), configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        try terminal.enter("s:add_strength { strength = \"Patient\" }")
        #expect(terminal.screen.text.contains("error: student:add_strength: "), "\(terminal.screen.text)")
        #expect(terminal.screen.text.contains("locked"), "\(terminal.screen.text)")
        try terminal.enter("kept, #students")
        #expect(terminal.screen.lines.suffix(3) == ["41", "6", "caseload>"])
        try other.inDatabase { try $0.execute(sql: "COMMIT") }
        try terminal.enter(
            "s:add_strength { strength = \"Patient\", recorder = \"me\", date = \"2025-09-25\" }")
        #expect(
            terminal.screen.lines.suffix(2) == [
                "Recorded: strength, Ana Rivera (S-1), 2025-09-25, 'Patient', recorder me", "caseload>",
            ])
    }

    @Test func aDatabaseThatIsHeldAtTheBeginningIsSaid() throws {
        let program = try Program.withSmallDistrict()
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: program.path("caseload.db"), configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE; DELETE FROM goal") }
        let terminal = try PseudoTerminal(program, "repl", "--as-of", "2025-09-26", columns: 200, rows: 60)
        #expect(try terminal.ending() == 2)
        #expect(
            terminal.screen.text.contains("caseload.db is locked: another program is writing to it"),
            "\(terminal.screen.text)")
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func whatAnotherProgramWritesIsSaidOnce() throws {
        let program = try Program.withSmallDistrict()
        let terminal = try start(program)
        try terminal.enter("kept = 41")
        #expect(try program.run("log", "goal", "S-1", "Pass Algebra", "--date", "2025-09-10").status == 0)
        try terminal.enter("kept")
        #expect(
            terminal.screen.lines.suffix(3) == [
                "41", "the database was written to by another program; :as-of 2025-09-26 takes it in",
                "caseload>",
            ])
        try terminal.enter("kept")
        #expect(terminal.screen.lines.suffix(3) == ["caseload> kept", "41", "caseload>"])
        try terminal.enter(":as-of 2025-09-26")
        try terminal.enter("#student(\"S-1\").goals, kept")
        #expect(terminal.screen.lines.suffix(3) == ["1", "41", "caseload>"])
    }
}
