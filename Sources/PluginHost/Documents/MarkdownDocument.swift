/// Writes a report as Markdown (CommonMark with GitHub's tables).
struct MarkdownDocument {
    private var lines: [String] = []

    static func write(_ document: ReportDocument) -> [UInt8] {
        var writer = MarkdownDocument()
        writer.lines = [
            "# " + MarkdownText.escape(document.facts.title), "",
            MarkdownText.escape(HTMLDocument.byline(document.facts)), "",
        ]
        for part in document.parts { writer.add(part, level: 2) }
        writer.lines += ["---", "", MarkdownText.escape(HTMLDocument.source(document.facts))]
        return Array((writer.lines.joined(separator: "\n") + "\n").utf8)
    }

    private mutating func add(_ part: DocumentPart, level: Int) {
        let marks = String(repeating: "#", count: min(level, 6))
        switch part {
        case .heading(let text): lines += ["\(marks) \(MarkdownText.escape(text))", ""]
        case .paragraph(let text): lines += [inline(text), ""]
        case .list(let items): lines += items.map { "- " + inline($0) } + [""]
        case .facts(let facts):
            lines +=
                facts.map { fact in
                    "- **\(MarkdownText.escape(fact.name)):** \(MarkdownText.escape(fact.value.text()))"
                } + [""]
        case .table(let table): add(table)
        case .chart(let chart):
            lines += [
                "**\(MarkdownText.escape(chart.title))**", "", MarkdownText.escape(chart.alternative), "",
            ]
        case .section(let section):
            if !section.title.isEmpty { lines += ["\(marks) \(MarkdownText.escape(section.title))", ""] }
            if !section.note.isEmpty { lines += [MarkdownText.escape(section.note), ""] }
            for part in section.parts { add(part, level: section.title.isEmpty ? level : level + 1) }
        case .lines(let label, let count):
            lines += [MarkdownText.escape(label), ""]
            for _ in 0..<count { lines += [String(repeating: "\\_", count: 40), ""] }
        case .raw(let bytes): lines += [String(decoding: bytes, as: UTF8.self)]
        }
    }

    private func inline(_ text: DocumentText) -> String {
        text.lead.isEmpty
            ? MarkdownText.escape(text.text)
            : "**\(MarkdownText.escape(text.lead))** \(MarkdownText.escape(text.text))"
    }

    private mutating func add(_ table: DocumentTable) {
        if !table.caption.isEmpty { lines += ["**\(MarkdownText.escape(table.caption))**", ""] }
        if table.rows.isEmpty, !table.emptyNote.isEmpty {
            lines += [MarkdownText.escape(table.emptyNote), ""]
            return
        }
        lines.append(row(table.columns.map { MarkdownText.escape($0.title) }))
        lines.append(row(table.columns.map { $0.isFigure ? "--:" : "---" }))
        for cells in table.rows {
            lines.append(
                row(zip(table.columns, cells).map { MarkdownText.escape($1.text(in: $0)) }))
        }
        lines.append("")
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
