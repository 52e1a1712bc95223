import Engagement
import Foundation
import Glibc
import PluginHost
import Records

/// What a line asks for that its process cannot do itself.
extension Conversation {
    func answer(_ ask: SessionAsk) -> SessionReply {
        do {
            switch ask {
            case .run(let plugin, let options, let rows): return try run(plugin, options, rows)
            case .report(let plugin, let options, let rows): return try report(plugin, options, rows)
            case .save(let path, let bytes):
                guard mayWrite else { return .refused(Self.readOnly("a report is saved")) }
                try PrivateFile.write(Data(bytes), to: path)
                return .done("")
            case .help(let lines, let name):
                try output.explain(name.isEmpty ? lines : Help(conversation: self).lines(on: name))
                return .done("")
            case .record(let request):
                guard mayWrite else { return .refused(Self.readOnly("something is recorded")) }
                let recording = ScriptRecording(database: district.database) { [unowned self] in confirm($0) }
                switch recording.answer(request) {
                case .recorded(let text): return .done(text)
                case .refused(let reason): return .refused(reason)
                }
            }
        } catch {
            return .refused(Failure(explaining: error)?.message ?? "\(error)")
        }
    }

    private static func readOnly(_ what: String) -> String {
        "\(what) only in a session that may write: caseload repl --write"
    }

    private func report(_ name: String, _ texts: [String: String], _ rows: [Int]) throws -> SessionReply {
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
        try self.district.enter(
            AccessEntry("report", purpose: self.district.purpose, plugin: plugin, options: options),
            rows: rows)
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
        listener.pulse = { [output] in
            if output.takeInterrupt() { throw Failure(.interrupted, "interrupted") }
        }
        return listener
    }
}
