import CLineEditor
import Foundation
import PluginHost
import Records

/// A session with a person at a terminal.
final class TerminalInput {
    private let conversation: Conversation
    private let output: ReplOutput
    private let history = HistoryFile()
    private var number = 0

    private static let prompt = "caseload> "
    private static let continuation = "     ...> "

    init(conversation: Conversation, output: ReplOutput) {
        self.conversation = conversation
        self.output = output
    }

    func run() throws {
        Completion.current = Completion(conversation: conversation)
        guard cline_open({ Completion.answer(to: $0) }) != 0 else {
            throw Failure(.notDone, "this terminal cannot be read from line by line; try from a pipe")
        }
        defer { cline_close() }
        for line in history?.lines() ?? [] { cline_remember(line) }
        try greet()
        while let chunk = try chunk() {
            remember(chunk)
            switch try enter(chunk) {
            case .left: return
            case .failed(let page):
                try show(page)
                try giveUpPasted()
            case .done, .incomplete: break
            }
            try conversation.tellOfChanges()
        }
        try StandardOutput.write("\n")
    }

    private func greet() throws {
        let district = conversation.district
        try output.remark(
            "caseload \(ProgramVersion.current), \(district.database.path) as of \(district.day)"
                + (conversation.mayWrite ? ", may write" : "") + ". :help helps, Ctrl-D leaves.")
    }

    /// The next whole chunk; nil when the person leaves.
    private func chunk() throws -> [String]? {
        var lines: [String] = []
        while true {
            var outcome: Int32 = 0
            Completion.current?.above = lines
            let read = cline_read(lines.isEmpty ? Self.prompt : Self.continuation, &outcome)
            switch Int(outcome) {
            case CLINE_INTERRUPTED:
                try StandardOutput.write("^C\n")
                lines = []
                continue
            case CLINE_END: return nil
            default: break
            }
            guard let read else { return nil }
            lines.append(String(cString: read))
            free(read)
            if isWhole(lines), !goesOn(lines) { return lines }
        }
    }

    /// The lines that were pasted and are not read yet.
    private var pasted: [String] {
        String(cString: cline_pasted()).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// Whether what was pasted behind a whole chunk belongs to it: a line that is Lua only behind it, such as
    /// `:where "grade = 9"`, or all of it, where the chunk's local variables would be gone otherwise.
    private func goesOn(_ lines: [String]) -> Bool {
        let rest = pasted
        guard !rest.allSatisfy(\.isEmpty), lines.first?.hasPrefix(":") == false else { return false }
        func isLua(_ lines: [String]) -> Bool {
            let text = lines.joined(separator: "\n")
            return conversation.isWhole(text) || conversation.isUnfinished(text)
        }
        if lines.first?.prefixMatch(of: /\s*local\b/) != nil, isLua(lines + rest) { return true }
        return !rest[0].hasPrefix(":") && !isLua([rest[0]]) && isLua(lines + [rest[0]])
    }

    /// Forgets what was pasted behind a chunk that failed: it was written for one that works.
    private func giveUpPasted() throws {
        let count = pasted.count { !$0.allSatisfy(\.isWhitespace) }
        cline_forget_pasted()
        if count > 0 {
            try output.remark("not run: the \(count == 1 ? "line" : "\(count) lines") pasted behind it")
        }
    }

    /// Whether nothing has to follow: an unfinished chunk goes on.
    private func isWhole(_ lines: [String]) -> Bool {
        let text = lines.joined(separator: "\n")
        if text.allSatisfy(\.isWhitespace) || text.hasPrefix(":") { return true }
        return !conversation.isUnfinished(text)
    }

    private func enter(_ lines: [String]) throws -> Conversation.Step {
        let text = lines.joined(separator: "\n")
        if !text.allSatisfy(\.isWhitespace), !text.hasPrefix(":") { number += 1 }
        do {
            return try conversation.enter(text, name: "input \(number)")
        } catch {
            guard let failure = Failure(explaining: error), failure.status != .inputOutput else {
                throw error
            }
            return ColonCommand.failed(failure.message)
        }
    }

    private func show(_ page: FailurePage) throws {
        let terminal = output.terminal
        let isHere = page.failure.chunk == "input \(number)" || page.place.isEmpty
        let reason = page.reason + (isHere ? "" : " (\(page.place))")
        let lines = reason.split(separator: "\n").enumerated().flatMap { number, line in
            let text = ((number == 0 ? "error: " : "  ") + line).visible
            return (terminal.width.map { text.wrapped(to: $0, indent: "  ") } ?? [text]).map(terminal.red)
        }
        try output.show(lines + page.details.map { line in terminal.width.map { line.cut(to: $0) } ?? line })
    }

    /// Keeps a chunk: as one line, where that means the same, so that it comes back as a whole.
    private func remember(_ lines: [String]) {
        let isOneLine = !lines.contains { line in
            line.hasSuffix("\\") || ["--", "[[", "[="].contains { line.contains($0) }
        }
        for line in isOneLine ? [lines.joined(separator: " ")] : lines where !line.allSatisfy(\.isWhitespace)
        {
            cline_remember(line)
            history?.add(line)
        }
    }
}
