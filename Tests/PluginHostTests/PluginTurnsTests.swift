import Engagement
import Foundation
import Synchronization
import Testing

@testable import PluginHost

/// A student's result depends on the student, whoever had a turn before.
@Suite struct PluginTurnsTests {
    /// A way of keeping something from one student to the next.
    struct Keeping: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Before the function, in it, and what it gives as its score.
        let before, inside, score: String
        /// What the run says changes.
        let name: String

        init(_ what: String, _ before: String, _ inside: String, _ score: String, says name: String) {
            testDescription = what
            (self.before, self.inside, self.score, self.name) = (before, inside, score, name)
        }

        func plugin(_ contribution: String = "score") throws -> Plugin {
            let result =
                contribution == "score"
                ? "{ score = \(score), tier = 'basic' }" : "{ time_on_task = (\(score)) % 10 }"
            return try PluginFolder([
                "plugin.json": """
                { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["\(contribution)"] }
                """,
                "helpers.lua": "local helpers = { count = 0 } return helpers",
                "init.lua": """
                \(before)
                return {
                  prepare = function(cohort) return { count = #cohort, seen = { n = 0 } } end,
                  \(contribution) = function(student, options, prepared)
                    \(inside)
                    return \(result)
                  end,
                }
                """,
            ]).plugin()
        }
    }

    static let ways = [
        Keeping("a count outside", "local n = 0", "n = n + 1", "n", says: "'n'"),
        Keeping("a global", "", "seen = (seen or 0) + 1", "seen", says: "'seen'"),
        Keeping(
            "a table", "local marks = {}",
            "marks[student.id] = true local n = 0 for _ in pairs(marks) do n = n + 1 end",
            "n", says: "'marks'"),
        Keeping(
            "what prepare made", "", "prepared.seen.n = prepared.seen.n + 1", "prepared.seen.n",
            says: "'prepared'"),
        Keeping(
            "a module", "local helpers = require 'helpers'", "helpers.count = helpers.count + 1",
            "helpers.count",
            says: "'helpers'"),
        Keeping(
            "a module that comes late", "",
            "local helpers = require 'helpers' helpers.count = helpers.count + 1", "helpers.count",
            says: "'helpers'"),
        Keeping(
            "only some students", "local n = 0", "if student.id:find('7$') then n = n + 1 end", "n",
            says: "'n'"),
        Keeping(
            "a student", "local first", "first = first or student", "first.id == student.id and 1 or 2",
            says: "'first'"),
        Keeping(
            "parts of students", "local parts = {}",
            "parts[#parts + 1] = student.engagement.academic", "#parts", says: "'parts'"),
        Keeping(
            "code that calls itself the host's",
            "local count = load('local n = 0 return function() n = n + 1 return n end', '=host')()", "",
            "count()",
            says: "'n'"),
        Keeping("its own table of functions", "local f = {}", "f.x = (f.x or 0) + 1", "f.x", says: "'f'"),
        Keeping(
            "a generator",
            "local next_number do local n = 0 next_number = function() n = n + 1 return n end end",
            "", "next_number()", says: "'n'"),
    ]

    private static func district(_ count: Int) -> District {
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for number in 0..<count {
            _ = builder.addStudent(StudentRecord(id: Identifier("S-\(10_000 + number)")))
        }
        return District(snapshot: builder.finish())
    }

    @Test(arguments: ways, ["score", "indicators"])
    func nobodyFindsWhatAnotherLeft(_ way: Keeping, _ contribution: String) throws {
        let plugin = try way.plugin(contribution)
        let options = PluginOptions(values: [:])
        let district = Self.district(400)
        // Each alone, in a state of its own.
        let alone = try [0, 7, 399].map { row in
            try plugin.score(
                for: Manifest.Contribution(rawValue: contribution)!, district, options: options, rows: [row])[
                    0]
        }
        for workers in [1, 2, 4] {
            let said = Mutex<[String]>([])
            let found = try WorkerPool.ofTests(workers).score(
                plugin, for: Manifest.Contribution(rawValue: contribution)!, district, options: options,
                listener: WorkerPool.Listener(log: { level, text in
                    said.withLock { $0.append("\(level) \(text)") }
                }))
            #expect(found.map(\.outcome).count == 400)
            for (row, expected) in zip([0, 7, 399], alone) { #expect(found[row] == expected) }
            #expect(Set(found.map(\.outcome)).count <= 2)
            let text = said.withLock { $0 }
            #expect(
                text == [
                    "warning \(way.name) changes in a student's turn and is put back before the next, so that no result "
                        + "depends on who came before; keep it inside the function, or have prepare make it"
                ], "\(workers) workers")
        }
    }

    /// Turns that are taken once more are not logged twice.
    @Test func eachStudentLogsOnce() throws {
        let plugin = try Keeping(
            "", "local n = 0",
            "log.info(student.id) if student.id == 'S-10300' then n = n + 1 end", "n", says: ""
        ).plugin()
        let said = Mutex<[String]>([])
        _ = try WorkerPool.ofTests(2).score(
            plugin, Self.district(400), options: PluginOptions(values: [:]),
            listener: WorkerPool.Listener(log: { level, text in
                if level == "info" { said.withLock { $0.append(text) } }
            }))
        let lines = said.withLock { $0 }
        #expect(lines.count == 400 && Set(lines).count == 400)
    }

    @Test func whatCannotBePutBackEndsTheRun() throws {
        let plugin = try Keeping(
            "", "local step = coroutine.wrap(function() while true do coroutine.yield(1) end end)", "",
            "step()",
            says: ""
        ).plugin()
        let isLoaded = Mutex(false)
        let error = #expect(throws: PluginError.self) {
            _ = try WorkerPool.ofTests(2).score(
                plugin, Self.district(4), options: PluginOptions(values: [:]),
                listener: WorkerPool.Listener(loaded: { isLoaded.withLock { $0 = true } }))
        }
        #expect(!isLoaded.withLock { $0 }, "a run would be on record that nothing can come of")
        #expect(
            error?.description
                == "sample/init.lua: 'step' holds a coroutine, which cannot be put back; begin it in the function that uses it"
        )
    }

    @Test func aMentorFindsNothingOfAnother() throws {
        let plugin = try PluginFolder([
            "plugin.json": """
            { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["fidelity"] }
            """,
            "init.lua": """
            local n = 0
            return { fidelity = function(mentor)
              n = n + 1
              return { { rule = "turns", value = n, target = 1 } }
            end }
            """,
        ]).plugin()
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for id in ["a", "b", "c"] { _ = builder.addMentor(Mentor(id: Identifier(id), name: id)) }
        let found = try WorkerPool.ofTests(1).fidelity(
            plugin, District(snapshot: builder.finish()), options: PluginOptions(values: [:]))
        #expect(found.map { $0.rules.map(\.value) } == [[1], [1], [1]])
    }
}
