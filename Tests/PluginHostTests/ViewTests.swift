import Engagement
import Foundation
import Lua
import Testing

@testable import PluginHost

/// The view as Lua sees it: `Fixtures/view` holds a Lua test for each field and function.
@Suite struct ViewTests {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures").path

    @Test func luaTestsPass() throws {
        let results = try Plugin(readingFolder: "\(Self.fixtures)/view").test()
        #expect(results.count >= 16)
        for result in results {
            #expect(result.failure == nil, "\(result.name): \(result.failure ?? "")")
        }
    }

    /// The same district as plugins see it that declare other kinds of record: with notes, and with none at all.
    @Test(arguments: [
        (
            "notes",
            ["observations", "discipline", "activities", "contacts", "interventions", "linkages", "notes"]
        ),
        ("refused", []),
    ])
    func luaTestsOfOtherReadsPass(cases: String, reads: [String]) throws {
        let files = try ["init", "district", cases].map {
            try String(contentsOfFile: "\(Self.fixtures)/view/\($0).lua", encoding: .utf8)
        }
        let folder = try PluginFolder([
            "plugin.json": """
            { "name": "sample", "version": "1.0.0", "api": 1, "summary": "A plugin.", "contributes": ["score"],
              "reads": \(reads),
              "options": { "case": { "type": "string", "default": "", "summary": "The function's name." } } }
            """,
            "init.lua": files[0], "district.lua": files[1], "cases.lua": files[2],
            "test.lua": """
            for name in pairs(require "cases") do
              test.case(name, function() test.equal(test.run(require "district"(name))["S-1"].error, nil) end)
            end
            """,
        ])
        let results = try folder.plugin().test()
        #expect(!results.isEmpty)
        for result in results {
            #expect(result.failure == nil, "\(result.name): \(result.failure ?? "")")
        }
    }

    /// A test that fails must say so: otherwise the ones above prove nothing.
    @Test func failingLuaTestsFail() throws {
        let folder = try PluginFolder([
            "plugin.json": PluginFolder.scoring, "init.lua": "return { score = function() end }",
            "test.lua": """
            test.case("equal", function() test.equal(1, 2, "note") end)
            test.case("near", function() test.near(1, 1.1) end)
            test.case("contains", function() test.contains("abc", "x") end)
            test.case("fails", function() test.fails(function() end, "x") end)
            test.case("passes", function() test.equal(nil, nil) end)
            """,
        ])
        let results = try folder.plugin().test()
        #expect(
            results.map { $0.failure ?? "passed" } == [
                "sample/test.lua:1: note: expected 2, got 1",
                "sample/test.lua:2: expected about 1.1, got 1",
                #"sample/test.lua:3: expected it to contain "x", got "abc""#,
                "sample/test.lua:4: expected an error, got none",
                "passed",
            ])
    }

    /// Every name that is registered stands in the Lua tests.
    @Test func everyRegisteredNameIsTested() throws {
        let source = try ["cases", "notes", "refused", "district", "test", "init"].map {
            try String(contentsOfFile: "\(Self.fixtures)/view/\($0).lua", encoding: .utf8)
        }.joined()
        let names =
            Reference.types.flatMap { type in type.fields.map(\.name) + type.methods.map(\.name) }
            + Reference.functions.map(\.name)
        let builtIn = Set(IndicatorCatalog.builtIn.map(\.id))
        // What only a session has is tested in Session/SessionWorldTests.
        for name in Set(names).subtracting(builtIn).subtracting(Reference.askingNames) {
            let isTested = source.contains(name)
            #expect(isTested, "'\(name)' has no Lua test in Fixtures/view/cases.lua")
        }
    }
}
