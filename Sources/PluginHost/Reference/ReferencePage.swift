import Engagement
import Lua

extension Reference {
    /// The reference of the Lua side as a page of Markdown, made from the registrations.
    public static var page: String {
        var lines = [
            "# What a plugin can name", "",
            "Generated from the registrations; to renew it: `CASELOAD_RENEW=1 Tests/run --filter ReferenceTests`.",
            "",
            "## Global functions", "",
        ]
        for function in functions { lines += section(of: function, level: "###", prefix: "") }
        lines += [
            "`snapshot` is the `caseload.Snapshot` of the run, `services` the `caseload.Services` of the community.",
            "",
        ]
        for type in types { lines += section(of: type) }
        lines += kinds() + library()
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(of type: LuaTypeDescription) -> [String] {
        var lines = ["## \(type.name)", "", type.summary, ""]
        if !type.fields.isEmpty {
            lines += ["| field | type | |", "|---|---|---|"]
            lines += type.fields.map { "| `\($0.name)` | `\(escaped($0.type))` | \(escaped($0.summary)) |" }
            lines.append("")
        }
        for method in type.methods {
            lines += section(of: method, level: "###", prefix: "\(type.instanceLabel):")
        }
        return lines
    }

    private static func section(of function: LuaFunctionDescription, level: String, prefix: String)
        -> [String]
    {
        let parameters = function.parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
        let result = function.returns.isEmpty ? "" : " → \(function.returns)"
        var lines = [
            "\(level) `\(prefix)\(function.name)(\(parameters.joined(separator: ", ")))\(result)`", "",
            function.summary,
            "",
        ]
        for parameter in function.parameters {
            lines.append("- `\(parameter.name)` (\(parameter.type)): \(parameter.summary)")
        }
        if !function.parameters.isEmpty { lines.append("") }
        if !function.example.isEmpty { lines += ["```lua", function.example, "```", ""] }
        return lines
    }

    private static func kinds() -> [String] {
        [
            "## Kinds of record", "",
            "What `reads` in a manifest may name; ids, grade and school need no declaration.", "",
        ]
            + [RecordKind.allCases.map { "`\($0.name)`" }.joined(separator: ", "), ""]
    }

    private static func library() -> [String] {
        var lines = [
            "## Lua's own library", "", "What is not here is not in a plugin's world.", "", "| name | |",
            "|---|---|",
        ]
        lines += Allowlist.base.map { "| `\($0.name)` | \($0.reason) |" }
        for (library, entries) in Allowlist.libraries {
            let names = entries.map { "`\(library).\($0.name)`" }.joined(separator: ", ")
            lines.append("| \(names) | \(entries.first?.reason ?? "") |")
        }
        lines += Allowlist.replaced.map { "| `\($0.name)` | \($0.reason) |" }
        return lines + [""]
    }

    private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
