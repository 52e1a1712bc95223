import Engagement
import Lua

/// The functions by which a script, or a line of a session, has the program do what its own process cannot: `run`
/// and `report`, and in a session `help`.
final class AskingFunctions {
    let view: View
    let ask: (ProgramAsk) throws(LuaError) -> ProgramReply
    private lazy var report = reportType()
    /// The globals of the world in which they are, once they are there.
    private var globals: LuaTable?

    init(
        view: View,
        ask: @escaping (ProgramAsk) throws(LuaError) -> ProgramReply
    ) {
        self.view = view
        self.ask = ask
    }

    /// Puts them into a world, and makes its recording verbs ask, too.
    func install(_ functions: [LuaFunctionSpec], in sandbox: Sandbox) throws(LuaError) {
        globals = sandbox.globals
        view.record = { [ask] request in
            do throws(LuaError) {
                switch try ask(.record(request)) {
                case .done(let text): return .recorded(text)
                case .refused(let reason): return .refused(reason)
                default: return .refused(Self.noAnswer)
                }
            } catch {
                return .refused(error.message)
            }
        }
        for function in functions {
            try sandbox.add(function.description.name, .function(try sandbox.state.makeFunction(function)))
        }
    }

    /// What a script has.
    var ofScripts: [LuaFunctionSpec] { [runFunction(), reportFunction()] }

    /// What a session has.
    var ofSessions: [LuaFunctionSpec] { [helpFunction()] + ofScripts }

    /// The types that come with them.
    var types: [LuaTypeDescription] { [report.description] }

    static let aboutWhom = LuaParameter(
        "whom", .either([.object("caseload.Students"), .object("caseload.Student")]),
        "The students; everybody by default.", optional: true)
    static let options = LuaParameter(
        "options", .table, "The plugin's options by name.", optional: true)

    private func reportFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "report",
            parameters: [
                LuaParameter("plugin", .string, "The plugin's name."), Self.aboutWhom, Self.options,
            ],
            returns: "caseload.Report",
            summary: "Writes a report about students with a plugin. In scripts only.",
            example: #"report("caseload-csv", students:take(3)).text"#
        ) { [unowned self] call in
            let plugin = try call.string("plugin")
            let reply = try ask(.report(plugin: plugin, options: options(call), rows: rows(call)))
            guard case .report(let bytes, let format) = reply else { throw refusal(reply) }
            return try call.make(WrittenReport(plugin: plugin, format: format, bytes: bytes), report)
        }
    }

    private func helpFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "help",
            parameters: [
                LuaParameter("about", .any, "A function, an object, or a name as text.", optional: true)
            ],
            summary: "Prints what something is and does, with an example. In sessions only.",
            example: "help(students.where)"
        ) { [unowned self] call in
            let value = try call.value("about")
            let lines: [String]
            switch value {
            case .nil: lines = Reference.overview
            case .string(let name):
                _ = try ask(.help([], about: name.description))
                return .nothing
            case .table(let table):
                let module = try globals?.pairs().first { $0.value == .table(table) }?.key.text
                lines = module.map(Reference.help(onModule:)) ?? []
            case .function(let function):
                lines =
                    function.registration.map { Reference.help(on: $0) }
                    ?? ["A function of Lua's own library, or one of yours: nothing is written about it here."]
            case .object(let object):
                lines =
                    object.typeDescription.map { Reference.help(on: $0) } ?? [
                        "An object without a description."
                    ]
            default: lines = []
            }
            let nothing = ["A \(value.kindName); help(\"name\") tells about a name."]
            _ = try ask(.help(lines.isEmpty ? nothing : lines, about: ""))
            return .nothing
        }
    }

    private func reportType() -> LuaType<WrittenReport> {
        LuaType(
            "caseload.Report", summary: "A report that was written, in memory so far. In scripts only.",
            fields: [
                .string("plugin", "The plugin that wrote it.") { $0.plugin },
                .string("format", "Which kind of file it is: html, csv, markdown, json or text.") {
                    $0.format
                },
                .integer("size", "Its length in bytes.") { $0.bytes.count },
                LuaField("text", type: "string", summary: "Its content.") { report, _ in
                    .value(.string(LuaString(bytes: report.bytes)))
                },
            ],
            methods: [
                LuaMethod(
                    "save", parameters: [LuaParameter("path", .string, "The file to write.")],
                    summary:
                        "Writes it into a file that only you can read, over what stood there. In scripts that run with "
                        + "--write only.",
                    example: #"report("monitoring-sheet", student("S-1042")):save("sheet.html")"#
                ) { [unowned self] report, call in
                    let reply = try ask(.save(path: call.string("path"), report.bytes))
                    guard case .done = reply else { throw refusal(reply) }
                    return .nothing
                }
            ],
            metamethods: [.text { "\($0.format) report of \($0.plugin), \($0.bytes.count) bytes" }])
    }

    func rows(_ call: borrowing LuaCall) throws(LuaError) -> [Int] {
        if try call.isObject("whom", view.student) {
            return [Int(try call.object("whom", view.student).row)]
        }
        return try call.optionalObject("whom", view.students)?.rows ?? Array(0..<view.snapshot.students.count)
    }

    func options(_ call: borrowing LuaCall) throws(LuaError) -> [String: String] {
        guard let table = try call.optionalTable("options") else { return [:] }
        var options: [String: String] = [:]
        for (key, value) in try table.pairs() {
            options[key.description] = try call.state.text(of: value).description
        }
        return options
    }

    /// What is said where the program answers with what was not asked for.
    static let noAnswer = "the program gave no answer to that"

    func refusal(_ reply: ProgramReply) -> LuaError {
        if case .refused(let reason) = reply { return LuaError(reason) }
        return LuaError(Self.noAnswer)
    }
}

/// A report in memory.
struct WrittenReport {
    let plugin: String
    let format: String
    let bytes: [UInt8]
}
