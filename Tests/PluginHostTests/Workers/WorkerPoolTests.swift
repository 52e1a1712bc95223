import Engagement
import Foundation
import Synchronization
import Testing

@testable import PluginHost

extension WorkerPool {
    /// A pool of workers of the program that was built beside these tests.
    static func ofTests(
        _ count: Int = 2,
        limits: RunLimits = RunLimits(memory: 64 << 20, instructions: 20_000_000, seconds: 1)
    ) -> WorkerPool {
        // A worker that dies must be an error here, as in the program, not the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        return WorkerPool(
            executable: folder.appendingPathComponent("caseload").path, count: count, limits: limits)
    }
}

/// Plugins run in processes of their own.
@Suite struct WorkerPoolTests {
    /// A district of so many students with nothing on record.
    private static func district(_ count: Int) -> District {
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for number in 0..<count {
            let digits = String(number)
            _ = builder.addStudent(
                StudentRecord(
                    id: Identifier("S-" + String(repeating: "0", count: 5 - digits.utf8.count) + digits)))
        }
        return District(snapshot: builder.finish())
    }

    private func outcomes(
        _ code: String, students: Int = 300, workers: Int = 2, seconds: Double = 1
    ) throws -> [StudentOutcome] {
        let plugin = try PluginFolder.scoring(code).plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let limits = RunLimits(memory: 64 << 20, instructions: 20_000_000, seconds: seconds)
        return try WorkerPool.ofTests(workers, limits: limits).score(
            plugin, Self.district(students), options: options, seed: 3
        )
        .map(\.outcome)
    }

    /// The clock looks at every call that is active: under 200,000 of them it must leave time for the plugin.
    @Test func eachEndlessRecursionIsAStackOverflow() throws {
        let plugin = try PluginFolder.scoring(
            """
            return { score = function(s)
              local function f() return f() + 1 end
              for _ = 1, 2 do pcall(f) end
              return f()
            end }
            """
        ).plugin()
        let pool = WorkerPool.ofTests(
            1, limits: RunLimits(memory: 512 << 20, instructions: 200_000_000, seconds: 10))
        let results = try pool.score(
            plugin, Self.district(2), options: plugin.manifest.options(setting: [:]))
        for result in results {
            guard case .failed(let message) = result.outcome else {
                Issue.record("\(result)")
                continue
            }
            #expect(message.hasPrefix("sample/init.lua:2: stack overflow"), "\(message)")
        }
    }

    @Test(arguments: [1, 2, 5])
    func resultsDoNotDependOnTheNumberOfWorkers(_ workers: Int) throws {
        let code = """
            return {
              prepare = function(cohort) return { count = #cohort } end,
              score = function(s, _, prepared)
                if s.id == "S-00007" then error "seven" end
                return { score = math.random() * 100, reasons = { s.id, tostring(prepared.count) } }
              end
            }
            """
        let folder = try PluginFolder.scoring(code)
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let district = Self.district(300)
        let here = try plugin.score(district, options: options, seed: 3)
        #expect(try WorkerPool.ofTests(workers).score(plugin, district, options: options, seed: 3) == here)
        #expect(here[7].outcome == .failed("sample/init.lua:4: seven"))
    }

    struct Costly: Sendable, CustomTestStringConvertible {
        let code: String
        var seconds = 1.0
        let message: String
        var testDescription: String { code }
    }

    @Test(arguments: [
        Costly(
            code: "('a'):rep(5000):find(('a-'):rep(30) .. 'b')",
            message: "sample/init.lua:1: did not come back within 1 seconds, and its process was ended"),
        Costly(
            code: "while true do end", seconds: 20,
            message: "sample/init.lua:1: the limit of 20000000 instructions is met"
        ),
        Costly(
            code: "local t = {} while true do t[#t + 1] = ('x'):rep(1 << 20) end", seconds: 20,
            message: "sample/init.lua:1: the memory limit of 67108864 bytes is met"),
    ])
    func aStudentThatCostsAWorkerCostsNoOther(_ costly: Costly) throws {
        let found = try outcomes(
            "return { score = function(s) if s.id == 'S-00140' then \(costly.code) end return { score = 1 } end }",
            seconds: costly.seconds)
        #expect(found[140] == .failed(costly.message))
        let others = found.indices.filter { $0 != 140 }
        #expect(others.allSatisfy { found[$0] == .scored(Score(score: 1)) })
    }

    @Test func severalLossesInOneBlockAreOneEach() throws {
        let found = try outcomes(
            """
            return { score = function(s)
              if s.id < "S-00003" then ("a"):rep(5000):find(("a-"):rep(30) .. "b") end
              return { score = 1 }
            end }
            """, students: 10, workers: 1)
        #expect(found.count { $0 == .scored(Score(score: 1)) } == 7)
    }

    @Test(arguments: [
        ("return { score = function( }", "sample/init.lua:1: <name> or '...' expected near '}'"),
        (
            "return { prepare = function() error 'no' end, score = function() end }", "sample/init.lua:1: no"
        ),
        (
            "('a'):rep(5000):find(('a-'):rep(30) .. 'b')",
            "sample/init.lua:1: while it loaded: did not come back within 1 seconds, and its process was ended"
        ),
    ])
    func aPluginThatDoesNotLoadEndsTheRun(_ code: String, _ message: String) {
        let error = #expect(throws: PluginError.self) { try outcomes(code) }
        #expect(error?.description == message)
        #expect(throws: PluginError.self) { try outcomes(code, students: 0) }
    }

    @Test func aReportComesWhole() throws {
        let manifest = """
            { "name": "sample", "version": "1", "api": 1, "summary": "x", "contributes": ["report"],
              "report": { "format": "text" } }
            """
        let folder = try PluginFolder.scoring(
            "return { report = function(d) for s in d.students do d:write(d.title .. s.id .. ('x'):rep(1 << 20)) end end }",
            manifest: manifest)
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        var reports: [String] = []
        try WorkerPool.ofTests().report(
            plugin, Self.district(3), options: options,
            [.init(title: "A", rows: [0, 2]), .init(title: "B", rows: [1]), .init(title: "C", rows: [])]
        ) { reports.append(String(decoding: $0, as: UTF8.self)) }
        let filling = String(repeating: "x", count: 1 << 20)
        #expect(reports == ["AS-00000\(filling)AS-00002\(filling)", "BS-00001\(filling)", ""])
    }

    @Test func whatAPluginLogsComesThroughUpToALimit() throws {
        let folder = try PluginFolder.scoring(
            "return { score = function(s) for i = 1, 600 do log.info(s.id) end return { score = 1 } end }")
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        var lines: [String] = []
        _ = try WorkerPool.ofTests(1).score(
            plugin, Self.district(2), options: options, listener: .init(log: { lines.append("\($0): \($1)") })
        )
        #expect(lines.count == 1001)
        #expect(lines.last == "warning: more than 1000 lines; the rest is left out")
    }

    @Test func aProgramThatIsNotThereIsSaid() throws {
        let folder = try PluginFolder.scoring("return { score = function() end }")
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let pool = WorkerPool(executable: "/nowhere/caseload", count: 1)
        let error = #expect(throws: PluginError.self) {
            try pool.score(plugin, Self.district(1), options: options)
        }
        #expect(
            error?.message == "a worker could not be started: /nowhere/caseload: No such file or directory")
    }
}
