import Foundation
import Testing

@testable import PluginHost

/// Finding plugins in folders.
@Suite struct PluginHostTests {
    @Test func theFirstFolderWithAPluginWins() throws {
        let first = try PluginFolder(["plugin.json": PluginFolder.scoring, "init.lua": "return {}"])
        let second = try PluginFolder(["plugin.json": "{}", "init.lua": ""])
        let host = PluginHost(directories: ["/nowhere", first.directory, second.directory])
        #expect(host.plugins().map(\.folder) == ["\(first.directory)/sample"])
        #expect(throws: Never.self) { try host.plugin(named: "sample") }
    }

    @Test func aBrokenPluginIsListedWithWhatIsWrong() throws {
        let folder = try PluginFolder(["plugin.json": "{", "init.lua": "return {}"])
        let found = PluginHost(directories: [folder.directory]).plugins()
        #expect(found.count == 1)
        let error = #expect(throws: PluginError.self) { try found[0].plugin.get() }
        #expect(error?.place == "\(folder.directory)/sample/plugin.json")
        #expect(error?.message.hasPrefix("not JSON: ") == true)
    }

    @Test func anUnknownNameOffersTheNearest() throws {
        let folder = try PluginFolder.scoring("return {}")
        let host = PluginHost(directories: [folder.directory])
        #expect(throws: PluginError(place: "", message: "no plugin 'smaple'; did you mean 'sample'?")) {
            try host.plugin(named: "smaple")
        }
        #expect(throws: PluginError(place: "", message: "no plugin 'other'; looked in \(folder.directory)")) {
            try host.plugin(named: "other")
        }
    }

    @Test func aPluginWithoutCodeIsRefused() throws {
        let folder = try PluginFolder(["plugin.json": PluginFolder.scoring])
        let error = #expect(throws: PluginError.self) { try folder.plugin() }
        #expect(error?.message == "missing; it returns the plugin's functions")
    }

    @Test func aSymbolicLinkIsRefused() throws {
        let folder = try PluginFolder.scoring("return {}")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.directory)/sample/passwd.lua", withDestinationPath: "/etc/passwd")
        let error = #expect(throws: PluginError.self) { try folder.plugin() }
        #expect(error?.message == "is a symbolic link; a plugin consists of plain files of its own folder")
    }

    @Test func theHashNamesEveryFile() throws {
        let files = ["plugin.json": PluginFolder.scoring, "init.lua": "return {}", "lib/a.lua": "return 1"]
        let hash = try PluginFolder(files).plugin().files.hash
        #expect(hash.utf8.count == 64)
        #expect(try PluginFolder(files).plugin().files.hash == hash)
        var changed = files
        changed["lib/a.lua"] = "return 2"
        #expect(try PluginFolder(changed).plugin().files.hash != hash)
        changed = files
        changed["lib/a.lua"] = nil
        changed["lib/b.lua"] = "return 1"
        #expect(try PluginFolder(changed).plugin().files.hash != hash)
    }
}
