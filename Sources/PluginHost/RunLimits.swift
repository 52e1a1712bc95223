import Lua

/// What a plugin may use up in one call of one of its functions.
public struct RunLimits: Sendable, Hashable {
    /// Bytes of memory that its Lua state may hold.
    public var memory: Int
    /// Instructions of Lua's virtual machine.
    public var instructions: Int
    /// Seconds by the clock on the wall.
    public var seconds: Double

    /// Limits of one call.
    public init(memory: Int, instructions: Int, seconds: Double) {
        self.memory = memory
        self.instructions = instructions
        self.seconds = seconds
    }

    /// For one student, and for a script.
    public static let student = RunLimits(memory: 512 << 20, instructions: 200_000_000, seconds: 30)
    /// For a whole report, which may be about everybody.
    public static let report = RunLimits(memory: 2 << 30, instructions: 20_000_000_000, seconds: 600)

    /// None at all: for trusted code, and to measure what limits cost.
    public static let none = RunLimits(memory: .max, instructions: .max, seconds: .infinity)

    var lua: LuaLimits {
        LuaLimits(
            memory: memory == .max ? nil : memory, instructions: instructions == .max ? nil : instructions,
            time: seconds == .infinity ? nil : .seconds(seconds),
            countsLate: WorkerClock.isRunning && instructions >= Self.longCount)
    }

    /// From how many instructions on it does not matter that those of the first milliseconds, some 3 million,
    /// are not counted: counting costs scoring up to half as much again.
    private static let longCount = 10_000_000
}
