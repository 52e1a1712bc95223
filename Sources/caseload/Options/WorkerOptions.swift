import ArgumentParser
import Foundation
import PluginHost

/// In how many processes plugins run, and what they may use up there.
struct WorkerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Worker processes (default: one for each core).", valueName: "number"))
    var workers: Int?

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if let workers, !Self.range.contains(workers) {
            throw ValidationError("--workers \(workers): expected 1 to \(Self.range.upperBound)")
        }
    }

    static let range = 1...256

    /// The pool, with these limits where none other is given.
    func pool(_ usual: RunLimits = .student) -> WorkerPool {
        .ofThisProgram(limits.over(usual), count: workers)
    }
}

extension WorkerPool {
    /// A pool of workers of this program; of one for each core where `count` is nil.
    static func ofThisProgram(_ limits: RunLimits = .student, count: Int? = nil) -> WorkerPool {
        WorkerPool(
            executable: ExecutableFolder.executable,
            count: count ?? ProcessInfo.processInfo.activeProcessorCount, limits: limits)
    }
}

/// What a plugin or a script may use up.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Seconds that one call may take: for a student, a report, a script.", valueName: "seconds"))
    var limitTime: Double?

    @Option(help: ArgumentHelp("Memory that Lua may hold, in MiB.", valueName: "MiB"))
    var limitMemory: Int?

    @Option(help: ArgumentHelp("Instructions of Lua that one call may take.", valueName: "number"))
    var limitInstructions: Int?

    func validate() throws {
        if let limitTime, !(limitTime > 0 && limitTime <= Self.longest) {
            throw ValidationError(
                "--limit-time \(limitTime): expected more than 0 and at most \(Int(Self.longest)) seconds")
        }
        if let limitMemory, !Self.memoryRange.contains(limitMemory) {
            throw ValidationError(
                "--limit-memory \(limitMemory): expected 1 to \(Self.memoryRange.upperBound) MiB")
        }
        if let limitInstructions, limitInstructions < 1 {
            throw ValidationError("--limit-instructions \(limitInstructions): expected 1 or more")
        }
    }

    /// Seconds.
    static let longest = 86_400.0
    /// MiB.
    static let memoryRange = 1...65_536

    /// These limits, and the usual ones where none is given.
    func over(_ usual: RunLimits) -> RunLimits {
        RunLimits(
            memory: limitMemory.map { $0 << 20 } ?? usual.memory,
            instructions: limitInstructions ?? usual.instructions, seconds: limitTime ?? usual.seconds)
    }
}
