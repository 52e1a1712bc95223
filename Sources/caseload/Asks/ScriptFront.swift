import Engagement
import PluginHost
import Records

/// What does for a script what its process cannot do.
final class ScriptFront: Front {
    let database: DistrictDatabase
    let shelf: PluginShelf
    let purpose: String
    let mayWrite: Bool
    var whatMayWrite: String { "a script that may write: caseload eval --write" }
    private let disclosure: Disclosure
    private let inView: DistrictInView
    /// Puts the options that bear on privacy on an entry of the access log.
    private let stating: (AccessEntry) -> AccessEntry

    init(
        _ disclosure: Disclosure, in database: DistrictDatabase, _ shelf: PluginShelf, purpose: String,
        mayWrite: Bool, stating: @escaping (AccessEntry) -> AccessEntry
    ) {
        self.disclosure = disclosure
        self.database = database
        self.shelf = shelf
        self.purpose = purpose
        self.mayWrite = mayWrite
        self.stating = stating
        inView = DistrictInView(disclosure.district)
    }

    let kind = "script"

    func wayToReport(with plugin: String) -> String { "report(\(LuaText.string(Array(plugin.utf8))))" }

    /// Shows a value that the script prints or gives back.
    func show(_ value: SessionValue) throws {
        try StandardOutput.write(lines: inView.page(for: .output).lines(value))
    }

    func view() -> District { inView.district }

    func take(_ new: [StudentResult], of run: Run) { inView.take(new, of: run) }

    func enter(_ entry: AccessEntry, rows: [Int]) throws {
        try stating(entry).enter(into: database, disclosure.original, rows: disclosure.originals(rows))
    }

    func remark(_ text: String) { StandardError.say(text) }

    func confirm(_ text: String) { StandardError.say(text) }

    func explain(_ lines: [String], about name: String) throws {
        throw Failure(.notDone, "help is for sessions: caseload repl")
    }

    /// Ctrl-C ends the program, and the script with it.
    func checkInterrupt() {}
}
