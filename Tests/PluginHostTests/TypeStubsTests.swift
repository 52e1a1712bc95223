import Foundation
import Lua
import Testing

@testable import PluginHost

@Suite struct TypeStubsTests {
    /// The committed stubs are what the registrations give.
    @Test func areUpToDate() throws {
        let file = URL(fileURLWithPath: BundledPluginTests.directory).appendingPathComponent("caseload.lua")
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try Data(TypeStubs.text.utf8).write(to: file)
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(
            committed == TypeStubs.text,
            "Plugins/caseload.lua is stale; renew it with CASELOAD_RENEW=1 Tests/run --filter TypeStubsTests")
    }

    @Test func areLuaWithoutUnknownNames() throws {
        _ = try Bytecode(compiling: Array(TypeStubs.text.utf8), chunkName: "@caseload.lua")
    }

    @Test func nameEveryTypeFieldAndFunction() {
        let lines = Set(TypeStubs.text.split(separator: "\n").map(String.init))
        for type in Reference.types {
            #expect(lines.contains("---@class \(type.name)"))
            for field in type.fields {
                #expect(lines.contains { $0.hasPrefix("---@field \(field.name) ") }, "\(field.name)")
            }
        }
        for function in Reference.functions {
            #expect(lines.contains { $0.hasPrefix("function \(function.name)(") }, "\(function.name)")
        }
    }

    /// A file that an editor reads must not be run by mistake.
    @Test func cannotBeRequired() {
        #expect(TypeStubs.text.contains("\nerror("))
    }
}
