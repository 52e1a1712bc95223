import Engagement
import Lua
import NearestName

/// Fills a template with a table of Lua.
struct TemplateRendering {
    let files: [String: [UInt8]]
    let state: LuaState
    private(set) var output: [UInt8] = []
    private var stack: [LuaValue]
    private var templates: [String: Template] = [:]

    /// How many templates may stand inside of one another: a partial may name itself.
    private static let depthLimit = 50
    /// The most that one filled template may weigh, in bytes.
    private static let sizeLimit = 64 << 20

    init(files: [String: [UInt8]], values: LuaTable, state: LuaState) {
        self.files = files
        self.state = state
        stack = [.table(values)]
    }

    /// Adds the template at a path of the plugin's folder, filled.
    mutating func render(_ path: String, from place: String = "template.render", depth: Int = 0)
        throws(LuaError)
    {
        guard depth < Self.depthLimit else {
            throw LuaError("\(place): more than \(Self.depthLimit) templates inside of one another")
        }
        let template = try template(path, from: place)
        try render(template.tokens, of: template, depth: depth)
    }

    private mutating func template(_ path: String, from place: String) throws(LuaError) -> Template {
        if let known = templates[path] { return known }
        guard let source = files[path] else {
            let names = files.keys.filter { !$0.hasSuffix(".lua") && !$0.hasSuffix(".json") }.sorted()
            let near = nearestName(to: path, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw LuaError("\(place): no file '\(path)' in the plugin's folder\(near)")
        }
        let template = try Template(source, path: path)
        templates[path] = template
        return template
    }

    private mutating func render(
        _ tokens: [Template.Token], of template: Template, depth: Int
    ) throws(LuaError) {
        for token in tokens {
            switch token {
            case .text(let text): output += text
            case .variable(let name, let isEscaped):
                let value = try value(of: name, in: template)
                if value.isNil { continue }
                if value.table != nil {
                    throw LuaError(
                        "\(template.path):\(name.line): {{\(name.text)}} is a table; open it with "
                            + "{{#\(name.text)}}")
                }
                let text = try state.text(of: value).bytes
                output += isEscaped && value.number == nil ? template.format.escape(text) : text
            case .section(let name, let isInverted, let inner):
                let value = try value(of: name, in: template)
                let elements = try elements(of: value)
                if isInverted {
                    if elements.isEmpty { try render(inner, of: template, depth: depth) }
                    continue
                }
                for element in elements {
                    stack.append(element)
                    try render(inner, of: template, depth: depth)
                    stack.removeLast()
                }
            case .partial(let path, let indentation, let line):
                let start = output.count
                try render(path, from: "\(template.path):\(line)", depth: depth + 1)
                if !indentation.isEmpty { indent(from: start, by: indentation) }
            }
            guard output.count <= Self.sizeLimit else {
                throw LuaError(
                    "\(template.path): the filled template is above \(Self.sizeLimit >> 20) MiB")
            }
        }
    }

    /// What a section goes through: nothing for nil, false and an empty table; a list's elements; else the
    /// value itself.
    private func elements(of value: LuaValue) throws(LuaError) -> [LuaValue] {
        guard value.isTruthy else { return [] }
        guard let table = value.table else { return [value] }
        if table.count > 0 { return try table.array() }
        return try table.pairs().isEmpty ? [] : [value]
    }

    /// What a name stands for: its first part is looked for from the inside out.
    private func value(of name: Template.Name, in template: Template) throws(LuaError) -> LuaValue {
        guard let first = name.parts.first else { return stack[stack.count - 1] }
        var value = LuaValue.nil
        for level in stack.reversed() {
            guard let table = level.table else { continue }
            value = try table.rawGet(first)
            if !value.isNil { break }
        }
        for part in name.parts.dropFirst() where !value.isNil {
            guard let table = value.table else {
                throw LuaError(
                    "\(template.path):\(name.line): {{\(name.text)}}: '\(part)' of a \(kind(of: value)); put what "
                        + "the template needs into tables")
            }
            value = try table.rawGet(part)
        }
        return value
    }

    private func kind(of value: LuaValue) -> String {
        value.object?.typeDescription?.name ?? value.typeName
    }

    private mutating func indent(from start: Int, by indentation: ArraySlice<UInt8>) {
        var indented: [UInt8] = []
        var isAtLineStart = true
        for byte in output[start...] {
            if isAtLineStart { indented += indentation }
            indented.append(byte)
            isAtLineStart = byte == 10
        }
        output.replaceSubrange(start..., with: indented)
    }
}
