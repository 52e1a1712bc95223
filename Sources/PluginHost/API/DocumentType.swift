import Engagement
import Lua

/// A report on its way: what it is about, and what has been written so far.
final class ReportDraft {
    let title: String
    let format: Manifest.ReportFormat
    let rows: [Int]
    private(set) var bytes: [UInt8] = []
    /// The most that a report may weigh, in bytes.
    static let sizeLimit = 512 << 20

    init(title: String, format: Manifest.ReportFormat, rows: [Int]) {
        self.title = title
        self.format = format
        self.rows = rows
    }

    func write(_ text: some Collection<UInt8>) throws(LuaError) {
        guard bytes.count + text.count <= Self.sizeLimit else {
            throw LuaError(
                "document: the report is above \(Self.sizeLimit >> 20) MiB; report on fewer students")
        }
        bytes.append(contentsOf: text)
    }
}

extension View {
    func documentType() -> LuaType<ReportDraft> {
        LuaType(
            "caseload.Document",
            summary: "The report that a plugin writes. The host stores it when the plugin has returned.",
            fields: [
                .string("title", "The report's title.") { $0.title },
                .string("format", "The file type that the manifest declares.") { $0.format.rawValue },
                LuaField("students", type: "caseload.Students", summary: "Whom the report is about.") {
                    [unowned self] draft, call in try call.make(Students(rows: draft.rows), students)
                },
            ],
            methods: [
                LuaMethod(
                    "write", parameters: [LuaParameter("text", .string, "What to add, as it is.")],
                    summary:
                        "Adds text as it is. What comes from a record must be escaped: text.fill and text.html do.",
                    example: "document:write(text.fill(\"<h1>{name}</h1>\\n\", { name = student.name }))"
                ) { draft, call in
                    try draft.write(call.bytes("text").bytes)
                    return .nothing
                },
                LuaMethod(
                    "row",
                    parameters: [
                        LuaParameter(
                            "cells", .table, "Texts, numbers, booleans, dates; nil is an empty cell."),
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
                        throw LuaError(
                            "bad argument 'count' to 'row': 0 to 16384 cells expected, got \(count)")
                    }
                    var line: [UInt8] = []
                    for number in 0..<count {
                        if number > 0 { line.append(UInt8(ascii: ",")) }
                        let cell = try cells.rawGet(number + 1)
                        line += try csvCell(cell, in: state)
                    }
                    try draft.write(line + [13, 10])
                    return .nothing
                },
            ])
    }
}

/// A value as a cell of CSV: quoted where it must be, and never a formula.
private func csvCell(_ value: LuaValue, in state: LuaState) throws(LuaError) -> [UInt8] {
    if value.isNil { return [] }
    var bytes = try state.text(of: value).bytes
    if value.number != nil { return bytes }
    // What a spreadsheet takes for the begin of a formula: = + - @, a tab, a carriage return.
    if let first = bytes.first, [61, 43, 45, 64, 9, 13].contains(first) { bytes.insert(39, at: 0) }
    guard bytes.contains(where: { [44, 34, 10, 13].contains($0) }) else { return bytes }
    return [34] + bytes.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
}
