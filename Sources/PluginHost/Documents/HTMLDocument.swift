import Engagement
import Foundation

/// Writes a report as one page of HTML that needs no network: readable on a phone, to be printed, and with
/// landmarks, headings and table headers for those who hear it.
///
/// The page forbids itself all scripts but its own by a content security policy: a second lock behind the
/// escaping.
struct HTMLDocument {
    private let document: ReportDocument
    private var body = ""
    private var pageCount = 0
    /// The title of the innermost section, which a table without a caption is called by.
    private var place = ""
    private var hasInteractiveTable = false

    static func write(_ document: ReportDocument) -> [UInt8] {
        var writer = HTMLDocument(document)
        return Array(writer.page().utf8)
    }

    private init(_ document: ReportDocument) {
        self.document = document
    }

    private func escaped(_ text: String) -> String { HTMLText.escape(text) }

    private func prose(_ text: String) -> String { HTMLText.prose(text) }

    private var pages: [DocumentSection] {
        document.parts.compactMap {
            if case .section(let section) = $0, section.isPage { section } else { nil }
        }
    }

    private mutating func page() -> String {
        let facts = document.facts
        let pages = pages
        // Where all of it is pages, each has its own head, and the report's own is for the screen only.
        let isAllPages = !pages.isEmpty && pages.count == document.parts.count
        // A report of one page needs no second title over it.
        if !(isAllPages && pages.count == 1) {
            body +=
                "<header class=\"report\(isAllPages ? " screen" : "")\">\n<h1>\(escaped(facts.title))</h1>\n"
            body += "<p>\(prose(Self.byline(facts)))</p>\n</header>\n"
        }
        if pages.count > 1 {
            body += "<nav class=\"screen\" aria-label=\"Contents\">\n<ol>\n"
            for (number, page) in pages.enumerated() {
                body += "<li><a href=\"#page-\(number + 1)\">\(escaped(page.title))</a></li>\n"
            }
            body += "</ol>\n</nav>\n"
        }
        body += "<main>\n"
        for part in document.parts {
            add(part, level: isAllPages && pages.count == 1 ? 1 : 2)
        }
        body += "</main>\n<footer>\n<p>\(prose(Self.source(facts)))</p>\n</footer>\n"
        return head() + body + "</body>\n</html>\n"
    }

    static func byline(_ facts: ReportDocument.Facts) -> String {
        "As of \(facts.asOf) · \(facts.studentCount) \(facts.studentCount == 1 ? "student" : "students")"
    }

    static func source(_ facts: ReportDocument.Facts) -> String {
        "\(facts.plugin) \(facts.version), as of \(facts.asOf). Confidential: records of students; share with those "
            + "only who may see them."
    }

