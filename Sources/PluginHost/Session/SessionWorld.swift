import Engagement
import Lua
import NearestName

/// The Lua side of a session: the globals that live from line to line, and what runs one line of it.
final class SessionWorld {
    let sandbox: Sandbox
    private(set) var view: View
    private(set) var functions: AskingFunctions
    private(set) var reading: SessionReading
    let interrupter: LuaInterrupter
    private let ask: (ProgramAsk) throws(LuaError) -> ProgramReply
    /// What the host put under its names, to tell it from what the analyst did.
    private var own: [String: LuaValue] = [:]
    /// What the host noticed about the line that runs.
    private var notices: [String] = []
    /// The views of days looked at before: values in variables may still be theirs.
    private var past: [(View, AskingFunctions)] = []

    /// A world over a district.
    ///
    /// - Parameters:
    ///   - output: Takes what is printed.
    ///   - ask: Has the front do what this process cannot.
    init(
        district: District, limits: RunLimits, output: @escaping (Printed) -> Void,
        ask: @escaping (ProgramAsk) throws(LuaError) -> ProgramReply
    ) throws(LuaError) {
        let printer = SessionPrinter(output)
        view = View(district: district, reads: Set(RecordKind.allCases), plugin: "session")
        sandbox = try Sandbox(
            plugin: "session", files: [:], asOf: district.snapshot.asOf, limits: limits.lua,
            measuresMemory: true, log: printer.log)
        let state = sandbox.state
        self.ask = { (request) throws(LuaError) in
            try state.withoutTime { () throws(LuaError) in try ask(request) }
        }
        interrupter = state.interrupter
        functions = AskingFunctions(view: view, ask: self.ask)
        reading = try SessionReading(view: view, state: state)
        try install()
        sandbox.seed(0, -1)
        sandbox.show = { [unowned self] value in
            guard let shown = try reading.shown(value) else { return false }
            output(.value(shown))
            return true
        }
    }

    /// Puts what the view and the session offer into the world, but not over variables of the analyst's.
    private func install() throws(LuaError) {
        let globals = sandbox.globals
        var kept: [(String, LuaValue)] = []
        for (name, value) in own {
            let now = try globals.rawGet(name)
            if now != value { kept.append((name, now)) }
        }
        // Before anything was typed all that is there is the host's, Lua's own library too.
        let before = own.isEmpty ? [] : Set(try globals.pairs().compactMap(\.key.text)).subtracting(own.keys)
        try view.install(in: sandbox)
        view.notice = { [unowned self] in notices.append($0) }
        try view.installDistrict(in: sandbox)
        try functions.install(functions.ofSessions, in: sandbox)
        for (name, value) in try globals.pairs().compactMap({ pair in pair.key.text.map { ($0, pair.value) } }
        )
        where !before.contains(name) {
            own[name] = value
        }
        for (name, value) in kept { try globals.rawSet(name, value) }
    }

    /// Goes over to the district of another day. Variables stay; the students, mentors and services in them
    /// are looked up again by their ids.
    ///
    /// - Returns: The last value as it is now, with a remark on what became of the variables.
    func look(at district: District) throws(LuaError) -> SessionAnswer {
        let old = view
        past.append((old, functions))
        view = View(district: district, reads: Set(RecordKind.allCases), plugin: "session")
        // Days and numbers are the same in every view.
        (view.date, view.column, view.chart) = (old.date, old.column, old.chart)
        functions = AskingFunctions(view: view, ask: ask)
        reading = try SessionReading(view: view, state: sandbox.state)
        sandbox.look(at: district.snapshot.asOf)
        try install()
        var renewal = SessionRenewal(from: old, to: view, in: sandbox.state)
        try renewal.renew(sandbox.globals, except: Set(own.keys))
        let last = try sandbox.globals.rawGet("_")
        return .values(last.isNil ? [] : [try reading.value(last)], remark: renewal.remark)
    }

