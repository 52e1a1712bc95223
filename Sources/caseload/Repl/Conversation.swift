import Engagement
import Foundation
import PluginHost
import Records

/// One session: it takes chunks of Lua and colon commands, and shows what they give.
final class Conversation: Front {
    let district: SessionDistrict
    let shelf: PluginShelf
    let output: ReplOutput
    let mayWrite: Bool
    var mode = ValueMode.table
    var showsTime = false
    var isWatching = false
    /// The files that were loaded, in order, for `:reload`.
    var loadedFiles: [String] = []
    /// The value that was shown last, for `:more` and `:save`.
    private(set) var last: SessionValue?
    /// The district with the findings of this session's runs, once it was needed.
    private var inView: DistrictInView?
    /// The plugins whose findings in view are of this session's runs.
    private var own: Set<String> = []
    private var sources: [String: [Int: String]] = [:]
    private var hasToldNotice = false
    /// What was recorded by the line that runs, as it was told.
    private var confirmed: [String] = []
    private let syntax = SessionSyntax()

    init(_ district: SessionDistrict, _ shelf: PluginShelf, output: ReplOutput, mayWrite: Bool) {
        self.district = district
        self.shelf = shelf
        self.output = output
        self.mayWrite = mayWrite
    }

    /// What became of a chunk.
    enum Step {
        case done
        /// More has to come before it is Lua.
        case incomplete
        case failed(FailurePage)
        /// The session is over.
        case left
    }

    /// Takes a chunk of Lua, or a colon command.
    ///
    /// - Parameters:
    ///   - name: What errors call the chunk.
    ///   - firstLine: The line of that name with which it begins.
    func enter(_ text: String, name: String, firstLine: Int = 1) throws -> Step {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if trimmed.isEmpty { return .done }
        if trimmed.hasPrefix(":") { return try ColonCommand.carryOut(trimmed, in: self) }
        return try evaluate(text, name: name, firstLine: firstLine)
    }

    /// Whether a chunk may only become Lua when more comes.
    func isUnfinished(_ text: String) -> Bool {
        syntax.isUnfinished(Self.code(of: text))
    }

    /// Whether a chunk is Lua as it stands.
    func isWhole(_ text: String) -> Bool {
        syntax.isWhole(Self.code(of: text))
    }

    /// The Lua of a chunk: `=x` is how older shells ask for a value.
    private static func code(of text: String) -> String {
        text.hasPrefix("=") ? String(text.dropFirst()) : text
    }

    /// Runs a chunk and shows its values.
    func evaluate(_ text: String, name: String, firstLine: Int = 1) throws -> Step {
        let code = Self.code(of: text)
        note(code, name, firstLine)
        confirmed = []
        if isWatching { try say(shelf.reload()) }
        let loaded = try waitForDistrict()
        let clock = ContinuousClock()
        let begin = clock.now
        let outcome = try loaded.process.run(
            code, name: name, firstLine: firstLine,
            listener: .init(
                output: { [output] in try output.stream($0) },
                show: { [unowned self] in try stream($0) },
                ask: { [unowned self] in answer($0) },
                isInterrupted: { [output] in output.takeInterrupt() }))
        try output.endStream()
        if !hasToldNotice, !loaded.process.notice.isEmpty {
            hasToldNotice = true
            StandardError.say(loaded.process.notice)
        }
        let step = try show(outcome)
        if showsTime, case .done = step {
            try output.show([output.terminal.faint(Self.milliseconds(clock.now - begin))])
        }
        return step
    }

    /// The district, after waiting for it; whoever waits long is told for what.
    private func waitForDistrict() throws -> SessionDistrict.Loaded {
        let progress = Progress()
        defer { progress.clear() }
        let begin = ContinuousClock.now
        return try district.loaded { [output] in
            let seconds = Int((ContinuousClock.now - begin) / .seconds(1))
            if output.isInteractive, seconds > 0 {
                progress.show("the district is being read, \(seconds) s; Ctrl-C gives up the line")
            }
            return output.takeInterrupt()
        }
    }

    private func show(_ outcome: SessionProcess.Outcome) throws -> Step {
        switch outcome {
        case .incomplete: return .incomplete
        case .values(let values, let remark):
            if let first = values.first { last = first }
            for value in values where !isConfirmation(value) { try show(value) }
            if !remark.isEmpty { try output.remark(remark) }
            return .done
        case .failed(let failure):
            return .failed(page(of: failure))
        case .undone(let reason):
            return .failed(
                page(of: SessionFailure(message: "\(reason); variables are as they were before the line")))
        case .lost(let reason):
            return try begin(anew: reason, on: district.day)
        }
    }

    /// Tells what was recorded.
    func confirm(_ text: String) {
        confirmed.append(text)
        try? output.remark(text)
    }

    /// Whether a value says to a person what was told already.
    private func isConfirmation(_ value: SessionValue) -> Bool {
        guard output.isInteractive, case .string(let bytes) = value else { return false }
        return confirmed.contains(String(decoding: bytes, as: UTF8.self))
    }

