import Foundation
import Testing

/// A district of many students and a plugin that takes its time with each, for runs that are ended early.
enum SlowDistrict {
    static let count = 2000

    /// A program with the district in its database and the plugin in its folder.
    static func program() throws -> Program {
        let program = try Program()
        try FileManager.default.copyItem(
            atPath: imported.get().path("caseload.db"), toPath: program.path("caseload.db"))
        try plugin.write(into: program.path("Plugins"))
        return program
    }

    private static let imported = Result {
        let program = try Program()
        let rows = (0..<count).map { "S-\($0),\($0 % 4 + 9)\n" }.joined()
        try Data(("student_id,grade\n" + rows).utf8)
            .write(to: URL(fileURLWithPath: program.path("students.csv")))
        try #require(program.run("init").status == 0)
        try #require(program.run("import", "students.csv").status == 0)
        return program
    }

    /// Some hundred microseconds a student, random figures, and a failure now and then.
    static let plugin = TestPlugin(
        name: "slow",
        manifest: """
            "contributes": ["score"], "reads": [], "tiers": ["low", "high"],
            "options": { "turns": { "type": "integer", "default": 24000, "summary": "How long it takes." } }
            """,
        code: """
            local plugin = {}
            function plugin.prepare(cohort) return { count = #cohort } end
            function plugin.score(student, options, prepared)
              local sum = 0
              for i = 1, options.turns do sum = sum + i % 7 end
              if student.id:find "77" then error("double seven") end
              if student.id:find "88" then return nil end
              local score = math.random() * 100
              return { score = score, tier = score > 50 and "high" or "low",
                reasons = { "one of " .. prepared.count, "say \\"so\\"" } }
            end
            return plugin
            """)

    /// All results as the program prints them.
    static func results(_ program: Program) throws -> String {
        let outcome = try program.run(
            "students", "--as-of", "2025-09-26", "--format", "csv", "--columns",
            "id,slow.score,slow.tier,slow.reasons")
        try #require(outcome.status == 0, "\(outcome.error)")
        return outcome.output
    }
}
