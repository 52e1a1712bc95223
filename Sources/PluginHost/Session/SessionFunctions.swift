import Engagement
import Lua

/// What a session has besides a script's globals: `run`, `report` and `help`.
final class SessionFunctions {
    let view: View
    let ask: (SessionAsk) throws(LuaError) -> SessionReply
    private lazy var report = reportType()
    /// The session's globals, once it has them.
    private var globals: LuaTable?

    init(
        view: View,
        ask: @escaping (SessionAsk) throws(LuaError) -> SessionReply
    ) {
        self.view = view
        self.ask = ask
    }

    func install(in sandbox: Sandbox) throws(LuaError) {
        globals = sandbox.globals
        view.record = { [ask] request in
            do throws(LuaError) {
                switch try ask(.record(request)) {
                case .done(let text): return .recorded(text)
                case .refused(let reason): return .refused(reason)
                default: return .refused("the session's other half gave no answer to that")
                }
            } catch {
                return .refused(error.message)
            }
        }
        for function in all {
            try sandbox.add(function.description.name, .function(try sandbox.state.makeFunction(function)))
        }
    }

    /// The functions, for the world and for the reference.
    var all: [LuaFunctionSpec] { [helpFunction(), runFunction(), reportFunction()] }

    /// The types that only a session has.
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
            summary: "Writes a report about students with a plugin. In sessions only.",
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
            let nothing = ["A \(value.typeName); help(\"name\") tells about a name."]
            _ = try ask(.help(lines.isEmpty ? nothing : lines, about: ""))
            return .nothing
        }
    }

    private func reportType() -> LuaType<WrittenReport> {
        LuaType(
            "caseload.Report", summary: "A report that was written, in memory so far. In sessions only.",
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
                    summary: "Writes it into a file that only you can read, over what stood there.",
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

    func refusal(_ reply: SessionReply) -> LuaError {
        if case .refused(let reason) = reply { return LuaError(reason) }
        return LuaError("the session's other half gave no answer to that")
    }
}

/// A report in memory.
struct WrittenReport {
    let plugin: String
    let format: String
    let bytes: [UInt8]
}
