import Engagement
import Lua
import Testing

@testable import PluginHost

/// The Lua side of a session, without a process around it.
@Suite struct SessionWorldTests {
    /// A world over one student, whose front answers with this; and what was printed and asked.
    private final class Session {
        let world: SessionWorld
        var printed = ""
        var shown: [SessionValue] = []
        var asked: [ProgramAsk] = []

        init(_ reply: ProgramReply = .refused("not here")) throws {
            let builder = SnapshotBuilder(asOf: CalendarDate("2026-05-15")!)
            final class Box {
                weak var session: Session?
            }
            let box = Box()
            world = try SessionWorld(
                district: District(snapshot: builder.finish()), limits: .student,
                output: { printed in
                    switch printed {
                    case .text(let text): box.session?.printed += String(decoding: text, as: UTF8.self)
                    case .value(let value): box.session?.shown.append(value)
                    }
                },
                ask: { ask throws(LuaError) in
                    box.session?.asked.append(ask)
                    return reply
                })
            box.session = self
        }

        func run(_ code: String) -> SessionAnswer {
            world.run(Array(code.utf8), name: "input 1", firstLine: 1)
        }

        func values(_ code: String) -> [SessionValue]? {
            if case .values(let values, _) = run(code) { values } else { nil }
        }
    }

    @Test func helpTellsWhatTheRegistrationsSay() throws {
        let session = try Session(.done(""))
        func shown() -> [String] {
            if case .help(let lines, about: "")? = session.asked.last { lines } else { [] }
        }
        #expect(session.values("help(students.where)") == [])
        #expect(shown().first == "where(condition) → caseload.Students")
        #expect(shown().contains { $0.contains("for example: students:where") })
        _ = session.run("help(stats)")
        #expect(shown().contains { $0.hasPrefix("stats.quantile(") })
        _ = session.run("help(string)")
        #expect(shown().contains { $0.contains("string.rep") })
        _ = session.run("help 'attendence'")
        #expect(session.asked.last == .help([], about: "attendence"))
        for name in ["run", "report", "help", "save", "attendance.rate", "caseload.Report", "stats.mean"] {
            #expect(Reference.help(on: name) != nil, "\(name)")
        }
        #expect(Reference.mentioning("quantile").map(\.name).contains("column:quantile"))
    }

    @Test func aChunkGivesItsLastExpression() throws {
        let session = try Session()
        #expect(session.values("x = 2; x + 1") == [.integer(3)])
        #expect(session.values("local y = 2\ny") == [.integer(2)])
        #expect(session.values("x = 3 x = 4") == [])
        #expect(session.values("function f(n) return n end\nf(5)") == [.integer(5)])
        #expect(session.values("x = 3; f(\n  x\n)") == [.integer(3)])
        #expect(session.values("x = f\n(4)\nx = x + 1") == [])
        #expect(session.values("x") == [.integer(5)])
        #expect(session.values("for n = 1, 3 do\n  f(n)\nend") == [])
        #expect(session.values("x = f\n(4)") == [])
    }

    @Test(arguments: [
        ("x = 2; function f()", true), ("students:where(function(s)", true), ("{", true), ("1 +", true),
        ("#students:where(function(s)\n  return s.grade == 9", true), ("not (1", true),
        ("\"abc\" ..", true), ("\"a\\", true), ("x = 1\n{ 2,", true), ("x = 1; -(2", true),
        ("'a\\z", true), ("[[ \"", true), ("f(", true), ("x =", true), ("-", true),
        ("x = 2; x", false), ("#students", false), ("\"a", false), ("{ \"a", false), ("1 + )", false),
        ("{ 1 2", false), ("x = = (", false), ("", false), ("-- {", false), ("a b (", false),
    ])
    func whatIsUnfinishedGoesOn(_ code: String, _ isUnfinished: Bool) {
        #expect(SessionSyntax().isUnfinished(code) == isUnfinished)
    }

