import Engagement
import Lua

/// A report on its way: what it is about, and what has been written so far.
final class ReportDraft {
    let facts: ReportDocument.Facts
    let format: Manifest.ReportFormat
    let rows: [Int]
    /// The parts of the sections that are open, the outermost first, over those of the report itself.
    private var levels: [[DocumentPart]] = [[]]
    /// Text as it is that is in no part yet.
    private var raw: [UInt8] = []
    private var hasRaw = false
    private var hasParts = false
    /// The most that a report may weigh, in bytes.
    static let sizeLimit = 512 << 20
    /// How deep sections may lie in one another.
    private static let depthLimit = 20

    init(facts: ReportDocument.Facts, format: Manifest.ReportFormat, rows: [Int]) {
        self.facts = facts
        self.format = format
        self.rows = rows
    }

    /// Adds text as it is.
    func write(_ text: some Collection<UInt8>) throws(LuaError) {
        guard raw.count + text.count <= Self.sizeLimit else { throw Self.tooLarge }
        hasRaw = true
        try refuseMixture()
        raw.append(contentsOf: text)
    }

    func add(_ part: DocumentPart) throws(LuaError) {
        hasParts = true
        try refuseMixture()
        flush()
        levels[levels.count - 1].append(part)
    }

    /// Adds what the body adds as a section's content.
    func section(
        _ make: ([DocumentPart]) -> DocumentSection, body: () throws(LuaError) -> Void
    ) throws(LuaError) {
        guard levels.count <= Self.depthLimit else {
            throw LuaError("document:section: more than \(Self.depthLimit) sections inside of one another")
        }
        flush()
        levels.append([])
        do throws(LuaError) {
            try body()
        } catch {
            levels.removeLast()
            throw error
        }
        flush()
        try add(.section(make(levels.removeLast())))
    }

    /// The whole file.
    func bytes() throws(LuaError) -> [UInt8] {
        guard hasParts else { return raw }
        flush()
        let document = ReportDocument(facts: facts, parts: levels[0])
        let bytes =
            switch format {
            case .html: HTMLDocument.write(document)
            case .markdown: MarkdownDocument.write(document)
            case .csv: CSVDocument.write(document)
            case .json: JSONDocument.write(document)
            case .text: raw
            }
        guard bytes.count <= Self.sizeLimit else { throw Self.tooLarge }
        return bytes
    }

    private func flush() {
        guard !raw.isEmpty else { return }
        levels[levels.count - 1].append(.raw(raw))
        raw = []
    }

    private func refuseMixture() throws(LuaError) {
        if format == .text, hasParts {
            throw LuaError("document: a report of the format text is written with document:write only")
        }
        if hasRaw, hasParts, format == .csv || format == .json {
            throw LuaError(
                "document: a report of the format \(format.rawValue) is either written with write and row, or made "
                    + "of sections, tables and charts; not both")
        }
    }

    private static var tooLarge: LuaError {
        LuaError("document: the report is above \(sizeLimit >> 20) MiB; report on fewer students")
    }
}