    private func head() -> String {
        let script = hasInteractiveTable ? "<script>\(HTMLDocumentScript.source)</script>\n" : ""
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'"
            + (hasInteractiveTable ? "; script-src 'sha256-\(HTMLDocumentScript.digest)'" : "")
            + "; base-uri 'none'; form-action 'none'"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="caseload">
            <meta name="robots" content="noindex">
            <title>\(escaped(document.facts.title))</title>
            <style>\(HTMLDocumentStyle.source)</style>
            \(script)</head>
            <body\(hasInteractiveTable ? " class=\"wide\"" : "")>

            """
    }

    private mutating func add(_ part: DocumentPart, level: Int) {
        switch part {
        case .heading(let text): body += "<h\(level)>\(escaped(text))</h\(level)>\n"
        case .paragraph(let text): body += "<p\(Self.tone(text.tone))>\(inline(text))</p>\n"
        case .list(let items):
            body += "<ul>\n"
            for item in items { body += "<li\(Self.tone(item.tone))>\(inline(item))</li>\n" }
            body += "</ul>\n"
        case .facts(let facts):
            body += "<dl>\n"
            for fact in facts {
                body += "<div><dt>\(escaped(fact.name))</dt><dd\(Self.tone(fact.value.tone))>"
                body += "\(content(of: fact.value, in: nil))</dd></div>\n"
            }
            body += "</dl>\n"
        case .table(let table): add(table)
        case .chart(let chart): add(chart)
        case .section(let section): add(section, level: level)
        case .lines(let label, let count):
            body += "<p class=\"write-label\">\(escaped(label))</p>\n"
            for _ in 0..<count { body += "<div class=\"write\"></div>\n" }
        case .raw(let bytes): body += String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func tone(_ tone: DocumentTone) -> String {
        tone == .plain ? "" : " class=\"\(tone.rawValue)\""
    }

    private func inline(_ text: DocumentText) -> String {
        text.lead.isEmpty
            ? prose(text.text) : "<strong>\(prose(text.lead))</strong> \(prose(text.text))"
    }

    private mutating func add(_ section: DocumentSection, level: Int) {
        let level = min(level, 6)
        var element = "article"
        let note = section.note.isEmpty ? "" : "<p>\(prose(section.note))</p>\n"
        if section.isPage {
            pageCount += 1
            body += "<article id=\"page-\(pageCount)\">\n<header>\n"
            body += "<h\(level)>\(escaped(section.title))</h\(level)>\n\(note)</header>\n"
        } else {
            // Without a title it is no landmark, only a place.
            element = section.title.isEmpty ? "div" : "section"
            body += "<\(element)\(section.width == .half ? " class=\"half\"" : "")>\n"
            if !section.title.isEmpty { body += "<h\(level)>\(escaped(section.title))</h\(level)>\n" }
            if !note.isEmpty {
                body += note.replacing("<p>", with: "<p class=\"quiet\">", maxReplacements: 1)
            }
        }
        let outer = place
        if !section.title.isEmpty { place = section.title }
        for part in section.parts { add(part, level: section.title.isEmpty ? level : level + 1) }
        place = outer
        body += "</\(element)>\n"
    }

    private mutating func add(_ chart: Chart) {
        body +=
            "<figure>\n<figcaption>\(escaped(chart.title))</figcaption>\n\(chart.svg(showsTitle: false))\n"
        if let figures = chart.figures {
            body +=
                "<details class=\"screen\"><summary>Figures<span class=\"hidden\"> of \(escaped(chart.title))"
            body += "</span></summary>\n"
            add(figures)
            body += "</details>\n"
        }
        body += "</figure>\n"
    }

    private mutating func add(_ table: DocumentTable) {
        if table.rows.isEmpty, !table.emptyNote.isEmpty {
            body += "<p class=\"quiet\">\(escaped(table.emptyNote))</p>\n"
            return
        }
        if table.isInteractive { hasInteractiveTable = true }
        let widths = table.columns.indices.map { ColumnWidth(of: $0, in: table) }
        let isCards = Self.isCards(table, widths)
        func role(_ name: String) -> String { isCards ? " role=\"\(name)\"" : "" }
        // What may scroll sideways can be reached and scrolled with the keyboard, and says what it is.
        let names = [table.caption, place, table.columns[0].title + " table"]
        let label = escaped(names.first { !$0.isEmpty } ?? "")
        let room = isCards ? ColumnWidth.tablet : ColumnWidth.phone
        let scrolls = widths.reduce(0) { $0 + $1.least } > room
        body += "<div class=\"table\(isCards ? " cards" : "")\""
        body += "\(scrolls ? " tabindex=\"0\" role=\"group\" aria-label=\"\(label)\"" : "")>"
        body += "<table\(table.isInteractive ? " data-interactive" : "")\(role("table"))>\n"
        if !table.caption.isEmpty { body += "<caption>\(prose(table.caption))</caption>\n" }
        body += "<thead\(role("rowgroup"))><tr\(role("row"))>"
        for (number, column) in table.columns.enumerated() {
            let filter = table.isInteractive && column.isFilter ? " data-filter" : ""
            let name = widths[number].kind == .long ? "long" : column.isFigure ? "figure" : ""
            body += "<th scope=\"col\"\(role("columnheader"))"
            body += "\(name.isEmpty ? "" : " class=\"\(name)\"")\(filter)>"
            // A header without a word would be announced as nothing.
            body += column.title.isEmpty ? "<span class=\"hidden\">Name</span>" : prose(column.title)
            body += "</th>"
        }
        body += "</tr></thead>\n<tbody\(role("rowgroup"))>\n"
        for row in table.rows {
            body += "<tr\(role("row"))>"
            for (number, cell) in row.enumerated() {
                let column = table.columns[number]
                let kind = widths[number].kind
                let classes = [
                    column.isFigure
                        ? "figure" : kind == .short || isCards && kind == .long ? kind.rawValue : "",
                    cell.tone == .plain ? "" : cell.tone.rawValue,
                ].filter { !$0.isEmpty }.joined(separator: " ")
                let attributes =
                    role(number == 0 ? "rowheader" : "cell")
                    + (classes.isEmpty ? "" : " class=\"\(classes)\"")
                    + (isCards && number > 0 ? " data-label=\"\(escaped(column.title))\"" : "")
                    + (table.isInteractive ? Self.sortValue(of: cell) : "")
                let text = content(of: cell, in: column)
                body +=
                    number == 0
                    ? "<th scope=\"row\"\(attributes)>\(text)</th>" : "<td\(attributes)>\(text)</td>"
            }
            body += "</tr>\n"
        }
        body += "</tbody>\n</table></div>\n"
    }

    /// Whether each row is a card of its own on a phone: a table with long texts has no room for them beside
    /// other columns.
    private static func isCards(_ table: DocumentTable, _ widths: [ColumnWidth]) -> Bool {
        !table.isInteractive && table.columns.count > 2
            && widths.dropFirst().contains { $0.kind == .long }
    }

    private func content(of cell: DocumentCell, in column: DocumentColumn?) -> String {
        if case .chart(let chart) = cell.value { return chart.svg(showsTitle: false) }
        return prose(cell.text(in: column))
    }

    /// What an interactive table sorts by, where it is not what the cell shows.
    private static func sortValue(of cell: DocumentCell) -> String {
        switch cell.value {
        case .number(let value): " data-value=\"\(value)\""
        case .integer(let value): " data-value=\"\(value)\""
        case .missing: " data-value=\"\""
        case .chart(.spark(let chart)):
            " data-value=\"\(chart.values.last.flatMap { $0 }.map { String($0) } ?? "")\""
        default: ""
        }
    }
}
