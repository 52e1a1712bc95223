import Engagement
import Foundation
import NearestName
import PluginHost

/// What the longer colon commands do.
extension ColonCommand {
    /// The command whose name was probably meant.
    static func nearest(to name: String) -> String? { nearestName(to: name, among: all.map(\.name)) }

    static func help(_ name: String, _ session: Conversation) throws -> Conversation.Step {
        if name.isEmpty {
            let width = all.map { $0.name.count + $0.parameters.count }.max() ?? 0
            let lines = all.map { command in
                "  :\("\(command.name) \(command.parameters)".padded(to: width + 1))  \(command.summary)"
            }
            try session.output.explain(Reference.overview + [""] + lines)
            return .done
        }
        let lines = Help(conversation: session).lines(on: name)
        if lines == Reference.unknown(name) { return failed(lines.joined(separator: "\n")) }
        try session.output.explain(lines)
        return .done
    }

    static func mode(_ name: String, _ session: Conversation) throws -> Conversation.Step {
        if name.isEmpty {
            try session.say(["mode \(session.mode.rawValue)"])
            return .done
        }
        guard let mode = ValueMode(rawValue: name) else {
            let modes = ValueMode.allCases.map(\.rawValue).joined(separator: ", ")
            return failed("no mode '\(name)'; there are \(modes)")
        }
        session.mode = mode
        return .done
    }

    static func save(_ path: String, _ session: Conversation) throws -> Conversation.Step {
        guard !path.isEmpty else { return failed(":save needs the name of a file, such as low.csv") }
        guard let value = session.last else { return failed("there is no value yet to save") }
        let mode: ValueMode =
            switch path.split(separator: ".").last {
            case "csv": .csv
            case "json": .json
            case "lua": .lua
            case "txt": .table
            default: session.mode
            }
        var page = try session.page()
        let terminal = Terminal(width: nil, hasColor: false)
        page = ValuePage(
            snapshot: page.snapshot, results: page.results, fields: page.fields, terminal: terminal)
        try PrivateFile.write(Data(session.exporting(page).text(value, mode).utf8), to: path)
        try session.output.remark("wrote \(path)")
        return .done
    }

    static func load(_ path: String, _ session: Conversation) throws -> Conversation.Step {
        guard !path.isEmpty else { return failed(":load needs the name of a file") }
        let step = try loadFile(path, session)
        if case .done = step, !session.loadedFiles.contains(path) { session.loadedFiles.append(path) }
        return step
    }

    private static func loadFile(_ path: String, _ session: Conversation) throws -> Conversation.Step {
        let text: String
        switch self.text(of: path) {
        case .success(let read): text = read
        case .failure(let problem): return failed(problem.message)
        }
        let name = URL(fileURLWithPath: path).lastPathComponent
        let step = try session.evaluate(text, name: name)
        if case .incomplete = step { return failed("\(name): ends in the middle of a chunk") }
        return step
    }

