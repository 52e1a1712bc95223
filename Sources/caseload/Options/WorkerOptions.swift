import ArgumentParser
import Foundation
import PluginHost

/// In how many processes plugins run, and what they may use up there.
struct WorkerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Worker processes (default: one for each core).", valueName: "number"))
    var workers: Int?

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers \(workers): expected 1 to 256")
        }
    }

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
        if let limitTime, !(limitTime > 0 && limitTime <= 86_400) {
            throw ValidationError("--limit-time \(limitTime): expected more than 0 and at most 86400 seconds")
        }
        if let limitMemory, !(1...65_536).contains(limitMemory) {
            throw ValidationError("--limit-memory \(limitMemory): expected 1 to 65536 MiB")
        }
        if let limitInstructions, limitInstructions < 1 {
            throw ValidationError("--limit-instructions \(limitInstructions): expected 1 or more")
        }
    }

    /// These limits, and the usual ones where none is given.
    func over(_ usual: RunLimits) -> RunLimits {
        RunLimits(
            memory: limitMemory.map { $0 << 20 } ?? usual.memory,
            instructions: limitInstructions ?? usual.instructions, seconds: limitTime ?? usual.seconds)
    }
}
