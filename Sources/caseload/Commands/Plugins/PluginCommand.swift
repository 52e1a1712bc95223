import ArgumentParser

/// `caseload plugin`: to see what is there to run, and to write more of it.
struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "See which plugins there are; begin, check and test your own.",
        subcommands: [
            PluginList.self, PluginInfo.self, PluginNew.self, PluginCheckCommand.self, PluginTestCommand.self,
            PluginStubs.self,
        ])
}
