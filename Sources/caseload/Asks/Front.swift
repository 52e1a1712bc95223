import Engagement
import Foundation
import Glibc
import PluginHost
import Records

/// The side of a session or a script that has the database, the plugins and the files: it does what Lua code asks for
/// and its process cannot do itself.
protocol Front: AnyObject {
    var shelf: PluginShelf { get }
    var database: DistrictDatabase { get }
    /// What the records are read for, as the access log keeps it.
    var purpose: String { get }
    /// Whether what is done is recorded, kept or saved.
    var mayWrite: Bool { get }
    /// What may write, to whoever asked of one that may not: `a script that may write: caseload eval --write`.
    var whatMayWrite: String { get }
    /// What its Lua code is called: a session, a script.
    var kind: String { get }
    /// What a person writes to have a report from a plugin.
    func wayToReport(with plugin: String) -> String
    /// The district, with what was found since it was read.
    func view() throws -> District
    /// Takes findings into view.
    func take(_ new: [StudentResult], of run: Run) throws
    /// Enters that the records of the students in these rows are read.
    func enter(_ entry: AccessEntry, rows: [Int]) throws
    /// Says something that is no part of what was asked for.
    func remark(_ text: String) throws
    /// Tells what was recorded.
    func confirm(_ text: String)
    /// Shows these lines of help, or what is known about a name.
    func explain(_ lines: [String], about name: String) throws
    /// Ends the work where a person wants that.
    func checkInterrupt() throws
}

extension Front {
    func answer(_ ask: ProgramAsk) -> ProgramReply {
        do {
            switch ask {
            case .run(let plugin, let options, let rows): return try run(plugin, options, checked(rows))
            case .report(let plugin, let options, let rows):
                return try report(plugin, options, checked(rows))
            case .save(let path, let bytes):
                guard mayWrite else { return readOnly("a report is saved") }
                try PrivateFile.write(Data(bytes), to: path)
                return .done("")
            case .help(let lines, let name):
                try explain(lines, about: name)
                return .done("")
            case .record(let request):
                guard mayWrite else { return readOnly("something is recorded") }
                let recording = ScriptRecording(database: database) { [unowned self] in confirm($0) }
                switch recording.answer(request) {
                case .recorded(let text): return .done(text)
                case .refused(let reason): return .refused(reason)
                }
            }
        } catch {
            return .refused(Failure(explaining: error)?.message ?? "\(error)")
        }
    }

    /// The rows, where each is one of a student: what a process says is checked before it is used.
    private func checked(_ rows: [Int]) throws -> [Int] {
        let count = try view().snapshot.students.count
        guard rows.allSatisfy((0..<count).contains) else {
            throw Failure(.badData, "there are no such students")
        }
        return rows
    }

    private func readOnly(_ what: String) -> ProgramReply { .refused("\(what) only in \(whatMayWrite)") }

    private func report(_ name: String, _ texts: [String: String], _ rows: [Int]) throws -> ProgramReply {
        let plugin = try shelf.plugin(named: name)
        let options = try plugin.manifest.options(setting: texts.map { ($0.key, $0.value) })
        return .report(
            try reportBytes(plugin, options, rows), format: try plugin.reportFormat(nil).rawValue)
    }

    /// The content of a report about students.
    func reportBytes(_ plugin: Plugin, _ options: PluginOptions, _ rows: [Int]) throws -> [UInt8] {
        let district = try view()
        let progress = Progress()
        defer { progress.clear() }
        let title =
            rows.count == 1
            ? district.snapshot.name(of: rows[0])
            : rows.count == district.snapshot.students.count ? "All students" : "\(rows.count) students"
        try enter(AccessEntry("report", purpose: purpose, plugin: plugin, options: options), rows: rows)
        var content: [UInt8] = []
        try shelf.pool.report(
            plugin, district, options: options, [.init(title: title, rows: rows)],
            listener: listener(plugin.manifest.name, progress)
        ) { content = $0 }
        return content
    }

    func listener(
        _ name: String, _ progress: Progress, _ show: @escaping (Int) -> Void = { _ in }
    ) -> WorkerPool.Listener {
        var listener = WorkerPool.Listener(
            log: { level, text in
                progress.clear()
                StandardError.say("\(name): \(level): \(text)")
            }, progress: show)
        listener.pulse = { [unowned self] in try checkInterrupt() }
        return listener
    }
}
