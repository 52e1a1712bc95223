/// Writes a report as JSON: its parts in their order, the rows of tables as objects by the columns' keys.
struct JSONDocument {
    static func write(_ document: ReportDocument) -> [UInt8] {
        var writer = JSONWriter(indent: 2)
        let facts = document.facts
        writer.openObject()
        member("title", facts.title, in: &writer)
        member("as_of", facts.asOf, in: &writer)
        member("plugin", facts.plugin, in: &writer)
        member("version", facts.version, in: &writer)
        writer.key("students")
        writer.integer(Int64(facts.studentCount))
        write(document.parts, to: &writer)
        writer.close()
        return writer.bytes + [10]
    }

    private static func member(_ key: String, _ text: String, in writer: inout JSONWriter) {
        writer.key(key)
        writer.string(text)
    }

    private static func write(_ parts: [DocumentPart], to writer: inout JSONWriter) {
        writer.key("parts")
        writer.openArray()
        for part in parts { write(part, to: &writer) }
        writer.close()
    }

    private static func write(_ part: DocumentPart, to writer: inout JSONWriter) {
        // Room to write by hand is for paper.
        if case .lines = part { return }
        writer.openObject()
        switch part {
        case .heading(let text): member("heading", text, in: &writer)
        case .paragraph(let text): write(text, key: "paragraph", to: &writer)
        case .list(let items):
            writer.key("list")
            writer.openArray()
            for item in items {
                writer.openObject()
                write(item, key: "text", to: &writer)
                writer.close()
            }
            writer.close()
        case .facts(let facts):
            writer.key("facts")
            writer.openArray()
            for fact in facts {
                writer.openObject()
                member("name", fact.name, in: &writer)
                writer.key("value")
                write(fact.value, to: &writer)
                writer.close()
            }
            writer.close()
        case .table(let table): write(table, to: &writer)
        case .chart(let chart):
            member("chart", chart.title, in: &writer)
            member("text", chart.alternative, in: &writer)
            if let figures = chart.figures { write(figures, to: &writer) }
        case .section(let section):
            member("section", section.title, in: &writer)
            if !section.note.isEmpty { member("note", section.note, in: &writer) }
            write(section.parts, to: &writer)
        case .lines, .raw: break
        }
        writer.close()
    }

    private static func write(_ text: DocumentText, key: String, to writer: inout JSONWriter) {
        if !text.lead.isEmpty { member("lead", text.lead, in: &writer) }
        member(key, text.text, in: &writer)
    }

    private static func write(_ table: DocumentTable, to writer: inout JSONWriter) {
        writer.key("table")
        writer.string(table.caption)
        writer.key("columns")
        writer.openArray()
        for column in table.columns {
            writer.openObject()
            member("key", column.key, in: &writer)
            member("title", column.title, in: &writer)
            writer.close()
        }
        writer.close()
        writer.key("rows")
        writer.openArray()
        for row in table.rows {
            writer.openObject()
            for (column, cell) in zip(table.columns, row) where !cell.isMissing {
                writer.key(column.key)
                write(cell, to: &writer)
            }
            writer.close()
        }
        writer.close()
    }

    private static func write(_ cell: DocumentCell, to writer: inout JSONWriter) {
        switch cell.value {
        case .missing: writer.null()
        case .integer(let value): writer.integer(value)
        case .number(let value) where value.isFinite: writer.number(value)
        case .boolean(let value): writer.boolean(value)
        case .chart(.spark(let chart)):
            writer.openArray()
            for value in chart.values {
                if let value, value.isFinite { writer.number(value) } else { writer.null() }
            }
            writer.close()
        case .text, .number, .date, .chart: writer.string(cell.text())
        }
    }
}