    private static func text(of path: String) -> Result<String, Failure> {
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failure(
                Failure(.inputOutput, "\(path): cannot be read; look at its name and its permissions"))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return .failure(Failure(.badData, "\(path): is no text in UTF-8"))
        }
        return .success(text)
    }

    /// Takes the edits of plugins and of loaded files. One that cannot be taken keeps no other from it, and all
    /// are told.
    static func reload(_ argument: String, _ session: Conversation) throws -> Conversation.Step {
        var lines = session.shelf.reload(tellingAgain: true)
        var failures: [FailurePage] = []
        for path in session.loadedFiles {
            let isLua = (try? text(of: path).get()).map(session.isWhole) ?? false
            if case .failed(let page) = try loadFile(path, session) {
                failures.append(isLua ? page : page.saying { "\(PluginShelf.refusal): \($0)" })
            } else {
                lines.append("\(path): loaded again")
            }
        }
        // The last is told as the error of the command, with its line.
        let last = failures.popLast()
        lines += failures.map { ($0.place.isEmpty ? "" : "\($0.place): ") + $0.reason }
        try session.say(lines.isEmpty && last == nil ? ["nothing has been edited"] : lines)
        return last.map(Conversation.Step.failed) ?? .done
    }

    static func plugins(_ argument: String, _ session: Conversation) throws -> Conversation.Step {
        var table = Table(columns: [
            .init(title: "plugin", isKey: true), .init(title: "version", isKey: true),
            .init(title: "contributes"),
            .init(title: "summary"),
        ])
        for found in session.shelf.host.plugins() {
            switch found.plugin {
            case .success(let plugin):
                let manifest = plugin.manifest
                table.add([
                    manifest.name, manifest.version,
                    manifest.contributes.map(\.rawValue).joined(separator: ", "),
                    manifest.summary,
                ])
            case .failure(let error): table.add([found.name, "", "", "\(error)"])
            }
        }
        try session.output.show(table.lines(for: session.output.terminal))
        return .done
    }

    static func run(_ argument: String, _ session: Conversation) throws -> Conversation.Step {
        let (words, options) = words(of: argument)
        guard let plugin = words.first else { return failed(":run needs a plugin; :plugins lists them") }
        let whom = session.hasStudents ? "_" : "students"
        let step = try session.evaluate(
            "run(\(quoted(plugin)), \(whom), \(table(options)))", name: ":run")
        // The line of Lua is this program's, not one that a person has seen.
        if case .failed(let page) = step, page.failure.chunk == ":run" {
            let reason = page.reason
            return failed(reason.hasPrefix("run: ") ? String(reason.dropFirst("run: ".count)) : reason)
        }
        return step
    }

    static func report(_ argument: String, _ session: Conversation) throws -> Conversation.Step {
        let (words, options) = words(of: argument)
        guard let name = words.first else { return failed(":report needs a plugin; :plugins lists them") }
        let plugin = try session.shelf.plugin(named: name)
        let rows = try session.chosenRows()
        let bytes = try session.reportBytes(plugin, plugin.manifest.options(setting: options), rows)
        guard words.count > 1 else {
            try session.output.write(String(decoding: bytes, as: UTF8.self))
            return .done
        }
        try PrivateFile.write(Data(bytes), to: words[1])
        let whom = rows.count == 1 ? "1 student" : "\(rows.count) students"
        try session.output.remark("wrote \(words[1]) about \(whom)")
        return .done
    }

    static func asOf(_ text: String, _ session: Conversation) throws -> Conversation.Step {
        if text.isEmpty {
            try session.say(["\(session.district.day)"])
            return .done
        }
        guard let day = CalendarDate(text) else {
            return failed("'\(text)' is no date; write it as 2026-01-31")
        }
        return try session.look(at: day)
    }

    /// The words of an argument, and those of them that set an option.
    private static func words(of argument: String) -> ([String], [(String, String)]) {
        let all = argument.split(separator: " ").map(String.init)
        let options = all.dropFirst().compactMap { word -> (String, String)? in
            guard let sign = word.firstIndex(of: "=") else { return nil }
            return (String(word[..<sign]), String(word[word.index(after: sign)...]))
        }
        return (all.prefix(1) + all.dropFirst().filter { !$0.contains("=") }, options)
    }

    private static func quoted(_ text: String) -> String { LuaText.string(Array(text.utf8)) }

    private static func table(_ options: [(String, String)]) -> String {
        "{" + options.map { "[\(quoted($0))] = \(quoted($1))" }.joined(separator: ", ") + "}"
    }
}

extension Conversation {
    /// Whether the last value is about students.
    var hasStudents: Bool {
        switch last {
        case .students, .student: true
        default: false
        }
    }

    /// The students of the last value; everybody where it is about none.
    func chosenRows() throws -> [Int] {
        switch last {
        case .students(let rows, _): rows
        case .student(let row): [row]
        default: Array(0..<(try district.loaded().snapshot.students.count))
        }
    }
}
