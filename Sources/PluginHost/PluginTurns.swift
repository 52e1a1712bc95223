import Lua

/// The turns of students, or of mentors, with a plugin's code, each as if it were the first one after `prepare`: a
/// result depends on whose it is, and not on who had a turn before, in what order, in which of how many workers.
///
/// What the code changes of what was there before, such as a count in a local outside of its function, is put back.
/// Most plugins change nothing, so that several have their turns before it is looked; if something has changed
/// then, all have theirs again, with it put back before each.
final class PluginTurns {
    private let plugin: String
    private let sandbox: Sandbox
    private let log: PluginLog
    private let hosts: [LuaValue]
    private let functions: LuaTable
    private var checkpoint: LuaCheckpoint?
    /// How long it took last to look whether anything has changed, in nanoseconds.
    private(set) var looking: UInt64 = 0
    /// What `prepare` returned.
    var prepared: LuaValue = .nil
    /// Told once of each variable that is put back; nil for the log.
    var tell: ((String) -> Void)?

    /// - Parameters:
    ///   - hosts: The values of the globals before the plugin's code ran.
    ///   - functions: What `init.lua` returned.
    init(plugin: String, sandbox: Sandbox, log: PluginLog, hosts: [LuaValue], functions: LuaTable) {
        self.plugin = plugin
        self.sandbox = sandbox
        self.log = log
        self.hosts = hosts
        self.functions = functions
    }

    /// Takes down what there is before the first turn.
    ///
    /// - Throws: A ``PluginError`` where the plugin holds what cannot be put back.
    func begin() throws(PluginError) {
        guard checkpoint == nil else { return }
        checkpoint = try placed { () throws(LuaError) in
            try sandbox.checkpoint([("", .table(functions)), ("prepared", prepared)], sparing: hosts)
        }
    }

    /// Has so many take their turns.
    ///
    /// - Parameters:
    ///   - take: Takes the turns at these places. What the plugin logs in a turn that is taken once more is not logged
    ///     twice.
    ///   - again: Called where all are to have their turns once more.
    /// - Throws: What ``begin()`` throws, a ``PluginError`` where something has changed that cannot be put back, and what
    ///   `take` throws.
    func take(
        _ count: Int, _ take: (Range<Int>) throws(PluginError) -> Void, again: () -> Void = {}
    ) throws(PluginError) {
        try begin()
        guard let checkpoint else { return }
        defer { log.isSilent = false }
        var isSure = checkpoint.hasSeenChanges
        while true {
            for places in isSure ? (0..<count).map({ $0..<$0 + 1 }) : [0..<count] {
                if isSure { try placed { () throws(LuaError) in try checkpoint.putBackWhatChanges() } }
                try take(places)
            }
            let begun = WorkerProgress.now
            let changed = try placed(checkpoint.putBack)
            looking = WorkerProgress.now - begun
            guard let name = changed else { return }
            log.isSilent = false
            tellOf(name)
            guard count > 1 else { return }
            isSure = true
            log.isSilent = true
            again()
        }
    }

    private func placed<Result>(_ body: () throws(LuaError) -> Result) throws(PluginError) -> Result {
        do {
            return try body()
        } catch {
            throw PluginError(place: "\(plugin)/init.lua", message: error.message)
        }
    }

    private func tellOf(_ name: String) {
        let text =
            "\(name.isEmpty ? "what init.lua holds" : "'\(name)'") changes in a student's turn and is put back before the next, "
            + "so that no result depends on who came before; keep it inside the function, or have prepare make it"
        if let tell { tell(text) } else { log.add("warning", text) }
    }
}

/// What a plugin logs, on its way: nothing of it while it is silent.
final class PluginLog: @unchecked Sendable {
    // Sendable for the sandbox's sake, which takes any logger; an instance is used from one thread at a time.
    var isSilent = false
    private let pass: @Sendable (String, String) -> Void

    init(_ pass: @escaping @Sendable (String, String) -> Void) {
        self.pass = pass
    }

    @Sendable func add(_ level: String, _ text: String) {
        if !isSilent { pass(level, text) }
    }
}
