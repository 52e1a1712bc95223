import Foundation
import PluginHost

/// A command to the session itself, which begins with a colon.
struct ColonCommand: Sendable {
    let name: String
    /// What may follow, as help shows it.
    let parameters: String
    let summary: String
    /// What completes its first argument.
    var completes = Completes.nothing
    let action: @Sendable (_ argument: String, Conversation) throws -> Conversation.Step

    enum Completes: Sendable {
        case nothing, plugins, files, modes, names, flags, days
    }

    /// All of them, in the order in which help lists them.
    static let all: [ColonCommand] = [
        ColonCommand(
            name: "help", parameters: "[name]", summary: "what a name is and does; without one, this list",
            completes: .names, action: help),
        ColonCommand(name: "more", parameters: "", summary: "all of the last value, a page at a time") {
            _, session in
            if let last = session.last { try session.show(last, whole: true) }
            return .done
        },
        ColonCommand(
            name: "mode", parameters: ValueMode.allCases.map(\.rawValue).joined(separator: "|"),
            summary: "how values are printed", completes: .modes, action: mode),
        ColonCommand(
            name: "save", parameters: "FILE",
            summary: "the last value into a file, as its ending says: .csv, .json, .lua, .txt",
            completes: .files,
            action: save),
        ColonCommand(
            name: "load", parameters: "FILE", summary: "run a file of Lua here", completes: .files,
            action: load),
        ColonCommand(
            name: "reload", parameters: "",
            summary: "take edits of the loaded files and of the plugins that were used",
            action: reload),
        ColonCommand(
            name: "watch", parameters: "[on|off]", summary: "take edits of plugins before each line",
            completes: .flags,
            action: { argument, session in
                session.isWatching = try flag(argument, session.isWatching)
                try session.say([session.isWatching ? "plugins are watched" : "plugins are not watched"])
                return .done
            }),
        ColonCommand(name: "plugins", parameters: "", summary: "the plugins there are", action: plugins),
        ColonCommand(
            name: "run", parameters: "PLUGIN [NAME=VALUE…]",
            summary: "run a plugin over everybody, or the last value's students",
            completes: .plugins, action: run),
        ColonCommand(
            name: "report", parameters: "PLUGIN [FILE] [NAME=VALUE…]",
            summary: "a report about everybody, or the last value's students", completes: .plugins,
            action: report),
        ColonCommand(
            name: "time", parameters: "[on|off]", summary: "how long each line takes",
            completes: .flags,
            action: { argument, session in
                session.showsTime = try flag(argument, session.showsTime)
                try session.say([session.showsTime ? "times are shown" : "times are not shown"])
                return .done
            }),
        ColonCommand(
            name: "as-of", parameters: "DATE", summary: "look at the district of another day",
            completes: .days, action: asOf),
        ColonCommand(name: "quit", parameters: "", summary: "leave, as Ctrl-D does") { _, _ in .left },
    ]

    /// Carries out a line that begins with a colon.
    static func carryOut(_ line: String, in session: Conversation) throws -> Conversation.Step {
        let parts = line.dropFirst().split(separator: " ", maxSplits: 1)
        let name = parts.first.map(String.init) ?? ""
        let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        guard let command = named(name) else {
            let near = nearest(to: name).map { "; did you mean ':\($0)'?" } ?? "; :help lists them"
            return failed("no command ':\(name)'\(near)")
        }
        do {
            return try command.action(argument, session)
        } catch let failure as Failure where failure.status != .inputOutput || session.output.isInteractive {
            return failed(failure.message)
        } catch {
            guard let failure = Failure(explaining: error) else { throw error }
            return failed(failure.message)
        }
    }

    /// The command of this name. The beginning of one is enough where it is the beginning of one only.
    static func named(_ name: String) -> ColonCommand? {
        let matches = all.filter { !name.isEmpty && $0.name.hasPrefix(name) }
        return all.first { $0.name == name } ?? (matches.count == 1 ? matches[0] : nil)
    }

    static func failed(_ message: String) -> Conversation.Step {
        .failed(FailurePage(failure: SessionFailure(message: message)) { _, _ in nil })
    }

    private static func flag(_ argument: String, _ current: Bool) throws(Failure) -> Bool {
        switch argument {
        case "": !current
        case "on": true
        case "off": false
        default: throw Failure(.usage, "expected on or off, got '\(argument)'")
        }
    }
}
