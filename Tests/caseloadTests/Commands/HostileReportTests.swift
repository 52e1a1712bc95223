import Engagement
import Foundation
import PluginHost
import Testing

/// Names may hold anything; whatever the format, they stay names.
@Suite struct HostileReportTests {
    private let program: Program

    /// By what they try.
    static let names: [(what: String, name: String)] = [
        ("HTML", "<script>alert(1)</script><img src=x onerror=alert(2)>"),
        ("an attribute", "\"'\u{301} onmouseover=\"alert(3)\" x='"),
        ("the end of a script", "</script></title></style>-->"),
        ("a formula", "=HYPERLINK(\"http://evil\",\"x\")"), ("a formula in full width", "＝1+1"),
        ("a terminal", "\u{1B}]0;owned\u{7}\u{1B}[2J"), ("right to left", "\u{202E}gnorw\u{2067}"),
        ("Markdown", "[x](http://evil) ![y](z) | `c` **b** http://evil"), ("lines", "a\n# b\n\n- c"),
        ("emoji", "👩‍👩‍👧 Zoë 王小明"),
    ]

    init() throws {
        program = try Program()
        try FileManager.default.createDirectory(atPath: program.path("in"), withIntermediateDirectories: true)
        var rows = "student_id,given_name,school_id\n"
        for (number, entry) in Self.names.enumerated() {
            rows += "S-\(number + 1),\"\(entry.name.replacing("\"", with: "\"\""))\",short\n"
        }
        rows += "S-99,\(String(repeating: "é<", count: 350_000)),long\n"
        try Data(rows.utf8).write(to: URL(fileURLWithPath: program.path("in/students.csv")))
        try Data("school_id,name\nshort,Short\nlong,Long\n".utf8).write(
            to: URL(fileURLWithPath: program.path("in/schools.csv")))
        try TestPlugin.names.write(into: program.path("Plugins"))
        try #require(program.run("init").status == 0)
        let outcome = try program.run("import", "in")
        try #require(outcome.status == 0, "\(outcome.error)")
    }

    private func report(_ format: String, school: String = "short") throws -> String {
        let outcome = try program.run(
            "report", "names", "--school", school, "--format", format, "--output", "report.\(format)")
        try #require(outcome.status == 0, "\(outcome.error)")
        return program.text(of: "report.\(format)") ?? ""
    }

    @Test func aNameOfAMegabyteComesThroughWhole() throws {
        for format in ["html", "markdown", "csv", "json"] {
            #expect(try report(format, school: "long").utf8.count > 1_000_000, "\(format)")
        }
    }

    @Test func htmlHasTheTagsOfTheHostOnly() throws {
        let html = try report("html")
        Self.isInertHTML(html, "names")
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        // What opens a direction of writing is closed where the name ends.
        #expect(html.contains("\u{202E}gnorw\u{2067}\u{2069}\u{202C}"))
        #expect(html.contains("␛]0;owned␇"))
        #expect(html.contains("👩‍👩‍👧 Zoë 王小明"))
    }

    private static func isInertHTML(_ html: String, _ what: String) {
        // The one script is the host's, and the page's policy knows no other.
        let bytes = Data(html.utf8)
        func has(_ part: String) -> Bool { bytes.range(of: Data(part.utf8)) != nil }
        let scripts = html.components(separatedBy: "<script").count - 1
        #expect(scripts <= 1, "\(what)")
        #expect(scripts == 0 || has("script-src 'sha256-"), "\(what)")
        for part in [
            "<img", "onerror=alert(2)>", "\" onmouseover", "' onmouseover", "</title></style>", "<h1><",
        ] {
            #expect(!has(part), "\(what): \(part)")
        }
        #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A }, "\(what)")
        // Every tag is one that the host writes: after a `<` comes nothing that a name began with.
        let tags = Set(
            bytes.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst().map {
                String(decoding: $0.prefix { !" >\n".utf8.contains($0) }.prefix(20), as: UTF8.self)
            })
        #expect(tags.isSubset(of: Self.tags), "\(what): \(tags.subtracting(Self.tags))")
    }

    private static let tags: Set<String> = [
        "!DOCTYPE", "html", "/html", "head", "/head", "meta", "title", "/title", "style", "/style", "script",
        "/script",
        "body", "/body", "header", "/header", "h1", "/h1", "h2", "/h2", "h3", "/h3", "p", "/p", "nav", "/nav",
        "ol", "/ol", "ul",
        "/ul", "li", "/li", "a", "/a", "main", "/main", "footer", "/footer", "article", "/article", "section",
        "/section",
        "strong", "/strong", "dl", "/dl", "div", "/div", "dt", "/dt", "dd", "/dd", "figure", "/figure",
        "figcaption",
        "/figcaption", "svg", "/svg", "desc", "/desc", "line", "rect", "/rect", "text", "/text", "path",
        "/path", "polyline",
        "details", "/details", "summary", "/summary", "span", "/span", "table", "/table", "caption",
        "/caption", "time", "/time", "thead",
        "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td", "/td",
    ]

    @Test func csvHasNoFormula() throws {
        let csv = try report("csv")
        Self.isInertCSV(csv, "names")
        #expect(csv.contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",S-4"))
        #expect(csv.contains("'＝1+1,S-5"))
    }

    /// No field begins with what a spreadsheet takes for a formula, but numbers.
    private static func isInertCSV(_ csv: String, _ what: String) {
        var isQuoted = false
        var field = ""
        for character in csv.unicodeScalars {
            switch character {
            case "\"": isQuoted.toggle()
            case ",", "\r", "\n":
                guard !isQuoted else { continue }
                if let first = field.first, "=＝+＋-－@＠".contains(first) {
                    #expect(Double(field) != nil, "\(what): \(field)")
                }
                field = ""
            default: if field.utf8.count < 40 { field.unicodeScalars.append(character) }
            }
        }
    }

    @Test func markdownHasNoLinkOrTagOfAName() throws {
        Self.isInertMarkdown(try report("markdown"), "names")
    }

    private static func isInertMarkdown(_ markdown: String, _ what: String) {
        // What is left without the signs that a backslash takes the meaning from.
        var plain: [UInt8] = []
        var isTaken = false
        for byte in markdown.utf8 {
            if isTaken, byte.isASCIIPunctuation { plain.removeLast() } else { plain.append(byte) }
            isTaken = byte == UInt8(ascii: "\\") && !isTaken
        }
        let data = Data(plain)
        for part in ["<", "](", "://", "`", "\n# b", "\n- c", "\u{1B}"] {
            #expect(data.range(of: Data(part.utf8)) == nil, "\(what): \(part)")
        }
    }

    /// Every report that is shipped, in every format, about students, mentors, schools and services of such
    /// names, who said and did such things; one of them of a megabyte.
    @Test func bundledReportsKeepThemNames() throws {
        try HostileDistrict.write(to: program.path("more"))
        let imported = try program.run("import", "more")
        try #require(imported.status == 0, "\(imported.error)")
        let day = ["--as-of", "2025-10-10"]
        #expect(try program.run(["run", "check-and-connect", "fidelity"] + day).status == 0)
        for plugin in BundledReports.plugins {
            let name = plugin.manifest.name
            // One about all, or, where confidential notes are in it, one about each.
            let isEach = plugin.manifest.reads.contains(.notes)
            for format in plugin.manifest.reportFormats {
                let folder = "out/\(name)-\(format)"
                try FileManager.default.createDirectory(
                    atPath: program.path(folder), withIntermediateDirectories: true)
                let outcome = try program.run(
                    ["report", name, "--all", "--format", format.rawValue, "--allow-small-cells"] + day
                        + (isEach
                            ? ["--each", "student", "--output", folder] : ["--output", "\(folder)/all"]))
                #expect(outcome.status == 0, "\(name) \(format): \(outcome.error.prefix(2000))")
                let files = try FileManager.default.contentsOfDirectory(atPath: program.path(folder))
                #expect(files.count == (isEach ? Self.names.count + 1 : 1))
                for file in files {
                    Self.isInert(
                        program.text(of: "\(folder)/\(file)") ?? "", format, "\(name) \(format) \(file)")
                }
            }
        }
    }

    private static func isInert(_ text: String, _ format: Manifest.ReportFormat, _ what: String) {
        #expect(!text.isEmpty, "\(what)")
        switch format {
        case .html: isInertHTML(text, what)
        case .csv: isInertCSV(text, what)
        case .markdown, .text: isInertMarkdown(text, what)
        case .json:
            #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil, "\(what)")
            #expect(!text.contains("<"), "\(what)")
        }
    }

    @Test func jsonIsReadBackAsItWas() throws {
        let json = try report("json")
        let value = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let table = try #require((value["parts"] as? [[String: Any]])?.last)
        let rows = try #require(table["rows"] as? [[String: Any]])
        let names = rows.map { Array(($0["name"] as? String ?? "").unicodeScalars) }
        for entry in Self.names { #expect(names.contains(Array(entry.name.unicodeScalars)), "\(entry.what)") }
        #expect(!json.contains("<"))
    }
}

extension UInt8 {
    /// Whether it is one of the signs of ASCII that are no letters, digits or spaces.
    fileprivate var isASCIIPunctuation: Bool {
        switch self {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
