import Lua

/// The functions of `text`: what comes from a record, made harmless for a format.
extension View {
    static var textFunctions: [LuaFunctionSpec] {
        [
            escaping(
                "html", "The value as text with the characters escaped that mean something in HTML.",
                #"text.html "<b>" --> "&lt;b&gt;""#, HTMLText.escape),
            escaping(
                "markdown", "The value as text on one line that Markdown takes for nothing but text.",
                #"text.markdown "*new*" --> "\\*new\\*""#, MarkdownText.escape),
            LuaFunctionSpec(
                "csv",
                parameters: [LuaParameter("value", .any, "Anything; nil is empty.", optional: true)],
                returns: "string",
                summary:
                    "The value as a cell of CSV: quoted where it must be; text that a spreadsheet would take for "
                    + "a formula gets a leading apostrophe.",
                example: #"text.csv "=1+1" --> "'=1+1""#
            ) { call in
                .value(.string(LuaString(bytes: try csvCell(call.value(0), in: call.state))))
            },
            fill,
        ]
    }

    private static func escaping(
        _ name: String, _ summary: String, _ example: String, _ escape: @escaping ([UInt8]) -> [UInt8]
    ) -> LuaFunctionSpec {
        LuaFunctionSpec(
            name, parameters: [LuaParameter("value", .any, "Anything; nil is empty.", optional: true)],
            returns: "string", summary: summary, example: example
        ) { call in
            let value = try call.value(0)
            if value.isNil { return .string("") }
            return .value(.string(LuaString(bytes: escape(try call.state.text(of: value).bytes))))
        }
    }

    private static var fill: LuaFunctionSpec {
        LuaFunctionSpec(
            "fill",
            parameters: [
                LuaParameter("pattern", .string, "HTML with names in braces."),
                LuaParameter("values", .any, "What stands for each name: a table, or a record of the view."),
            ],
            returns: "string",
            summary: "The pattern with each {name} replaced by its value, escaped for HTML.",
            example: "text.fill(\"<h1>{name}</h1>\", { name = student.name })"
        ) { call in
            let pattern = try call.bytes("pattern").bytes
            let values = try call.value("values")
            // Whatever else it is, the argument's own error says.
            if values.object == nil { _ = try call.table("values") }
            let state = call.state
            var result: [UInt8] = []
            var rest = pattern[...]
            while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
                result += rest[..<open]
                rest = rest[(open + 1)...]
                let name = rest.prefix(while: isNameByte)
                guard !name.isEmpty, rest.dropFirst(name.count).first == UInt8(ascii: "}"),
                    !(48...57).contains(name[name.startIndex])
                else {
                    result.append(UInt8(ascii: "{"))
                    continue
                }
                let text = String(decoding: name, as: UTF8.self)
                let value = try values.table?.rawGet(text) ?? values.object?.get(text) ?? .nil
                guard !value.isNil else { throw LuaError("text.fill: no value for '{\(text)}'") }
                result += HTMLText.escape(try state.text(of: value).bytes)
                rest = rest.dropFirst(name.count + 1)
            }
            return .value(.string(LuaString(bytes: result + rest)))
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 95: true
        default: false
        }
    }

    /// A value as a cell of CSV: a number as it is, text guarded against formulas, nil as nothing.
    static func csvCell(_ value: LuaValue, in state: LuaState) throws(LuaError) -> [UInt8] {
        if value.isNil { return [] }
        let bytes = try state.text(of: value).bytes
        return value.number == nil ? SpreadsheetText.cell(bytes) : bytes
    }
}
