import Foundation
import Testing

/// What Swift calls of Lua directly stands in one file; everything else goes through the shims.
@Suite struct DirectCallsTests {
    static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    /// The functions that cannot raise, as DirectCalls.swift explains.
    static let allowed: Set<String> = [
        "lua_checkstack", "lua_gettop", "lua_isinteger", "lua_pushboolean", "lua_pushinteger", "lua_pushnil",
        "lua_pushnumber", "lua_rawgeti", "lua_rawlen", "lua_settop", "lua_toboolean", "lua_tointegerx",
        "lua_tolstring", "lua_tonumberx",
        "lua_type",
    ]

    static func names(in text: String) -> Set<String> {
        let code = text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            .joined(separator: "\n")
        return Set(code.matches(of: /\blua(?:L|open)?_[A-Za-z]+/).map { String($0.output) })
    }

    @Test func swiftCallsNothingThatCanRaise() throws {
        var seen = 0
        let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            seen += 1
            let found = Self.names(in: try String(contentsOf: file, encoding: .utf8))
            if file.lastPathComponent == "DirectCalls.swift" {
                #expect(found == Self.allowed)
            } else {
                #expect(found.isEmpty, "\(file.lastPathComponent) calls Lua directly: \(found.sorted())")
            }
        }
        #expect(seen > 20)
    }

    @Test func onlyTheBindingImportsLua() throws {
        let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift", !file.path().contains("/Sources/Lua/") else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(
                !text.contains("import CLua"), "\(file.lastPathComponent) imports what only the binding may")
        }
    }

    @Test func theCheckFindsACall() {
        #expect(
            Self.names(in: "let x = luaL_ref(state, 1)\n  // lua_error(state)\n lua_type(s, 1)") == [
                "luaL_ref", "lua_type",
            ])
    }
}