    @Test(arguments: [
        ("{ 1 2", "'}' expected near '2'"), ("#students:where(function(s) retrun s end)", "near 's'"),
        ("x = = 2", "unexpected symbol near '='"),
    ])
    func theErrorIsOfWhatIsMeant(_ code: String, _ reason: String) throws {
        guard case .failed(let failure) = try Session().run(code) else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.message.hasSuffix(reason), "\(failure.message)")
    }

    @Test(arguments: [
        ("if x != 1 then end", "Lua writes ~="), ("if x && y then end", "Lua writes and"),
        ("x += 1", "Lua writes x = x + 1"), ("if x = 1 then end", "Lua compares with =="),
        ("f = function(s) s.grade == 9 end", "behind return"), ("x = 'abc\n'", "none at its end"),
    ])
    func whatOtherLanguagesWriteIsAnswered(_ code: String, _ hint: String) throws {
        guard case .failed(let failure) = try Session().run(code) else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.message.contains(hint), "\(failure.message)")
    }

    @Test func runAsksTheFrontAndGivesStudents() throws {
        let session = try Session(.outcomes(plugin: "points", []))
        #expect(
            session.values("run('points', students, { step = 3 })") == [
                .students(
                    rows: [],
                    columns: ["id", "name", "grade", "points.score", "points.tier", "points.reasons"])
            ])
        #expect(session.asked == [.run(plugin: "points", options: ["step": "3"], rows: [])])
    }

    @Test func aReportIsThereToBeLookedAtAndSaved() throws {
        let session = try Session(.report(Array("a,b".utf8), format: "csv"))
        #expect(
            session.values("local r = report('roll') return r.plugin, r.format, r.size, r.text, tostring(r)")
                == [
                    .string(Array("roll".utf8)), .string(Array("csv".utf8)), .integer(3),
                    .string(Array("a,b".utf8)),
                    .string(Array("csv report of roll, 3 bytes".utf8)),
                ])
        _ = session.run("report('roll'):save 'roll.csv'")
        #expect(session.asked.last == .save(path: "roll.csv", Array("a,b".utf8)))
    }

    /// Figures under names are shown as a table of them, lists of the view as their rows.
    @Test func whatHasNamesIsShownAsATable() throws {
        let session = try Session()
        func names(_ value: SessionValue?) -> [String] {
            guard case .table(let entries, 0)? = value else { return [] }
            return entries.map { entry in
                if case .string(let bytes) = entry.key { String(decoding: bytes, as: UTF8.self) } else { "" }
            }
        }
        let counts = ["column_totals", "counts", "hides_any", "mark", "note", "row_totals", "total"]
        #expect(names(session.values("stats.suppress { 3, 25 }")?.first) == counts)
        #expect(names(session.values("{ shown = stats.suppress { 3, 25 } }")?.first) == ["shown"])
        #expect(session.values("mentors") == [.table(entries: [], omitted: 0)])
        #expect(session.world.names(after: "mentors:").contains("sort_by"))
        #expect(session.world.names(after: "stats.").contains("mean"))
        #expect(session.world.names(after: "stats.suppress({}).") == counts)
        #expect(session.world.names(after: "student('x').grades:latest()[1].").contains("percent"))
    }

    @Test func whatIsRefusedIsAnErrorOfTheLine() throws {
        guard case .failed(let failure) = try Session().run("run 'points'") else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.message == "not here")
        #expect(failure.line == 1)
    }

    @Test(arguments: [
        ("stu", ["student", "students"]), ("stats.", ["mean", "median", "quantile"]),
        ("students:", ["where", "take"]),
        ("students:where(\"grade = 9\"):take(3):", ["group_by"]),
        ("student(\"S-1\").attendance.", ["rate", "absences"]),
        ("(\"x\"):", []), ("snapshot.", ["as_of"]),
    ])
    func namesFollowAPath(_ path: String, _ expected: [String]) throws {
        let names = try Session().world.names(after: path)
        #expect(Set(expected).isSubset(of: names), "\(names)")
    }

    @Test(arguments: [
        ("gg[1].", ["title"]), ("gg[1].inner['a'].", ["b"]), ("box.list[2][1].", ["deep"]),
        ("gg[n].", ["title"]), ("gg[3].", []), ("students[1].", ["attendance"]),
        ("students:take(1):to_table()[1].", ["name", "attendance"]),
        ("students:to_table()[1].linkages[2].service.", ["name"]),
        ("student(\"S-1\").linkages[1].", ["service", "is_open"]),
        ("student(\"S-1\").linkages[1]:", ["steps"]), ("box[\"list\"][1].", ["x"]),
        ("student(\"S-1\").school.name:", ["upper"]), ("student(\"S-1\").goals[1].", ["goal"]),
        ("student(\"S-1\").goals():", ["history"]), ("student(\"S-1\").strengths():", []),
        ("student(\"S-1\").contacts:", ["where", "take"]),
        ("student(\"S-1\").contacts:take(2):where({})[1].", ["minutes"]),
        ("student(\"S-1\").contacts:group_by(\"role\"):", ["sum", "mean"]),
        ("services:", ["sum", "group_by"]),
        ("student(\"S-1\").contacts():", []), ("student(\"S-1\").contacts().", ["minutes"]),
        ("run(\"points\"):", ["where"]), ("run(\"points\")[1].", ["attendance"]),
        ("gg[f({1, [2] = ']'})].", ["title"]), ("bad[1].", []), ("gg()[1].", []),
    ])
    func namesFollowAnIndex(_ path: String, _ expected: [String]) throws {
        let session = try Session()
        _ = session.run(
            """
            gg = { { title = "T", inner = { a = { b = 1 } } } }
            box = { list = { { x = 1 }, { { deep = 1 } } } }
            bad = setmetatable({}, { __index = function() print "ran" return gg end })
            """)
        let names = session.world.names(after: path)
        #expect(Set(expected).isSubset(of: names) && expected.isEmpty == names.isEmpty, "\(names)")
        #expect(session.printed.isEmpty)
    }

    @Test func tablesInThemselvesAndDeepOnesEnd() throws {
        let session = try Session()
        guard case .table(let entries, 0)? = session.values("t = {} t.t = t return t")?.first else {
            Issue.record("expected a table")
            return
        }
        #expect(entries.first?.value == .words("the table that it stands in"))
        #expect(session.values("t = {} for i = 1, 100 do t = { t } end return t")?.count == 1)
    }

    /// What crosses to the front comes out as it went in.
    @Test func valuesCrossUnchanged() throws {
        let value = SessionValue.table(
            entries: [
                .init(key: .integer(1), value: .students(rows: [3, 1], columns: ["id"])),
                .init(
                    key: .string([0xFF, 0]),
                    value: .object(name: "x", fields: [.init(key: .nil, value: .boolean(true))])),
                .init(key: .number(0.5), value: .column(title: "c", numbers: [1, 2])),
                .init(key: .words("w"), value: .student(row: 2)),
            ], omitted: 4)
        let frame = SessionAnswer.values([value], remark: "r").frame
        let answer = try frame.withUnsafeBytes {
            try SessionAnswer(UnsafeRawBufferPointer(rebasing: $0[4...]))
        }
        guard case .values(let crossed, remark: "r") = answer else {
            Issue.record("expected values")
            return
        }
        #expect(crossed == [value])
        #expect(value.fits(4) && !value.fits(3))
    }
}
