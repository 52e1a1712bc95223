import Engagement
import Lua

extension View {
    func documentType() -> LuaType<ReportDraft> {
        LuaType(
            "caseload.Document",
            summary:
                "The report that a plugin writes: from sections, tables and charts, which the host writes as "
                + "HTML, Markdown, CSV or JSON and escapes; or as text of the plugin's own. The host stores it when "
                + "the plugin has returned.",
            fields: [
                .string("title", "The report's title.") { $0.facts.title },
                .string("format", "The file type that is asked for, one of those in the manifest.") {
                    $0.format.rawValue
                },
                LuaField("students", type: "caseload.Students", summary: "Whom the report is about.") {
                    [unowned self] draft, call in try call.make(Students(rows: draft.rows), students)
                },
            ],
            methods: documentTextMethods() + documentPartMethods()
                + [
                    sectionMethod(
                        "section",
                        "A part with a title of its own. Everything that the function adds stands in it.",
                        #"document:section("Credits", function() document:paragraph "On track." end)"#,
                        isPage: false),
                    sectionMethod(
                        "page",
                        "A section that begins a page of its own on paper: one for each student, say.",
                        "document:page(student.name, { note = student.id }, function() end)", isPage: true),
                ])
    }

    private func documentTextMethods() -> [LuaMethod<ReportDraft>] {
        [
            LuaMethod(
                "write", parameters: [LuaParameter("text", .string, "What to add, as it is.")],
                summary:
                    "Adds text as it is. What comes from a record must be escaped: text.fill, text.html, "
                    + "text.markdown and template.render do. In HTML a script of your own runs only in a page that "
                    + "is all your own.",
                example: "document:write(text.fill(\"<h1>{name}</h1>\\n\", { name = student.name }))"
            ) { draft, call in
                try draft.write(call.bytes("text").bytes)
                return .nothing
            },
            LuaMethod(
                "row",
                parameters: [
                    LuaParameter("cells", .table, "Texts, numbers, booleans, dates; nil is an empty cell."),
                    LuaParameter(
                        "count", .integer, "How many cells, where the last may be nil.", optional: true),
                ],
                summary:
                    "Adds a row of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets a "
                    + "leading apostrophe.",
                example: "document:row { student.id, student.name, student.attendance.rate }"
            ) { draft, call in
                let state = call.state
                let cells = try call.table("cells")
                let count = try call.optionalInteger("count") ?? cells.count
                guard (0...16_384).contains(count) else {
                    throw LuaError("bad argument 'count' to 'row': 0 to 16384 cells expected, got \(count)")
                }
                var line: [UInt8] = []
                for number in 0..<count {
                    if number > 0 { line.append(UInt8(ascii: ",")) }
                    line += try Self.csvCell(cells.rawGet(number + 1), in: state)
                }
                try draft.write(line + [13, 10])
                return .nothing
            },
        ]
    }

