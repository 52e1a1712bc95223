import Engagement
import Lua
import NearestName

/// A plugin's world: a Lua state of its own, in which only what the allow-list names can be reached.
///
/// Each plugin has its own state, so none sees another's globals.
final class Sandbox {
    let state: LuaState
    /// The plugin's globals.
    let globals: LuaTable
    /// Takes what is logged: a level and a text.
    let log: @Sendable (String, String) -> Void
    private let sealing: LuaFunction
    private let closing: LuaFunction
    /// By name, the host's modules, and those that `require` has loaded.
    private let hosted, modules: LuaTable
    private let requiring = Requiring()
    private let turn = RandomTurn()
    private let printing = Printing()
    let hints = Hints()
    /// The text of the chunks that run here, by their names.
    let sources: [String: [UInt8]]
    private let clock: Clock

    /// How a value is printed that has a form of its own.
    private final class Printing {
        var show: (LuaValue) throws -> Bool = { _ in false }
    }

    /// What finds a module, or says why there is none.
    private final class Requiring {
        var module: LuaFunction?
    }

    /// Shows what is printed by itself and has a form of its own; false for what is printed as its text. Nothing
    /// has such a form where nothing else is said.
    var show: (LuaValue) throws -> Bool {
        get { printing.show }
        set { printing.show = newValue }
    }

    /// What the plugin's clock shows.
    private final class Clock {
        var seconds: Int

        init(noonOf day: CalendarDate) {
            seconds = Self.noon(of: day)
        }

        static func noon(of day: CalendarDate) -> Int { Int(day.dayNumber) * 86_400 + 43_200 }
    }

    /// Makes a world without anything of the host's in it yet.
    ///
    /// - Parameters:
    ///   - plugin: The plugin's name, which its chunks are called by.
    ///   - files: Where `require` finds modules.
    ///   - script: The text of a chunk that is no file of a plugin's, for what is said of errors in it; it is
    ///     called as the plugin is.
    ///   - asOf: The day at whose noon (UTC) the plugin's clock stands still.
    ///   - measuresMemory: Whether `collectgarbage "count"` tells how much memory there is in use, which depends on
    ///     all that ran before; else it is 0.
    ///   - log: Takes what the plugin logs or prints: a level (`debug`, `info`, `warning`, `error`) and a text.
    init(
        plugin: String, files: [String: [UInt8]], script: [UInt8]? = nil, asOf: CalendarDate,
        limits: LuaLimits = RunLimits.student.lua, measuresMemory: Bool = false,
        log: @escaping @Sendable (String, String) -> Void
    ) throws(LuaError) {
        // `debug` is not opened: with it the binding could put up no guard.
        state = try LuaState(limits: limits, libraries: [.standard, .os])
        WorkerClock.watch(state.interrupter)
        var sources = Dictionary(uniqueKeysWithValues: files.map { ("\(plugin)/\($0.key)", $0.value) })
        if let script { sources[plugin] = script }
        self.sources = sources
        let real = try state.globals
        let host = try state.makeTable()
        let clock = Clock(noonOf: asOf)
        self.clock = clock
        self.log = log
        try host.set(
            "now",
            .function(try state.makeFunction(LuaFunctionSpec("now") { _ in .integer(clock.seconds) })))
        try host.set("find", .function(try state.makeFunction(Self.find(plugin: plugin, files: files))))
        try host.set(
            "log",
            .function(
                try state.makeFunction(
                    LuaFunctionSpec(
                        "log", parameters: [LuaParameter("level", .string), LuaParameter("text", .string)]
                    ) {
                        call in
                        log(try call.bytes("level").description, try call.bytes("text").description)
                        return .nothing
                    })))

        // Whoever shows values holds the state, so Lua must not hold them.
        try host.set(
            "show",
            .function(
                try state.makeFunction(
                    LuaFunctionSpec("show", parameters: [LuaParameter("value", .any)]) {
                        [weak printing] call in
                        .boolean(try printing?.show(call.value("value")) ?? false)
                    })))
        let turn = turn
        try host.set(
            "turn",
            .function(
                try state.makeFunction(
                    LuaFunctionSpec("turn") { _ in
                        turn.look()
                        defer { turn.isNew = false }
                        return [.integer(turn.run), .integer(turn.student), .boolean(turn.isNew)]
                    })))
        guard let next = try real.get("next").function,
            let format = try real.get("string").table?.get("format").function
        else { throw LuaError("the library of Lua is not whole") }
        let reproducible = try LuaReproducible(next: next, format: format)
        try host.set("pairs", .function(reproducible.pairs))
        try host.set("next", .function(reproducible.next))
        try host.set("tostring", .function(reproducible.tostring))
        try host.set("format", .function(reproducible.format))
        try host.set("sort", .function(reproducible.sort))
        try host.set("nearest", .function(try state.makeFunction(Self.nearest)))
        try host.set("traceback", .function(try state.makeFunction(Self.traceback)))

        let base = try Self.list(Allowlist.base.map(\.name), in: state)
        let libraries = try state.makeTable()
        for (library, entries) in Allowlist.libraries {
            try libraries.set(library, .table(try Self.list(entries.map(\.name), in: state)))
        }
        try host.set("measures_memory", .boolean(measuresMemory))
        let prelude = try state.load(Prelude.source, chunkName: Prelude.chunkName)
        let world = try prelude.call(.table(real), .table(base), .table(libraries), .table(host))
        let functions = world.compactMap(\.function)
        let tables = world.compactMap(\.table)
        guard tables.count == 3, functions.count == 3 else {
            throw LuaError("the host's prelude did not return what it should")
        }
        (globals, hosted, modules) = (tables[0], tables[1], tables[2])
        (sealing, closing, requiring.module) = (functions[0], functions[1], functions[2])
        try globals.rawSet("require", .function(try state.makeFunction(require)))
    }

