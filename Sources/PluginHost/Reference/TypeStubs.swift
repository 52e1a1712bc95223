import Engagement
import Lua

/// The Lua side as type stubs in LuaCATS form, for lua-language-server; made from the registrations.
public enum TypeStubs {
    /// The stubs as a file of Lua, which is never run.
    public static var text: String {
        var lines = [
            "---@meta caseload", "",
            "-- Generated from the registrations; DO NOT EDIT. To renew it:",
            "-- CASELOAD_RENEW=1 Tests/run --filter TypeStubsTests", "",
            #"error("caseload.lua holds types for editors; nothing in it can be required")"#, "",
        ]
        for type in Reference.types { lines += section(of: type) }
        for name in tables { lines += ["---@class \(name)", "---@field [string] any", ""] }
        lines += plugin
        for module in modules { lines += ["\(module) = {}", ""] }
        lines += [
            "---@type caseload.Snapshot", "snapshot = {}", "", "---@type caseload.Services", "services = {}",
            "",
        ]
        for function in Reference.functions { lines += section(of: function, owner: nil) }
        return lines.joined(separator: "\n")
    }

    /// What `init.lua` returns; the types of its functions are the contract with the host.
    private static let plugin = [
        "---@class caseload.Plugin",
        "---@field prepare? fun(cohort: caseload.Students, options: table): any",
        "---@field score? fun(student: caseload.Student, options: table, prepared: any): caseload.Answer?",
        "---@field link? fun(student: caseload.Student, directory: caseload.Services, options: table, prepared: any): caseload.Proposal[]?",
        "---@field report? fun(document: caseload.Document, options: table)",
        "---@field indicators? fun(student: caseload.Student, options: table, prepared: any): table<string, number>?",
        "---@field import? fun(row: table<string, string>, file: { name: string, line: integer }): table<string, table>?, string?",
        "",
        "---@class caseload.Answer", "---@field score? number 0 to 100.",
        "---@field tier? string One of the manifest's tiers.",
        "---@field domains? table<string, number> By domain, 0 to 100.",
        "---@field reasons? string[] The weightiest first.", "",
        "---@class caseload.Proposal", "---@field service caseload.Service|string The service, or its id.",
        "---@field reason string Why, in words for people.",
        "---@field priority? integer 1, the most urgent, to 5; 3 where left out.",
        "---@field domain? string The domain it is to help with.", "",
    ]

    private static func section(of type: LuaTypeDescription) -> [String] {
        var lines = ["---\(type.summary)", "---@class \(type.name)"]
        for field in type.fields {
            lines.append("---@field \(field.name) \(first(field.type)) \(field.summary)")
        }
        for metamethod in type.metamethods where metamethod.name == "__len" {
            lines.append("---@operator len: integer")
        }
        let owner = type.instanceLabel
        lines += ["local \(owner) = {}", ""]
        for method in type.methods { lines += section(of: method, owner: owner) }
        return lines
    }

    private static func section(of function: LuaFunctionDescription, owner: String?) -> [String] {
        var lines = ["---\(function.summary)"]
        if !function.example.isEmpty {
            lines += ["---```lua"] + function.example.split(separator: "\n").map { "---\($0)" } + ["---```"]
        }
        var names: [String] = []
        for parameter in function.parameters {
            // `end` and its like are words of Lua.
            let name =
                parameter.isVariadic
                ? "..." : keywords.contains(parameter.name) ? "\(parameter.name)_" : parameter.name
            names.append(name)
            let mark = parameter.isOptional && !parameter.isVariadic ? "?" : ""
            lines.append("---@param \(name)\(mark) \(parameter.type) \(parameter.summary)")
        }
        if !function.returns.isEmpty { lines.append("---@return \(function.returns)") }
        let name = owner.map { "\($0):\(function.name)" } ?? function.name
        return lines + ["function \(name)(\(names.joined(separator: ", "))) end", ""]
    }

    /// A field's type; where the registration names more than one result, the first.
    private static func first(_ type: String) -> String {
        type.contains("<") ? type : type.split(separator: ",").first.map(String.init) ?? type
    }

    private static let keywords: Set = ["end", "function", "repeat", "until", "then", "local", "for", "in"]

    /// The modules that the functions stand in.
    private static var modules: [String] {
        Set(
            Reference.functions.compactMap {
                $0.name.contains(".") ? String($0.name.prefix { $0 != "." }) : nil
            }
        )
        .sorted()
    }

    /// Tables that functions answer with and that are no types of their own.
    private static var tables: [String] {
        let types = Reference.types
        let texts =
            types.flatMap { $0.fields.map(\.type) + $0.methods.map(\.returns) }
            + Reference.functions.map(\.returns)
        let named = texts.flatMap { text in
            text.split { !($0.isLetter || $0 == ".") }.map(String.init).filter { $0.hasPrefix("caseload.") }
        }
        return Set(named).subtracting(types.map(\.name)).sorted()
    }
}
