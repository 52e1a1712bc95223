import Engagement
import Lua

/// A script that is run as a plugin's code runs: the same globals and limits, and no data.
enum Script {
    /// The most that a script may print, in bytes.
    static let outputLimit = 16 << 20

    /// Runs a script to its end.
    ///
    /// - Parameters:
    ///   - name: What errors call it.
    ///   - output: Takes what the script prints, line by line.
    /// - Throws: A ``PluginError`` for whatever goes wrong in it, with the line.
    static func run(
        _ source: [UInt8], name: String, asOf: CalendarDate, limits: RunLimits,
        output: @escaping ([UInt8]) -> Void
    ) throws(PluginError) {
        let printer = Printer(output)
        do {
            let view = View(
                district: District(snapshot: SnapshotBuilder(asOf: asOf).finish()), reads: [], plugin: name)
            let sandbox = try Sandbox(
                plugin: name, files: [:], asOf: asOf, limits: limits.lua, log: printer.log)
            try view.install(in: sandbox)
            try sandbox.seed(0, -1)
            let chunk = try sandbox.state.load(
                bytes: source, chunkName: "@\(name)", environment: sandbox.globals)
            try chunk.call()
        } catch {
            throw PluginError(error)
        }
        if printer.isOver {
            throw PluginError(place: name, message: "prints more than \(outputLimit >> 20) MiB")
        }
    }

    private final class Printer: @unchecked Sendable {
        // Sendable for the sandbox's sake, which takes any logger; a script runs in one thread.
        private let output: ([UInt8]) -> Void
        private var count = 0
        var isOver: Bool { count > outputLimit }

        init(_ output: @escaping ([UInt8]) -> Void) {
            self.output = output
        }

        @Sendable func log(_ level: String, _ text: String) {
            let line = Array(text.utf8) + [10]
            count += line.count
            if !isOver { output(line) }
        }
    }
}
