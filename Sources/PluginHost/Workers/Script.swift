import Engagement
import Lua

/// A script that is run as a plugin's code runs: the same globals and limits. It sees no data, or, an
/// analyst's own, a view of everything.
struct Script {
    let source: [UInt8]
    /// What errors call it.
    let name: String
    /// Whether it has `students`, `student` and `mentor`.
    let seesDistrict: Bool
    let limits: RunLimits

    /// The most that a script may print, in bytes.
    static let outputLimit = 16 << 20

    /// Runs it to its end, and prints the values that it gives back.
    ///
    /// - Parameters:
    ///   - ask: Does what the script asks for, where it sees a district.
    ///   - notice: Takes what the host notices: it is no part of what the script prints.
    ///   - output: Takes what the script prints.
    /// - Throws: A ``PluginError`` for whatever goes wrong in it, with the line.
    func run(
        over district: District,
        ask: @escaping (ProgramAsk) throws(LuaError) -> ProgramReply,
        notice: @escaping (String) -> Void,
        output: @escaping (Printed) -> Void
    ) throws(PluginError) {
        let printer = Printer(output)
        do {
            let view = View(
                district: district, reads: seesDistrict ? Set(RecordKind.allCases) : [], plugin: name)
            let sandbox = try Sandbox(
                plugin: name, files: [:], script: source, asOf: district.snapshot.asOf, limits: limits.lua,
                measuresMemory: true, log: printer.log)
            printer.interrupter = sandbox.state.interrupter
            try view.install(in: sandbox)
            view.notice = notice
            let state = sandbox.state
            let functions = AskingFunctions(view: view) { (request) throws(LuaError) in
                try state.withoutTime { () throws(LuaError) in try ask(request) }
            }
            if seesDistrict {
                try view.installDistrict(in: sandbox)
                try functions.install(functions.ofScripts, in: sandbox)
            }
            let reading = try SessionReading(view: view, state: state)
            sandbox.show = { value in
                guard let shown = try reading.shown(value) else { return false }
                printer.print(.value(shown))
                return true
            }
            sandbox.seed(0, -1)
            let chunk = try sandbox.state.load(
                bytes: source, chunkName: "@\(name)", environment: sandbox.globals)
            do throws(LuaError) {
                try withExtendedLifetime((view, functions)) { () throws(LuaError) in
                    for value in try chunk.call() { printer.print(try reading.printed(value)) }
                }
            } catch {
                let error = sandbox.explained(error, in: name)
                throw printer.isOver ? Self.prints(tooMuchAt: error.place) : error
            }
            for doubt in doubts(in: sandbox) { notice(doubt) }
        } catch let error as LuaError {
            throw PluginError(error, in: name)
        } catch let error as PluginError {
            throw error
        } catch {
            throw PluginError(place: name, message: "\(error)")
        }
        if printer.isOver { throw Self.prints(tooMuchAt: name) }
    }

    /// What reads well as Lua and is probably misspelt: a global that nothing has, of a name close to one. A name in
    /// capitals is meant, as a switch that is off.
    private func doubts(in sandbox: Sandbox) -> [String] {
        let names = WorldNames(globals: sandbox.globals)
        return names.unknownGlobals(in: source).filter { $0.text != $0.text.uppercased() }.compactMap {
            name in
            names.nearest(toGlobal: name.text).map {
                "\(self.name):\(name.line): nothing is called '\(name.text)'; did you mean '\($0)'?"
            }
        }
    }

    private static func prints(tooMuchAt place: String) -> PluginError {
        PluginError(place: place, message: "prints more than \(outputLimit >> 20) MiB")
    }

    private final class Printer: @unchecked Sendable {
        // Sendable for the sandbox's sake, which takes any logger; a script runs in one thread.
        private let output: (Printed) -> Void
        private var count = 0
        /// Ends a script that prints too much.
        var interrupter: LuaInterrupter?
        var isOver: Bool { count > outputLimit }

        init(_ output: @escaping (Printed) -> Void) {
            self.output = output
        }

        @Sendable func log(_ level: String, _ text: String) { print(.text(Array(text.utf8) + [10])) }

        func print(_ printed: Printed) {
            switch printed {
            case .text(let text): count += text.count
            case .value(let value):
                var writer = ByteWriter()
                value.write(to: &writer)
                count += writer.bytes.count
            }
            if isOver { interrupter?.interrupt() } else { output(printed) }
        }
    }
}
