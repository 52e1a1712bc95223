import Engagement
import Synchronization
import Testing

@testable import PluginHost

/// `indicators` and `import` in worker processes.
@Suite struct ContributionWorkTests {
    private func plugin(_ contribution: String, _ code: String) throws -> Plugin {
        let folder = try PluginFolder([
            "plugin.json": """
            { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["\(contribution)"] }
            """,
            "init.lua": "return { [ '\(contribution)' ] = function(first, second) \(code) end }",
        ])
        return try folder.plugin()
    }

    private func district() -> District {
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for id in ["a", "b", "c"] { _ = builder.addStudent(StudentRecord(id: Identifier(id))) }
        return District(snapshot: builder.finish())
    }

    @Test func aStudentWhoEndsTheProcessCostsNoOther() throws {
        let pool = WorkerPool.ofTests(1, limits: RunLimits(memory: 64 << 20, instructions: .max, seconds: 1))
        let found = try pool.score(
            plugin(
                "indicators",
                "if first.id == 'b' then while true do end end return { time_on_task = #first.id }"),
            for: .indicators, district(), options: PluginOptions(values: [:]), rows: [0, 1, 2])
        #expect(found[0].outcome == .derived(["time_on_task": 1]) && found[2].outcome == found[0].outcome)
        guard case .failed(let message) = found[1].outcome else {
            Issue.record("\(found[1])")
            return
        }
        #expect(message.contains("sample/init.lua:1"))
    }

    @Test(arguments: [1, 3])
    func derivedValuesAreTheSameForAnyNumberOfWorkers(_ workers: Int) throws {
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for number in 0..<1000 { _ = builder.addStudent(StudentRecord(id: Identifier("S-\(number)"))) }
        let rows = Array((0..<1000).reversed())
        let told = Mutex<[Int]>([])
        let found = try WorkerPool.ofTests(workers).score(
            plugin(
                "indicators",
                """
                local number = tonumber(first.id:sub(3))
                if number % 100 == 7 then error "seven" end
                return { time_on_task = number % 10, attendance_rate = math.random() }
                """),
            for: .indicators, District(snapshot: builder.finish()), options: PluginOptions(values: [:]),
            rows: rows,
            listener: WorkerPool.Listener(progress: { done in told.withLock { $0.append(done) } }))
        #expect(found.count == 1000)
        var random: [Double] = []
        for (row, answer) in zip(rows, found) {
            switch answer.outcome {
            case .failed(let message): #expect(row % 100 == 7 && message == "sample/init.lua:2: seven")
            case .derived(let values):
                #expect(values["time_on_task"] == Double(row % 10))
                random.append(try #require(values["attendance_rate"]))
            default: Issue.record("\(answer)")
            }
        }
        // Random numbers depend on the student.
        #expect(random.count == 990 && Set(random).count == random.count)
        let known = Self.random.withLock { known in
            if known.isEmpty { known = random }
            return known
        }
        #expect(known == random)
        #expect(told.withLock { $0.last } == 1000)
    }

    private static let random = Mutex<[Double]>([])

    @Test func rowsComeBackInTheirOrder() throws {
        let plugin = try plugin(
            "import",
            """
            if first.n == "3" then return nil end
            if first.n == "4" then return nil, "four" end
            if first.n == "5" then return 5 end
            return { goals = { { goal = first.n, due = date "2026-01-02", progress = 50, open = true } } }
            """)
        var rows = (2...200).map { ImportedRow(line: $0, fields: [String($0)]) }[...]
        let found = try WorkerPool.ofTests(1).rows(
            plugin, options: PluginOptions(values: [:]), asOf: CalendarDate(dayNumber: 20_000), file: "x.csv",
            columns: ["n"]
        ) { rows.popFirst() }
        #expect(found.count == 199)
        #expect(
            found[0]
                == .records([
                    .init(
                        file: "goals",
                        fields: ["goal": "2", "due": "2026-01-02", "progress": "50", "open": "yes"])
                ]))
        #expect(found[1] == .leftOut && found[2] == .refused("four"))
        guard case .refused(let reason) = found[3] else {
            Issue.record("\(found[3])")
            return
        }
        #expect(reason.contains("the answer of import: expected rows by file"))
        guard case .records(let last)? = found.last else {
            Issue.record("\(found.count)")
            return
        }
        #expect(last[0].fields["goal"] == "200")
    }

    /// Each case of a plugin's tests makes a state, and the clock's signal comes at any moment of that; met as a
    /// crash of one check in a hundred.
    @Test func theClockTicksWhileStatesComeAndGo() throws {
        let folder = try PluginFolder([
            "plugin.json": """
            { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["score"] }
            """,
            "init.lua": "return { score = function() return { score = 1 } end }",
            "test.lua": """
            for n = 1, 800 do
              test.case("case " .. n, function()
                test.equal(test.run { as_of = "2026-03-27", students = { { id = "a" } } }.a.score, 1)
              end)
            end
            """,
        ])
        let limits = RunLimits(memory: 512 << 20, instructions: .max, seconds: 60)
        let result = try WorkerPool.ofTests(1, limits: limits).check(folder.plugin())
        #expect(result.findings.isEmpty && result.tests?.count == 800)
    }

    @Test func anEmptyFileHasNoRows() throws {
        let found = try WorkerPool.ofTests(1).rows(
            plugin("import", "return nil"), options: PluginOptions(values: [:]),
            asOf: CalendarDate(dayNumber: 20_000), file: "x.csv", columns: ["n"]
        ) { nil }
        #expect(found.isEmpty)
    }
}
