import Engagement
import Lua

/// A loaded plugin over one district: its own Lua state, its view, and the functions it returned.
///
/// Used from one thread at a time.
final class PluginInstance {
    let plugin: Plugin
    let options: PluginOptions
    let view: View
    let sandbox: Sandbox
    private let functions: LuaTable
    let optionTable: LuaValue
    private let scoreAnswer: ScoreAnswer
    let turns: PluginTurns

    /// Loads a plugin. Its code runs once, sees no student and must return a table of functions.
    ///
    /// - Throws: A ``PluginError`` that names the file and the line, for code that fails to load, does not
    ///   return a table, or lacks a function that the manifest promises.
    init(
        _ plugin: Plugin, district: District, options: PluginOptions, limits: RunLimits = .student,
        log: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) throws(PluginError) {
        self.plugin = plugin
        self.options = options
        let manifest = plugin.manifest
        view = View(
            district: district, reads: manifest.reads, plugin: manifest.name, files: plugin.files.contents)
        scoreAnswer = ScoreAnswer(tiers: manifest.tiers, view: view)
        let log = PluginLog(log)
        do {
            sandbox = try Sandbox(
                plugin: manifest.name, files: plugin.files.contents, asOf: district.snapshot.asOf,
                limits: limits.lua, log: log.add)
            try view.install(in: sandbox)
            let hosts = try sandbox.values()
            let table = try sandbox.state.makeTable()
            for (name, value) in options.values { try table.rawSet(name, value.lua) }
            optionTable = try sandbox.closed("options", table, of: "option")
            let chunk = try sandbox.state.load(
                bytes: plugin.files.contents["init.lua"] ?? [], chunkName: "@\(manifest.name)/init.lua",
                environment: sandbox.globals)
            let answer: [LuaValue]
            do throws(LuaError) {
                answer = try chunk.call()
            } catch {
                throw sandbox.explained(error)
            }
            guard case .table(let functions)? = answer.first else {
                throw PluginError(
                    place: "\(manifest.name)/init.lua", message: "expected it to return a table of functions")
            }
            self.functions = functions
            turns = PluginTurns(
                plugin: manifest.name, sandbox: sandbox, log: log, hosts: hosts, functions: functions)
        } catch let error as LuaError {
            throw PluginError(error)
        } catch let error as PluginError {
            throw error
        } catch {
            throw PluginError(place: plugin.folder, message: "\(error)")
        }
        for contribution in manifest.contributes {
            guard try function(contribution.rawValue) != nil else {
                throw PluginError(
                    place: "\(manifest.name)/init.lua",
                    message: "returns no function '\(contribution.rawValue)', which plugin.json contributes")
            }
        }
    }

    /// One of the plugin's functions; nil where it has none of that name.
    func function(_ name: String) throws(PluginError) -> LuaFunction? {
        do {
            return try functions.get(name).function
        } catch {
            throw sandbox.explained(error)
        }
    }

    /// What `prepare(cohort, options)` returned; nil without such a function.
    func prepare(rows: @autoclosure () -> [Int]) throws(PluginError) -> LuaValue {
        guard let prepare = try function("prepare") else { return .nil }
        do {
            sandbox.seed(0, -1)
            let cohort = try sandbox.state.makeObject(Students(rows: rows()), view.students)
            let prepared = try prepare.call(.object(cohort), optionTable).first ?? .nil
            turns.prepared = prepared
            return prepared
        } catch {
            throw sandbox.explained(error)
        }
    }

    /// The call of one of the plugin's functions for student after student: `score(student, options, prepared)`,
    /// `link(student, directory, options, prepared)` or `indicators(student, options, prepared)`; nil where it has
    /// none of that name.
    ///
    /// - Parameter isOften: Whether it is for more than a few students.
    func calls(
        _ contribution: Manifest.Contribution, _ prepared: LuaValue, isOften: Bool = true
    ) throws(PluginError) -> LuaRepeatedCall<StudentRow>? {
        guard let function = try function(contribution.rawValue) else { return nil }
        do {
            guard contribution == .link else {
                return try LuaRepeatedCall(
                    function, making: view.student, optionTable, prepared, isOften: isOften)
            }
            let directory = try sandbox.state.makeObject(view.offeredServices, view.services)
            return try LuaRepeatedCall(
                function, making: view.student, .object(directory), optionTable, prepared, isOften: isOften)
        } catch {
            throw sandbox.explained(error)
        }
    }

