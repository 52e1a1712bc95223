/// Writes the tables of a report as CSV (RFC 4180); what is no table is left out.
///
/// Tables with the same columns are one, in the order of the report; where the report has several of them, a
/// first column names the sections that each row comes from. Tables with other columns follow behind an empty
/// line, with a header of their own.
struct CSVDocument {
    private struct Block {
        let columns: [DocumentColumn]
        var tables: [(sections: [String], rows: [[DocumentCell]])]
    }

    static func write(_ document: ReportDocument) -> [UInt8] {
        var blocks: [Block] = []
        gather(document.parts, below: [], into: &blocks)
        return Array(blocks.map(write).joined(separator: [13, 10]))
    }

    private static func gather(_ parts: [DocumentPart], below sections: [String], into blocks: inout [Block])
    {
        for part in parts {
            switch part {
            case .section(let section):
                gather(
                    section.parts, below: section.title.isEmpty ? sections : sections + [section.title],
                    into: &blocks)
            case .table(let table):
                let path = table.caption.isEmpty ? sections : sections + [table.caption]
                let keys = table.columns.map(\.key)
                if let block = blocks.firstIndex(where: { $0.columns.map(\.key) == keys }) {
                    blocks[block].tables.append((path, table.rows))
                } else {
                    blocks.append(Block(columns: table.columns, tables: [(path, table.rows)]))
                }
            default: break
            }
        }
    }

    private static func write(_ block: Block) -> [UInt8] {
        let hasSections = block.tables.count > 1
        var bytes = line((hasSections ? ["section"] : []) + block.columns.map(\.key))
        for table in block.tables {
            let section = SpreadsheetText.cell(Array(table.sections.joined(separator: " / ").utf8))
            for row in table.rows {
                if hasSections { bytes += section + [UInt8(ascii: ",")] }
                bytes += Array(row.map(cell).joined(separator: [UInt8(ascii: ",")]))
                bytes += [13, 10]
            }
        }
        return bytes
    }

    private static func line(_ names: [String]) -> [UInt8] {
        Array(
            names.map { SpreadsheetText.cell(Array($0.utf8)) }.joined(separator: [UInt8(ascii: ",")])
        ) + [13, 10]
    }

    /// The value for a program: shares as shares, not as percentages.
    private static func cell(_ cell: DocumentCell) -> [UInt8] {
        switch cell.value {
        case .missing: []
        // Six digits hold a share to the student; more are noise of the division.
        case .number(let value): Array(DecimalText.text(value, limit: 6).utf8)
        case .integer(let value): Array(String(value).utf8)
        case .boolean(let value): Array((value ? "true" : "false").utf8)
        case .chart(.spark(let chart)):
            Array(
                chart.values.map { $0.map { DecimalText.text($0, limit: 6) } ?? "" }.joined(separator: " ")
                    .utf8)
        case .text, .date, .chart: SpreadsheetText.cell(Array(cell.text().utf8))
        }
    }
}
