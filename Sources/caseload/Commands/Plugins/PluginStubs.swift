import ArgumentParser
import Foundation
import PluginHost

/// `caseload plugin stubs`: what an editor needs to know of the Lua side.
struct PluginStubs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stubs",
        abstract: "Write the type stubs for lua-language-server, in LuaCATS form.",
        discussion: "  caseload plugin stubs --output Plugins/caseload.lua")

    @Option(help: ArgumentHelp("Write them to this file instead of standard output.", valueName: "file"))
    var output: String?

    func run() throws {
        if let output {
            try PrivateFile.write(Data(TypeStubs.text.utf8), to: output)
        } else {
            try StandardOutput.write(data: Array(TypeStubs.text.utf8))
        }
    }
}