    /// Runs a chunk: an expression, whose values it answers, or statements.
    func run(_ code: [UInt8], name: String, firstLine: Int) -> SessionAnswer {
        // Lines count as in the text that the chunk is a part of.
        let lines = [UInt8](repeating: 10, count: max(0, firstLine - 1))
        let chunk: LuaFunction
        let verdict = SessionSyntax.verdict(on: code) { code throws(LuaError) in try load(lines + code, name)
        }
        switch verdict {
        case .whole(let function): chunk = function
        case .unfinished: return .incomplete
        case .wrong(let error): return .failed(failure(error, code, name, firstLine))
        }
        notices = []
        do {
            let values = try chunk.call()
            if !values.isEmpty { try keep(values[0]) }
            return .values(
                try values.map { value throws(LuaError) in try reading.value(value) },
                remark: (notices + [remark(on: code, values)]).filter { !$0.isEmpty }.joined(separator: "\n"))
        } catch {
            return .failed(failure(error, code, name, firstLine))
        }
    }

    private func load(_ code: [UInt8], _ name: String) throws(LuaError) -> LuaFunction {
        try sandbox.state.load(bytes: code, chunkName: "@\(name)", environment: sandbox.globals)
    }

    /// Makes it the last value, and the last one the one before.
    private func keep(_ value: LuaValue) throws(LuaError) {
        let globals = sandbox.globals
        try globals.rawSet([
            (.string("_2"), try globals.rawGet("_1")), (.string("_1"), try globals.rawGet("_")),
            (.string("_"), value),
        ])
    }

    private func failure(_ error: LuaError, _ code: [UInt8], _ name: String, _ firstLine: Int)
        -> SessionFailure
    {
        SessionFailure(error) { message in
            // Of a function that was typed before, the text is gone.
            let isOwn = error.chunk == name && error.line.map { $0 >= firstLine } == true
            return WorldNames(globals: sandbox.globals).meant(
                by: message, onLine: isOwn ? (error.line ?? 0) - firstLine + 1 : 0, of: isOwn ? code : [],
                members: memberNames)
        } use: { message in
            WorldNames(globals: sandbox.globals).use(by: message)
        } names: {
            globalNames + memberNames
        }
    }

    /// What is odd about a line that ended well: a name that nothing has, a local that is gone already.
    private func remark(on code: [UInt8], _ values: [LuaValue]) -> String {
        let text = String(decoding: code, as: UTF8.self)
        if values.count == 1, values[0].isNil, let name = text.wholeMatch(of: /\s*([A-Za-z_]\w*)\s*/)?.1,
            name != "nil", !["_", "_1", "_2"].contains(name)
        {
            let near = nearestName(to: String(name), among: globalNames)
            return "no variable has the name '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
        }
        let names = WorldNames(globals: sandbox.globals)
        for name in names.unknownGlobals(in: code) where name.text != name.text.uppercased() {
            guard let near = names.nearest(toGlobal: name.text) else { continue }
            return "no variable has the name '\(name.text)'; did you mean '\(near)'?"
        }
        if values.isEmpty,
            let name = text.wholeMatch(of: /\s*local\s+(?:function\s+)?([A-Za-z_]\w*)[^\n]*/)?.1
        {
            return "'\(name)' is gone with its line; leave out 'local' to keep it"
        }
        return ""
    }

    /// The names of the globals.
    var globalNames: [String] {
        ((try? sandbox.globals.pairs()) ?? []).compactMap(\.key.text)
    }

    /// The names of all fields and methods of the view and of the libraries.
    private var memberNames: [String] {
        Reference.types.flatMap { $0.fields.map(\.name) + $0.methods.map(\.name) }
            + Allowlist.libraries.flatMap { $0.entries.map(\.name) }
            + view.statistics.map(\.description.name) + ["html", "fill"]
    }
}

/// Passes on what a line prints.
private final class SessionPrinter: @unchecked Sendable {
    // Sendable for the sandbox's sake, which takes any logger; a session runs in one thread.
    private let output: (Printed) -> Void

    init(_ output: @escaping (Printed) -> Void) {
        self.output = output
    }

    @Sendable func log(_ level: String, _ text: String) {
        output(.text(Array((level == "info" ? text : "\(level): \(text)").utf8) + [10]))
    }
}