    /// What the plugin answers for the student in a row, checked.
    ///
    /// - Parameters:
    ///   - contribution: What is asked for: `score`, `link` or `indicators`.
    ///   - turn: What random numbers depend on besides the seed; nil for the row.
    ///   - calls: Those that ``calls(_:_:)`` made for it.
    func outcome(
        of contribution: Manifest.Contribution = .score, row: Int, turn: Int64? = nil, seed: Int64,
        _ calls: LuaRepeatedCall<StudentRow>
    ) -> StudentOutcome {
        do {
            sandbox.seed(seed, turn ?? Int64(row))
            let student = StudentRow(row: row)
            switch contribution {
            case .link:
                return try LinkAnswer(snapshot: view.snapshot)
                    .read(calls(student) { try $0.value() }, row: row, view: view)
            case .indicators:
                return try IndicatorAnswer(catalog: view.snapshot.catalog).read(
                    calls(student) { try $0.value() })
            default:
                return try calls(student, read: scoreAnswer.read)
            }
        } catch {
            return failure(error)
        }
    }

    /// What takes the answers of ``score(rows:seed:_:marks:into:)``.
    func records() throws(PluginError) -> LuaRecords {
        do {
            return try LuaRecords(scoreAnswer.fields, needing: ["score", "tier"], in: sandbox.state)
        } catch {
            throw sandbox.explained(error)
        }
    }

    /// Puts down what `score` answers for the students in these rows, checked, in the layout of an ``OutcomeBlock``. To
    /// be called in their ``turns``, which find out where the plugin has kept a student's object, and take such turns
    /// one by one.
    ///
    /// - Parameter marks: Three cells: before each call they become the row and two zeros.
    /// - Throws: Where there is no memory for it.
    func score(
        rows: ArraySlice<Int>, seed: Int64, _ scoring: LuaRepeatedCall<StudentRow>,
        marks: UnsafeMutablePointer<Int64>,
        into records: LuaRecords
    ) throws(PluginError) {
        sandbox.seed(seed, byRowIn: marks)
        defer { sandbox.seed(seed, -1) }
        let numbers = rows.map { Int64($0) }
        let students = rows.map { StudentRow(row: $0) }
        do {
            try numbers.withUnsafeBufferPointer { numbers in
                try students.withUnsafeBufferPointer { students in
                    try scoring(
                        each: students, numbers: numbers, marks: marks, sharesObjects: true, into: records
                    ) { _, result in
                        var outcome: StudentOutcome
                        do {
                            outcome = try result.read(scoreAnswer.read)
                        } catch {
                            outcome = failure(error)
                        }
                        var bytes: [UInt8] = []
                        OutcomeBlock.append(outcome, tiers: scoreAnswer.tiers, to: &bytes)
                        try bytes.withUnsafeBytes(records.append)
                    }
                }
            }
        } catch {
            throw PluginError(place: plugin.manifest.name, message: "\(error)")
        }
    }

    private func failure(_ error: any Error) -> StudentOutcome {
        guard let error = error as? LuaError else {
            return .failed(ScoreAnswer.shortened("\(plugin.manifest.name): \(error)"))
        }
        return .failed(ScoreAnswer.shortened(sandbox.explained(error, in: plugin.manifest.name).description))
    }

    /// What `report(document, options)` writes about the students in these rows.
    func report(title: String, format: Manifest.ReportFormat, rows: [Int]) throws(PluginError) -> [UInt8] {
        guard let report = try function("report") else {
            throw PluginError(place: "", message: "plugin '\(plugin.manifest.name)' contributes no report")
        }
        let draft = ReportDraft(
            facts: ReportDocument.Facts(
                title: title, asOf: view.snapshot.asOf.description, plugin: plugin.manifest.name,
                version: plugin.manifest.version, studentCount: rows.count),
            format: format, rows: rows)
        do {
            sandbox.seed(0, -1)
            view.rowsInView = Set(rows)
            let document = try sandbox.state.makeObject(draft, view.document)
            try report.call(.object(document), optionTable)
            return try draft.bytes()
        } catch {
            throw sandbox.explained(error)
        }
    }
}

extension OptionValue {
    /// The value as Lua has it.
    var lua: LuaValue {
        switch self {
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .boolean(let value): .boolean(value)
        }
    }
}

extension PluginError {
    /// An error out of a plugin's code, with the place Lua names, or else this one.
    init(_ error: LuaError, in fallback: String = "") {
        let error = error.besidesPrelude
        let prefix = error.chunk.flatMap { chunk in error.line.map { "\(chunk):\($0): " } }
        if let prefix, error.message.hasPrefix(prefix) {
            self.init(
                place: String(prefix.dropLast(2)), message: String(error.message.dropFirst(prefix.count)))
        } else {
            self.init(place: prefix.map { String($0.dropLast(2)) } ?? fallback, message: error.message)
        }
    }
}