    private func page(of failure: SessionFailure) -> FailurePage {
        FailurePage(failure: failure) { [sources] chunk, line in sources[chunk]?[line] }
    }

    /// Shows a value in the mode of the session.
    func show(_ value: SessionValue, whole: Bool = false) throws {
        var page = try self.page()
        if output.isInteractive, mode == .table {
            page.rowLimit = whole ? Self.mostRows : min(20, max(3, (output.terminal.height ?? 24) - 5))
            if whole { page.way = ":save FILE writes all" }
            try output.show(page.lines(value))
        } else if output.isInteractive, case .students(let rows, let columns) = value,
            rows.count > Self.mostRows
        {
            let first = SessionValue.students(rows: Array(rows.prefix(Self.mostRows)), columns: columns)
            try output.write(exporting(page).text(first, mode))
            try output.remark("\(rows.count) students, \(Self.mostRows) of them shown; :save FILE writes all")
        } else {
            try output.write(exporting(page).text(value, mode))
        }
    }

    /// Shows a value that a line prints.
    private func stream(_ value: SessionValue) throws {
        var page = try page()
        if output.isInteractive {
            page.rowLimit = Self.mostRows
            page.way = "students:take(…) takes fewer"
        }
        try output.stream(page.lines(value))
    }

    /// More rows than a person pages through are not made.
    private static let mostRows = 10_000

    /// What shows values of the day in view.
    func page() throws -> ValuePage {
        try districtInView().page(for: output.terminal)
    }

    private func districtInView() throws -> DistrictInView {
        let found = try inView ?? DistrictInView(district.loaded().district)
        inView = found
        return found
    }

    /// What writes values of a page as text; Ctrl-C stops it.
    func exporting(_ page: ValuePage) -> ValueExport {
        ValueExport(page: page) { [output] in
            if output.takeInterrupt() { throw Failure(.interrupted, "interrupted; nothing was written") }
        }
    }

    var database: DistrictDatabase { district.database }
    var purpose: String { district.purpose }
    var whatMayWrite: String { "a session that may write: caseload repl --write" }

    let kind = "session"

    func wayToReport(with plugin: String) -> String { ":report \(plugin)" }

    func view() throws -> District { try districtInView().district }

    func take(_ new: [StudentResult], of run: Run) throws {
        // What is kept on record comes again with the next look.
        if !mayWrite { own.insert(run.plugin) }
        try districtInView().take(new, of: run)
    }

    func enter(_ entry: AccessEntry, rows: [Int]) throws { try district.enter(entry, rows: rows) }

    func remark(_ text: String) throws { try output.remark(text) }

    func explain(_ lines: [String], about name: String) throws {
        try output.explain(name.isEmpty ? lines : Help(conversation: self).lines(on: name))
    }

    func checkInterrupt() throws {
        if output.takeInterrupt() { throw Failure(.interrupted, "interrupted") }
    }

    /// Looks at the district of another day, or at the same one again. Variables stay, and the students in
    /// them are those of the day.
    func look(at day: CalendarDate) throws -> Step {
        let scored = own
        switch try district.look(at: day, isInterrupted: output.takeInterrupt) {
        case .values(let values, let remark):
            inView = nil
            own = []
            last = values.first
            try say(["\(try district.loaded().snapshot.students.count.counted("student")) as of \(day)"])
            if !remark.isEmpty { try output.remark(remark) }
            if !scored.isEmpty {
                try output.remark(
                    "findings of this session are gone from view, run again: "
                        + scored.sorted().joined(separator: ", "))
            }
            return .done
        case .lost(let reason):
            return try begin(anew: reason, on: day)
        case .failed(let failure): return .failed(page(of: failure))
        case .undone(let reason): return .failed(page(of: SessionFailure(message: reason)))
        case .incomplete: return .incomplete
        }
    }

    /// Begins anew where nothing could be kept.
    private func begin(anew reason: String, on day: CalendarDate) throws -> Step {
        district.reload(day: day)
        inView = nil
        own = []
        last = nil
        return .failed(
            page(of: SessionFailure(message: "\(reason); the session begins anew, its variables are gone")))
    }

    /// Says that another program has written to the database, where it has.
    func tellOfChanges() throws {
        do {
            guard try district.hasChanged() else { return }
            try output.remark(
                "the database was written to by another program; :as-of \(district.day) takes it in")
        } catch let error as RecordsError {
            try output.remark("\(error)")
        }
    }

    /// Lines of the session itself.
    func say(_ lines: [String]) throws {
        if !lines.isEmpty { try output.show(lines.map(\.visible)) }
    }

    private func note(_ code: String, _ name: String, _ firstLine: Int) {
        for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            sources[name, default: [:]][firstLine + number] = String(line)
        }
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds < 1000
            ? "\(Int(milliseconds.rounded())) ms" : "\((milliseconds / 100).rounded() / 10) s"
    }
}
