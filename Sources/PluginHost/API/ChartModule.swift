import Engagement
import Lua

/// The functions of `chart`, and the charts they make.
extension View {
    func chartType() -> LuaType<Chart> {
        LuaType(
            "caseload.Chart",
            summary:
                "A chart: for document:chart, a cell of a table, or as SVG in HTML of your own. Its colours are told "
                + "apart with any kind of colour blindness and in grey print.",
            fields: [
                .string("title", "The title.") { $0.title },
                .string("text", "What it shows, in words.") { $0.alternative },
            ],
            methods: [
                LuaMethod(
                    "svg", returns: "string",
                    summary: "The drawing as an element of HTML, with its title and what it shows in words.",
                    example: "document:write(chart.spark { values = { 1, 3, 2 } }:svg())"
                ) { chart, _ in .string(chart.svg(showsTitle: true)) }
            ],
            metamethods: [.text { "chart \($0.title)" }])
    }

    var chartFunctions: [LuaFunctionSpec] {
        [
            seriesFunction(
                .line, "A line chart: how figures went. Up to four lines.",
                #"chart.line { title = "Rate", labels = { "Sep", "Oct" }, values = { 0.95, 0.9 }, format = "percent" }"#
            ),
            seriesFunction(
                .bar, "A bar chart, bars of several series beside one another. Up to five series.",
                #"chart.bar { title = "Absences", labels = { "Mon", "Tue" }, values = { 2, 1 } }"#),
            seriesFunction(
                .stacked, "A bar chart whose series stand on one another. Up to five series, none below 0.",
                #"chart.stacked { title = "Days", labels = { "Sep" }, series = { { name = "in", values = { 1 } } } }"#
            ),
            LuaFunctionSpec(
                "spark",
                parameters: [
                    LuaParameter(
                        "description", .table,
                        "values, and where they fit count (how many, where some are nil), title, format, minimum, "
                            + "maximum.")
                ],
                returns: "caseload.Chart",
                summary: "A line as small as a word, for a cell of a table.",
                example: "chart.spark { values = { 1, 3, 2 }, minimum = 0 }"
            ) { [unowned self] call in
                var reader = try TableReader(call.table(0), what: "chart.spark", view: self)
                let values = try reader.table("values")
                let count = try reader.optionalInteger("count", in: 0...1_000) ?? values?.count ?? 0
                let spark = SparkChart(
                    title: Self.cut(LuaString(try reader.optionalText("title") ?? "")),
                    values: try Self.figures(values, count: count, what: "chart.spark"),
                    format: try reader.option("format", FigureFormat.self) ?? .number,
                    minimum: try reader.optionalNumber("minimum"),
                    maximum: try reader.optionalNumber("maximum"))
                try reader.finish()
                return try call.make(.spark(spark), chart)
            },
            calendarFunction,
        ]
    }

    private func seriesFunction(
        _ kind: SeriesChart.Kind, _ summary: String, _ example: String
    ) -> LuaFunctionSpec {
        LuaFunctionSpec(
            kind.rawValue,
            parameters: [
                LuaParameter(
                    "description", .table,
                    "title, labels (texts or dates), values (one a label, nil where missing) or series (tables of "
                        + "name and values), and where they fit format (number, integer, percent), unit, minimum, "
                        + "maximum, marks (lines across: value, label, flags = \"below\" or \"above\" for the side "
                        + "whose figures are drawn hollow).")
            ],
            returns: "caseload.Chart", summary: summary, example: example
        ) { [unowned self] call in
            let drawn = try series(kind, call.table(0), in: call.state)
            return try call.make(.series(drawn), chart)
        }
    }

    private func series(
        _ kind: SeriesChart.Kind, _ table: LuaTable, in state: LuaState
    ) throws(LuaError) -> SeriesChart {
        let what = "chart.\(kind.rawValue)"
        var reader = try TableReader(table, what: what, view: self)
        let labels = try (reader.table("labels")?.array() ?? []).map { value throws(LuaError) in
            Self.cut(try state.text(of: value))
        }
        guard labels.count <= 1_000 else {
            throw LuaError("\(what): labels: 1000 at most, got \(labels.count)")
        }
        var list: [SeriesChart.Series] = []
        let values = try reader.table("values")
        let several = try reader.list("series")
        if let values {
            guard several.isEmpty else { throw LuaError("\(what): expected values or series, got both") }
            list = [.init(name: "", values: try Self.figures(values, count: labels.count, what: what))]
        }
        for table in several {
            var one = try TableReader(table, what: "\(what): a series", view: self)
            let name = Self.cut(LuaString(try one.text("name")))
            list.append(
                .init(
                    name: name, values: try Self.figures(one.table("values"), count: labels.count, what: what)
                ))
            try one.finish()
        }
        let limit = SeriesChart.limit(of: kind)
        guard list.count <= limit else {
            throw LuaError("\(what): at most \(limit) series can be told apart, got \(list.count)")
        }
        let marks = try reader.list("marks").map { table throws(LuaError) in
            var mark = try TableReader(table, what: "\(what): a mark", view: self)
            let result = SeriesChart.Mark(
                value: try mark.number("value"),
                label: Self.cut(LuaString(try mark.optionalText("label") ?? "")),
                flags: try mark.option("flags", SeriesChart.Mark.Side.self))
            try mark.finish()
            return result
        }
        let result = SeriesChart(
            kind: kind, title: Self.cut(LuaString(try reader.text("title"))), labels: labels, series: list,
            marks: marks,
            format: try reader.option("format", FigureFormat.self) ?? .number,
            unit: Self.cut(LuaString(try reader.optionalText("unit") ?? "")),
            minimum: try reader.optionalNumber("minimum"),
            maximum: try reader.optionalNumber("maximum"))
        try reader.finish()
        return result
    }

    /// A text as a chart shows it: a label that is longer is drawn by nobody and read by nobody.
    private static func cut(_ text: LuaString) -> String {
        guard text.bytes.count > 200 else { return text.description }
        return String(decoding: text.bytes.prefix(1_000), as: UTF8.self).prefix(200) + "…"
    }

    /// So many figures of a list; a missing one is nil.
    private static func figures(_ table: LuaTable?, count: Int, what: String) throws(LuaError) -> [Double?] {
        guard let table, count > 0 else { return [Double?](repeating: nil, count: count) }
        return try table.get((1...count).map { .integer($0) }).map { value throws(LuaError) in
            if value.isNil { return nil }
            guard let number = value.number, number.isFinite else {
                throw LuaError("\(what): values: expected numbers, got \(value)")
            }
            return number
        }
    }

    private var calendarFunction: LuaFunctionSpec {
        LuaFunctionSpec(
            "calendar",
            parameters: [
                LuaParameter(
                    "description", .table,
                    "title, first and last (dates), kinds (tables of name and letter, from the least to the most, "
                        + "five at most), days (tables of date and kind, the kind's name).")
            ],
            returns: "caseload.Chart",
            summary: "A heat map of a calendar: a square a day, a column a week.",
            example:
                #"chart.calendar { title = "Days", first = "2025-09-01", last = "2025-09-05", kinds = { { name = "absent", letter = "A" } }, days = { { date = "2025-09-02", kind = "absent" } } }"#
        ) { [unowned self] call in
            var reader = try TableReader(call.table(0), what: "chart.calendar", view: self)
            let kinds = try reader.list("kinds").map { table throws(LuaError) in
                var kind = try TableReader(table, what: "chart.calendar: a kind", view: self)
                let result = CalendarChart.Kind(
                    name: try kind.text("name"),
                    letter: String(try kind.optionalText("letter")?.first.map { String($0) } ?? ""))
                try kind.finish()
                return result
            }
            guard (1...CalendarChart.kindLimit).contains(kinds.count) else {
                throw LuaError(
                    "chart.calendar: kinds: 1 to \(CalendarChart.kindLimit) expected, got \(kinds.count)")
            }
            let (first, last) = (try reader.date("first"), try reader.date("last"))
            guard first <= last, last - first < CalendarChart.dayLimit else {
                throw LuaError(
                    "chart.calendar: expected up to \(CalendarChart.dayLimit) days from first to last, got "
                        + "\(first) to \(last)")
            }
            var days: [CalendarDate: Int] = [:]
            for table in try reader.list("days") {
                var day = try TableReader(table, what: "chart.calendar: a day", view: self)
                let (date, name) = (try day.date("date"), try day.text("kind"))
                guard let kind = kinds.firstIndex(where: { $0.name == name }) else {
                    throw LuaError("chart.calendar: days: no kind '\(name)' among kinds")
                }
                // Of several things on a day the one that weighs most is shown.
                if first <= date, date <= last { days[date] = max(kind, days[date] ?? 0) }
                try day.finish()
            }
            let calendar = CalendarChart(
                title: Self.cut(LuaString(try reader.text("title"))), kinds: kinds, days: days, first: first,
                last: last)
            try reader.finish()
            return try call.make(.calendar(calendar), chart)
        }
    }
}
