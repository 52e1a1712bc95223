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
                        "values", .table, "What its names stand for: texts, numbers, dates, tables."),
                ],
                returns: "string",
                summary:
                    "The template filled. In Mustache: `{{name}}`, `{{#list}}…{{/list}}`, `{{^list}}none{{/list}}`, "
                    + "`{{> other.html}}`, `{{! comment }}`. What is filled in is escaped for the kind of file "
                    + "(`.html`, `.md`, `.csv`; nothing in `.txt`), save in `{{{three braces}}}`. A name without a "
                    + "value is empty.",
                example: #"document:write(template.render("page.html", { name = student.name }))"#
            ) { [unowned self] call in
                let text = try templates.render(
                    call.string("path"), call.table("values"), of: self, in: call.state)
                return .string(text)
            }
        ]
    }
}
