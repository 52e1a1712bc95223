import Mustache

/// How what is filled into a template is escaped.
///
/// Mustache's own way for HTML goes by characters: a quotation mark that a combining sign follows is one
/// character with it, stays as it is, and ends an attribute nonetheless.
enum TemplateFormat: String, CaseIterable, MustacheContentType {
    case html, markdown, csv, plain

    /// By the end of the file's name, with `.mustache` behind it or not: `.html`, `.md`, `.csv`; anything else
    /// is taken for HTML, save `.txt`.
    init(path: String) {
        let name = path.hasSuffix(".mustache") ? String(path.dropLast(9)) : path
        switch name.split(separator: ".").last {
        case "md", "markdown": self = .markdown
        case "csv": self = .csv
        case "txt": self = .plain
        default: self = .html
        }
    }

    func escapeText(_ text: String) -> String {
        // A number means itself everywhere; in a spreadsheet the guard against formulas would make it a text.
        if text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 }) { return text }
        let bytes = Array(text.utf8)
        return switch self {
        case .html: String(decoding: HTMLText.escape(bytes), as: UTF8.self)
        case .markdown: String(decoding: MarkdownText.escape(bytes), as: UTF8.self)
        case .csv: String(decoding: SpreadsheetText.cell(bytes), as: UTF8.self)
        case .plain: text
        }
    }

    /// The line that tells Mustache so, at the begin of a template.
    var pragma: String {
        _ = Self.areRegistered
        return "{{% CONTENT_TYPE: \(name) }}\n"
    }

    private var name: String { "caseload.\(rawValue)" }

    private static let areRegistered: Void = {
        for format in allCases { MustacheContentTypes.register(format, named: format.name) }
    }()
}