    private func documentPartMethods() -> [LuaMethod<ReportDraft>] {
        [
            part("heading", .string, "text", "The words.", "Adds a heading.", #"document:heading "Credits""#)
            {
                .heading(try $1.string(of: $2))
            },
            part(
                "paragraph", .any, "text",
                "A text, or { text, lead = \"Goal:\", tone = \"alert\" }; tones are plain, good, alert, quiet.",
                "Adds a paragraph.", #"document:paragraph { "Three absences this week.", tone = "alert" }"#
            ) { .paragraph(try $0.text($2, in: $1)) },
            part(
                "list", .either([.table, .object("caseload.Texts")]), "items",
                "Texts, each as for a paragraph.", "Adds a list.",
                #"document:list { "Draws well", { "Pass Algebra", lead = "Goal:" } }"#
            ) { view, state, value in
                .list(
                    try (view.elements(of: value) ?? []).map { item throws(LuaError) in
                        try view.text(item, in: state)
                    })
            },
            part(
                "facts", .table, "facts", "Lists of a name and a value; nil is shown as a dash.",
                "Adds names and values, as in the head of a form.",
                #"document:facts { { "Grade", student.grade }, { "School", student.school } }"#
            ) { view, state, value in
                guard let table = value.table else { return .facts([]) }
                return .facts(try view.facts(table, in: state))
            },
            part(
                "table", .table, "table",
                "columns: titles, or tables of title, key (the name in CSV and JSON), type (text, integer, number, "
                    + "percent, date), digits, filter. rows: lists of cells; a cell is a value, or { value, tone = "
                    + "\"alert\" }. And where they fit caption, interactive (sorted and filtered by the reader), "
                    + "empty (what stands there without rows).",
                "Adds a table. Its first column names the rows.",
                #"document:table { columns = { "Subject", { title = "Share", type = "percent" } }, rows = {} }"#
            ) { view, state, value in
                guard let table = value.table else { return .raw([]) }
                return .table(try view.table(table, in: state))
            },
            part(
                "chart", .object("caseload.Chart"), "chart", "What a function of `chart` made.",
                "Adds a chart, with its figures for those who do not see it.",
                #"document:chart(chart.bar { title = "Absences", labels = { "Mon" }, values = { 2 } })"#
            ) { view, _, value in
                guard let chart = value.object?.value(as: view.chart) else { return .raw([]) }
                return .chart(chart)
            },
            LuaMethod(
                "lines",
                parameters: [
                    LuaParameter("label", .string, "What to write there."),
                    LuaParameter("count", .integer, "How many lines, 1 to 40."),
                ],
                summary: "Adds room to write by hand, on paper.",
                example: #"document:lines("What we agreed", 3)"#
            ) { draft, call in
                let count = try call.integer("count")
                guard (1...40).contains(count) else {
                    throw LuaError("bad argument 'count' to 'lines': 1 to 40 expected, got \(count)")
                }
                try draft.add(.lines(label: call.bytes("label").description, count: count))
                return .nothing
            },
        ]
    }

    private func part(
        _ name: String, _ type: LuaParameterType, _ parameter: String, _ about: String, _ summary: String,
        _ example: String,
        _ read: @escaping (View, LuaState, LuaValue) throws -> DocumentPart
    ) -> LuaMethod<ReportDraft> {
        LuaMethod(
            name, parameters: [LuaParameter(parameter, type, about)], summary: summary, example: example
        ) { [unowned self] draft, call in
            try draft.add(read(self, call.state, call.value(0)))
            return .nothing
        }
    }

    private func sectionMethod(
        _ name: String, _ summary: String, _ example: String, isPage: Bool
    ) -> LuaMethod<ReportDraft> {
        LuaMethod(
            name,
            parameters: [
                LuaParameter(
                    "title", .string, "The title; may be empty in a section, which then is a place only."),
                LuaParameter(
                    "options", .either([.table, .function]),
                    "note (a line under the title), width (full, or half for beside another one); may be left out."
                ),
                LuaParameter("body", .function, "Adds what stands in it.", optional: true),
            ],
            summary: summary, example: example
        ) { [unowned self] draft, call in
            let title = try call.bytes("title").description
            let options = try call.value("options")
            var note = ""
            var width = DocumentSection.Width.full
            if let table = options.table {
                var reader = try TableReader(table, what: "document:\(name)", view: self)
                note = try reader.optionalText("note") ?? ""
                width = try reader.option("width", DocumentSection.Width.self) ?? .full
                try reader.finish()
            }
            guard let body = try options.function ?? call.optionalFunction("body") else {
                throw LuaError("bad argument 'body' to '\(name)': function expected, got no value")
            }
            try draft.section { parts in
                DocumentSection(title: title, note: note, width: width, isPage: isPage, parts: parts)
            } body: { () throws(LuaError) in
                try body.call()
            }
            return .nothing
        }
    }
}

extension LuaState {
    /// A text's words; U+FFFD stands for what is no UTF-8.
    fileprivate func string(of value: LuaValue) throws(LuaError) -> String {
        try text(of: value).description
    }
}
