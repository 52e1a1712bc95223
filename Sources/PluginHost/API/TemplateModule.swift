import Lua

/// The functions of `template`.
extension View {
    var templateFunctions: [LuaFunctionSpec] {
        [
            LuaFunctionSpec(
                "render",
                parameters: [
                    LuaParameter("path", .string, "The template's file in the plugin's folder."),
                    LuaParameter(
                        "values", .any,
                        "What its names stand for: a table of texts, numbers, dates, tables, lists of the view; or a "
                            + "record of the view."),
                ],
                returns: "string",
                summary:
                    "The template filled. In Mustache: `{{name}}`, `{{#list}}…{{/list}}`, `{{^list}}none{{/list}}`, "
                    + "`{{> other.html}}`, `{{! comment }}`. What is filled in is escaped for the kind of file "
                    + "(`.html`, `.md`, `.csv`; nothing in `.txt`), save in `{{{three braces}}}`. A name without a "
                    + "value is empty.",
                example: #"document:write(template.render("page.html", { name = student.name }))"#
            ) { [unowned self] call in
                let values = try call.value("values")
                // Whatever else it is, the argument's own error says.
                if values.object == nil { _ = try call.table("values") }
                let text = try templates.render(call.string("path"), values, of: self, in: call.state)
                return .string(text)
            }
        ]
    }
}
