import Lua

/// A template in Mustache: text with `{{names}}`, `{{#sections}}`, `{{^inverted}}` ones and `{{> partials}}`.
///
/// Of the specification all but lambdas, inheritance and dynamic names. It is this program's own because
/// what is filled in must be escaped byte by byte and for more than HTML, because an unknown partial must be
/// an error, and because templates read tables of Lua without a copy of them.
struct Template {
    indirect enum Token {
        case text(ArraySlice<UInt8>)
        /// A value; escaped unless it stands in three braces or behind `&`.
        case variable(Name, isEscaped: Bool)
        case section(Name, isInverted: Bool, [Token])
        /// Another template, each line of which is indented so far.
        case partial(String, indentation: ArraySlice<UInt8>, line: Int)
    }

    /// A name with dots between its parts; no part at all for the value in hand, `.`.
    struct Name {
        let parts: [String]
        let line: Int

        init(_ text: String, line: Int) {
            parts =
                text == "."
                ? [] : text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            self.line = line
        }

        var text: String { parts.isEmpty ? "." : parts.joined(separator: ".") }
    }

    /// How what is filled in is escaped.
    enum Format {
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

        func escape(_ text: [UInt8]) -> [UInt8] {
            switch self {
            case .html: HTMLText.escape(text)
            case .markdown: MarkdownText.escape(text)
            case .csv: SpreadsheetText.cell(text)
            case .plain: text
            }
        }
    }

    /// The file's path in the plugin's folder.
    let path: String
    let format: Format
    let tokens: [Token]

    /// Reads a template.
    ///
    /// - Throws: For a tag that is not closed or a section that ends as another, with the file and the line.
    init(_ source: [UInt8], path: String) throws(LuaError) {
        self.path = path
        format = Format(path: path)
        var parser = TemplateParser(source, path: path)
        tokens = try parser.parse()
    }
}