    /// `require(name)`. No function of Lua's: of one that is called in a `return` nobody knows from which line.
    private var require: LuaFunctionSpec {
        // Lua must not hold what holds the state.
        LuaFunctionSpec("require", parameters: [LuaParameter("name", .any, optional: true)]) {
            [weak requiring] call in
            let found = try requiring?.module?.call(call.value("name")) ?? []
            if let problem = found.dropFirst().first?.text { throw LuaError(problem) }
            return .value(found.first ?? .nil)
        }
    }

    /// The values of the globals: those of the host, as long as no code of a plugin has run.
    func values() throws(LuaError) -> [LuaValue] { try globals.pairs().map(\.value) }

    /// What the plugin's code has made so far, and what it may yet change: its globals, its modules, and what these
    /// values reach.
    ///
    /// - Parameters:
    ///   - values: Each with its name; an empty one for a table whose keys are names.
    ///   - hosts: What ``values()`` gave before any code of the plugin ran.
    /// - Throws: For a coroutine or an iterator among it, which could not be put back.
    func checkpoint(
        _ values: [(name: String, value: LuaValue)], sparing hosts: [LuaValue]
    ) throws(LuaError) -> LuaCheckpoint {
        let own: [(name: String, value: LuaValue)] = [("", .table(globals)), ("", .table(modules))]
        return try LuaCheckpoint(
            of: own + values, sparing: hosts.filter { $0 != .table(globals) }, ofChunk: Prelude.chunkName,
            in: state)
    }

    /// Adds a global of the host's.
    func add(_ name: String, _ value: LuaValue) throws(LuaError) {
        try globals.rawSet(name, value)
    }

    /// Adds a global of the host's that `require` finds as well.
    func addModule(_ name: String, _ value: LuaValue) throws(LuaError) {
        try add(name, value)
        try hosted.rawSet(name, value)
    }

    /// Sets the plugin's clock to another day's noon.
    func look(at day: CalendarDate) { clock.seconds = Clock.noon(of: day) }

    /// A table whose content a plugin can read but not write.
    func sealed(_ name: String, _ content: LuaTable) throws(LuaError) -> LuaValue {
        try sealing.call(.string(name), .table(content)).first ?? .nil
    }

    /// A sealed table in which a name that it does not have is an error with the nearest.
    ///
    /// - Parameter kind: What stands in it, such as `function`.
    func closed(_ name: String, _ content: LuaTable, of kind: String) throws(LuaError) -> LuaValue {
        try closing.call(.string(name), .table(content), .string(kind)).first ?? .nil
    }

    /// Makes the next random numbers depend on these two only. The generator itself is seeded when one is asked
    /// for: most plugins never do.
    func seed(_ run: Int64, _ student: Int64) {
        (turn.run, turn.student, turn.isNew) = (run, student, true)
        turn.row = nil
    }

    /// Makes them depend on this and on the number in a cell, as it is when one is asked for.
    func seed(_ run: Int64, byRowIn cell: UnsafePointer<Int64>) {
        seed(run, -1)
        turn.row = cell
    }

    private static func list(_ names: [String], in state: LuaState) throws(LuaError) -> LuaTable {
        let list = try state.makeTable(arrayCapacity: names.count)
        try list.append(names.map { .string($0) })
        return list
    }

    /// `host.traceback(thread, level)`: the active calls of the plugin's own code, one a line.
    private static var traceback: LuaFunctionSpec {
        LuaFunctionSpec(
            "traceback",
            parameters: [LuaParameter("thread", .any, optional: true), LuaParameter("level", .integer)],
            returns: "string"
        ) { call in
            let level = try call.integer("level")
            guard level >= 0 else { return .string("") }
            let traceback: LuaTraceback
            if case .thread(let thread) = try call.value("thread") {
                traceback = try call.state.traceback(of: thread, from: level)
            } else {
                // Above a plugin's function are this one and the prelude's `debug.traceback`.
                traceback = try call.state.traceback(from: max(level, 1) + 1)
            }
            let own = traceback.frames.filter { $0.line != nil && $0.chunk != "host" }
            return .string(own.map { "\n\t\($0)" }.joined())
        }
    }

    /// `host.nearest(table, name, kind, content)`: that a table has no such thing, with the nearest.
    private static var nearest: LuaFunctionSpec {
        LuaFunctionSpec(
            "nearest",
            parameters: [
                LuaParameter("table", .string), LuaParameter("name", .string),
                LuaParameter("kind", .string), LuaParameter("content", .table),
            ], returns: "string"
        ) { call in
            let name = try call.bytes("name").description
            let known = try call.table("content").pairs().compactMap(\.key.text)
            let hint =
                nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? "it has none" : "it has \(known.sorted().joined(separator: ", "))")
            let (table, kind) = (try call.string("table"), try call.string("kind"))
            return .string("\(table).\(name): no such \(kind); \(hint)")
        }
    }
}

/// What random numbers depend on now.
private final class RandomTurn {
    var run: Int64 = 0
    var student: Int64 = 0
    /// Whether the generator has yet to be seeded with these.
    var isNew = true
    /// Where the student's number is looked up; nil where it was told.
    var row: UnsafePointer<Int64>?

    func look() {
        guard let now = row?.pointee, now != student else { return }
        (student, isNew) = (now, true)
    }
}
