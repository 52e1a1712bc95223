/// What a script may use up. Memory is the state's whole life long; instructions and time start afresh with
/// each outermost call from Swift.
///
/// Once a limit is met, Lua code fails at every further instruction until the outermost call has ended,
/// whatever it catches. A C function of the standard library that does not return, such as `string.find`
/// with nested repetitions, is not stopped by any of these: only ending the process does that.
public struct LuaLimits: Sendable, Hashable {
    /// Bytes that the state may hold at once, or `nil` for no limit.
    public var memory: Int?
    /// Instructions of Lua's virtual machine, or `nil` for no limit. Counted in steps of a thousand (of the
    /// limit itself, if that is less). Counting makes pure Lua code about half as fast again.
    public var instructions: Int?
    /// Wall time, or `nil` for no limit. Looked at every thousand instructions, at the same cost.
    public var time: Duration?
    /// Whether ``LuaInterrupter`` works from other threads too, at the same cost. Without it, and without
    /// limits on instructions and time, it works from a signal handler on the thread that runs Lua.
    public var isInterruptible: Bool
    /// Whether scripts may set no `__gc`. A finalizer runs without hooks, so nothing here ends it; limits on
    /// instructions and time and ``isInterruptible`` imply this. For a host that interrupts by a signal.
    public var refusesFinalizers: Bool
    /// Whether counting begins with the second ``LuaInterrupter/tick(_:)`` of an outermost call. Calls shorter
    /// than that run at full speed, and what ran before is not counted: for limits that are far longer.
    public var countsLate: Bool

    public init(
        memory: Int? = nil, instructions: Int? = nil, time: Duration? = nil, isInterruptible: Bool = false,
        refusesFinalizers: Bool = false, countsLate: Bool = false
    ) {
        self.refusesFinalizers = refusesFinalizers
        self.countsLate = countsLate
        self.memory = memory
        self.instructions = instructions
        self.time = time
        self.isInterruptible = isInterruptible
    }
}

/// A limit that was met, with its value.
public enum LuaLimit: Sendable, Hashable {
    case memory(bytes: Int)
    case instructions(Int)
    case time(Duration)
    /// Not a limit of its own: the call was ended by ``LuaInterrupter``.
    case interrupted
}

/// Which parts of the standard library a state opens.
public struct LuaLibraries: OptionSet, Sendable, Hashable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    public static let base = LuaLibraries(rawValue: 1)
    public static let string = LuaLibraries(rawValue: 2)
    public static let table = LuaLibraries(rawValue: 4)
    public static let math = LuaLibraries(rawValue: 8)
    public static let utf8 = LuaLibraries(rawValue: 16)
    public static let coroutine = LuaLibraries(rawValue: 32)
    public static let os = LuaLibraries(rawValue: 64)
    public static let io = LuaLibraries(rawValue: 128)
    /// With this library a script can take away any guard, so none is put up: `load` takes binary chunks,
    /// and a script can slip out of its limits. For trusted scripts only.
    public static let debug = LuaLibraries(rawValue: 256)
    public static let package = LuaLibraries(rawValue: 512)

    /// What computes: base, string, table, math, utf8 and coroutine.
    public static let standard: LuaLibraries = [.base, .string, .table, .math, .utf8, .coroutine]
    /// All of them, for trusted scripts only.
    public static let all: LuaLibraries = [.standard, .os, .io, .debug, .package]
}
