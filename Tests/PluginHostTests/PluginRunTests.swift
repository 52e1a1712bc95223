import Engagement
import Foundation
import Synchronization
import Testing

@testable import PluginHost

/// A plugin run over students, and what is said of those that fail.
@Suite struct PluginRunTests {
    private func score(_ code: String, manifest: String = PluginFolder.scoring) throws -> [StudentResult] {
        let folder = try PluginFolder.scoring(code, manifest: manifest)
        let plugin = try folder.plugin()
        return try plugin.score(PluginFolder.district, options: plugin.manifest.options(setting: [:]))
    }

    @Test func scoresEachStudentInOrder() throws {
        let results = try score(
            "return { score = function(s) return { score = s.attendance.absences, tier = 'basic' } end }")
        #expect(results.map(\.student) == ["S-1", "S-2", "S-3"])
        #expect(
            results.map(\.outcome) == [0.0, 1, 0].map { .scored(Score(score: $0, tier: "basic")) })
    }

    @Test func anIndicatorIsReadWithoutItsDomain() throws {
        let results = try score(
            """
            return { score = function(s)
              local e = s.engagement
              assert(e.absences == e.behavioral.absences and e.tardies == e.behavioral.tardies)
              return { score = e.absences }
            end }
            """)
        #expect(results.map(\.outcome) == [0.0, 1, 0].map { .scored(Score(score: $0)) })
    }

    @Test func aServicesMisspeltNameIsSaidOnce() throws {
        let folder = try PluginFolder.scoring(
            """
            return { score = function(s)
              return { score = #services:offering "tutorng" + #services:offering "dentist"
                + #services:offering "tutoring" }
            end }
            """)
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_515))
        for id in ["S-1", "S-2"] { _ = builder.addStudent(StudentRecord(id: Identifier(id))) }
        var club = Service(id: "club", name: "Homework Club")
        club.terms = [ServiceTerm(name: "Tutoring Services")]
        builder.directory = ServiceDirectory(services: [club])
        let plugin = try folder.plugin()
        let lines = Mutex<[String]>([])
        let results = try plugin.score(
            District(snapshot: builder.finish()), options: plugin.manifest.options(setting: [:]),
            log: { level, text in lines.withLock { $0.append("\(level): \(text)") } })
        #expect(results.map(\.outcome) == [.scored(Score(score: 1)), .scored(Score(score: 1))])
        #expect(
            lines.withLock { $0 } == [
                "notice: services:offering: nothing in the directory is called 'tutorng'; did you mean 'tutoring'?"
            ])
    }

    /// A plugin that is installed and has not run yet is no misspelt one.
    @Test func anInstalledPluginWithoutResultsIsNone() throws {
        let manifest = PluginFolder.scoring.replacing("\"attendance\"", with: "\"scores\"")
        let folder = try PluginFolder.scoring(
            "return { score = function(s) return { score = s:score 'points-b' and 1 or 0 } end }",
            manifest: manifest)
        let plugin = try folder.plugin()
        func outcome(_ installed: Set<String>) throws -> StudentOutcome? {
            var district = PluginFolder.district
            district.plugins = installed
            return try plugin.score(district, options: plugin.manifest.options(setting: [:])).first?.outcome
        }
        #expect(try outcome(["points-a", "points-b"]) == .scored(Score(score: 0)))
        #expect(try outcome(["other"]) == .scored(Score(score: 0)))
        #expect(
            try outcome(["points-a"])
                == .failed(
                    "sample/init.lua:1: student:score: there is no plugin 'points-b'; did you mean 'points-a'?"
                ))
    }

    /// A score that is made of another plugin's may pass on what that one found, from a worker too.
    @Test func aPluginPassesOnWhatAnotherOneFound() throws {
        let manifest = PluginFolder.scoring.replacing("\"attendance\"", with: "\"scores\"")
        let folder = try PluginFolder.scoring(
            """
            return { score = function(s)
              local other = s:score "other"
              return other and { score = other.score, domains = other.domains, reasons = other.reasons }
            end }
            """, manifest: manifest)
        let score = Score(score: 7, domains: [.academic: 1, .affective: 2], reasons: ["a", "b"])
        let snapshot = PluginFolder.district.snapshot
        let run = Run(
            started: 0, finished: 0, user: "", plugin: "other", version: "", pluginHash: "", options: "{}",
            asOf: snapshot.asOf, fingerprint: "", seed: 0, hostVersion: "")
        let district = District(
            snapshot: snapshot, results: [RunResults(run: run, outcomes: ["S-2": .scored(score)])])
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [:])
        let expected: [StudentOutcome] = [.notScored, .scored(score), .notScored]
        #expect(try plugin.score(district, options: options).map(\.outcome) == expected)
        #expect(
            try WorkerPool.ofTests(1).score(plugin, district, options: options, rows: [0, 1, 2])
                .map(\.outcome) == expected)
    }

    @Test(arguments: [
        ("options.absenses", "options.absenses: no such option; did you mean 'absences'?"),
        ("options.zzz", "options.zzz: no such option; it has absences"),
        ("options[1]", "options.1: no such option; it has absences"),
    ])
    func anOptionThatIsNotDeclaredIsAnError(_ code: String, _ message: String) throws {
        let manifest = PluginFolder.scoring.replacing(
            "\"reads\"",
            with: #""options": { "absences": { "type": "integer", "default": 3, "summary": "s" } }, "reads""#)
        let results = try score(
            "return { score = function(_, options) return { score = \(code) or options.absences } end }",
            manifest: manifest)
        #expect(results.first?.outcome == .failed("sample/init.lua:1: \(message)"))
    }

    @Test func givesEachStudentWhatPrepareReturned() throws {
        let results = try score(
            """
            local plugin = {}
            function plugin.prepare(cohort) return { mean = cohort:mean "attendance.absences" } end
            function plugin.score(_, _, prepared) return { score = prepared.mean * 3 } end
            return plugin
            """)
        #expect(results.map(\.outcome) == Array(repeating: .scored(Score(score: 1)), count: 3))
    }

    @Test func anErrorOnOneStudentIsThatStudentsResult() throws {
        let results = try score(
            """
            return { score = function(s)
              if s.id == "S-2" then return { score = s.attendance.absences.more } end
              return { score = 1 }
            end }
            """)
        #expect(results[0].outcome == .scored(Score(score: 1)))
        #expect(
            results[1].outcome
                == .failed("sample/init.lua:2: attempt to index a number value (field 'absences')"))
        #expect(results[2].outcome == .scored(Score(score: 1)))
    }

    @Test(arguments: [
        (
            "return s.attendence",
            "sample/init.lua:1: student.attendence: no such field; did you mean 'attendance'?"
        ),
        (
            "return s.discipline",
            "sample/init.lua:1: student.discipline: plugin 'sample' does not declare that it reads 'discipline' "
                + "(plugin.json, reads)"
        ),
        (
            "return s.name",
            "sample/init.lua:1: student.name: plugin 'sample' does not declare that it reads 'identity' "
                + "(plugin.json, reads)"
        ),
        (
            "return stats.mean { 1, '2' }",
            "sample/init.lua:1: bad argument 'numbers' to 'mean': a finite number expected at 2, got string (2)"
        ),
        (
            "rawset(stats, 'mean', print)", "sample/init.lua:1: stats.mean: the host's tables are read-only"
        ),
        (
            "return s.engagement.cognitive.autonomy",
            "sample/init.lua:1: engagement.cognitive.autonomy: plugin 'sample' does not declare that it reads 'survey' "
                + "(plugin.json, reads)"
        ),
        (
            "return { score = 101 }",
            "sample: the answer of score: score: expected a number from 0 to 100, got number (101)"
        ),
        ("error { code = 7 }", "sample/init.lua:1: "),
        ("error()", "sample/init.lua:1: "),
    ])
    func namesThePluginsLine(_ body: String, _ message: String) throws {
        let results = try score("return { score = function(s) \(body) end }")
        for result in results {
            guard case .failed(let failure) = result.outcome else {
                Issue.record("\(result)")
                continue
            }
            #expect(failure.hasPrefix(message), "\(failure)")
        }
    }

    @Test(arguments: [
        ("return { score = function( }", "sample/init.lua:1: <name> or '...' expected near '}'"),
        ("return 1", "sample/init.lua: expected it to return a table of functions"),
        ("return {}", "sample/init.lua: returns no function 'score', which plugin.json contributes"),
        ("error 'at load'", "sample/init.lua:1: at load"),
        ("return students", "sample/init.lua: expected it to return a table of functions"),
        (
            "return { prepare = function() error 'no' end, score = function() end }", "sample/init.lua:1: no"
        ),
    ])
    func refusesAPluginThatDoesNotLoad(_ code: String, _ message: String) {
        let error = #expect(throws: PluginError.self) { try score(code) }
        #expect(error?.description == message)
    }

    /// Lua's own order of a table and its addresses are others in each process.
    @Test func nothingOfTheProcessComesIntoAResult() throws {
        let results = try score(
            """
            return { score = function(s)
              local names = {}
              for name in pairs { delta = 1, alpha = 1, charlie = 1, bravo = 1, echo = 1, [2] = 1 } do
                names[#names + 1] = name
              end
              return { score = 1, reasons = { table.concat(names, " "), tostring(names), ("%s"):format(print) } }
            end }
            """)
        #expect(
            results[0].outcome
                == .scored(
                    Score(score: 1, reasons: ["2 alpha bravo charlie delta echo", "table", "function"])))
    }

    @Test func optionsAreReadOnly() throws {
        let manifest = PluginFolder.scoring.replacing(
            #""reads""#,
            with: #""options": { "limit": { "type": "integer", "default": 3, "summary": "x" } }, "reads""#)
        let results = try score(
            "return { score = function(_, options) options.limit = options.limit + 1 end }",
            manifest: manifest)
        #expect(
            results[0].outcome == .failed("sample/init.lua:1: options.limit: the host's tables are read-only")
        )
        let past = try score(
            "return { score = function(_, options) rawset(options, 'limit', 99) end }", manifest: manifest)
        #expect(past[0].outcome == results[0].outcome)
    }

    @Test func passesOnWhatThePluginLogs() throws {
        let lines = Mutex<[String]>([])
        let folder = try PluginFolder.scoring(
            "return { score = function(s) log.warning(s.id) print('a', 1, nil) end }")
        let plugin = try folder.plugin()
        _ = try plugin.score(
            PluginFolder.district, options: plugin.manifest.options(setting: [:]), rows: [1],
            log: { level, text in lines.withLock { $0.append("\(level): \(text)") } })
        #expect(lines.withLock { $0 } == ["warning: S-2", "info: a\t1\tnil"])
    }

    @Test func sameSeedSameResults() throws {
        let folder = try PluginFolder.scoring(
            "return { score = function(s) return { score = math.random() * 100 } end }")
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [:])
        let first = try plugin.score(PluginFolder.district, options: options, seed: 5)
        #expect(try plugin.score(PluginFolder.district, options: options, seed: 5) == first)
        #expect(try plugin.score(PluginFolder.district, options: options, seed: 6) != first)
        // One student alone has the same random numbers as among others.
        #expect(try plugin.score(PluginFolder.district, options: options, rows: [2], seed: 5) == [first[2]])
    }

    @Test func aReportOfAPluginWithoutOneIsRefused() throws {
        let folder = try PluginFolder.scoring("return { score = function() end }")
        let plugin = try folder.plugin()
        #expect(throws: PluginError(place: "", message: "plugin 'sample' contributes no report, only score"))
        {
            try plugin.report(
                PluginFolder.district, title: "", options: plugin.manifest.options(setting: [:]))
        }
    }
}
