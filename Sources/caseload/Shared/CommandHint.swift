import ArgumentParser
import NearestName

/// What somebody meant who typed a command that there is not.
enum CommandHint {
    /// `no command 'servces'; did you mean 'services'?`, or nil where the words name a command.
    static func text(for arguments: some Sequence<String>) -> String? {
        var command: any ParsableCommand.Type = Caseload.self
        var path = "caseload"
        for word in arguments {
            let known = command.configuration.subcommands
            guard !word.hasPrefix("-"), !known.isEmpty else { return nil }
            if let next = known.first(where: { $0._commandName == word }) {
                command = next
                path += " " + word
            } else {
                let near = nearestName(to: word, among: known.map { $0._commandName })
                return near.map { "no command '\(path) \(word)'; did you mean '\(path) \($0)'?" }
            }
        }
        return nil
    }
}
