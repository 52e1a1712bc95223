import Engagement

/// Reads fields of one column out of bytes, strictly: no value is guessed.
struct FieldReader {
    /// Longer ids than this many bytes are a mistake in the file.
    static let longestIdentifier = 255

    private let column: LayoutColumn
    private let number: Int
    private let words: [(bytes: [UInt8], number: Int64)]
    private let map: IdentifierMap?
    private let nearby: () -> [String]

    /// - Parameters:
    ///   - number: The column's number in its layout.
    ///   - codes: The district's own codes for a column of words, each with one of the column's words.
    init(
        _ layout: RecordLayout, column number: Int, codes: [String: String], context: ImportContext
    ) throws {
        column = layout.columns[number]
        self.number = number
        var map: IdentifierMap?
        var words: [ColumnType.Word] = []
        var nearby: () -> [String] = { [] }
        switch column.type {
        case .reference(let referent):
            map = try context.map(referent)
            nearby = { context.names(referent) }
        case .word(let known):
            let own = codes.compactMap { code, word in
                known.first { $0.name == word }.map { ColumnType.Word(name: code, number: $0.number) }
            }
            // Where a district says what its codes mean, the usual letters say nothing.
            let usual = codes.isEmpty ? known : known.filter { !$0.isAlias && codes[$0.name] == nil }
            words = own + usual
            let names = words.map(\.name)
            nearby = { names }
        default: break
        }
        self.words = words.map { (Array($0.name.utf8), $0.number) }
        self.map = map
        self.nearby = nearby
    }

    /// The slot of a field; texts go into `block`.
    func read(
        _ field: UnsafeBufferPointer<UInt8>, into block: RowBlock
    ) throws(RowProblem) -> Int64 {
        if field.isEmpty {
            guard column.presence != .required else {
                throw RowProblem(column: number, "is empty; \(column.type.prose) is needed")
            }
            return column.absent ?? RowSlots.empty
        }
        switch column.type {
        case .text:
            return block.add(field)
        case .identifier:
            guard field.count <= Self.longestIdentifier else {
                throw RowProblem(
                    column: number, "is longer than \(Self.longestIdentifier) bytes, too long for an id")
            }
            return block.add(field)
        case .reference(let referent):
            guard let found = map?.find(field) else { throw unknown(referent, field) }
            return found
        case .date:
            guard let date = CalendarDate(iso: trimmed(field)) else {
                throw RowProblem(column: number, "is not a day of the calendar; write YYYY-MM-DD")
            }
            return Int64(date.dayNumber)
        case .decimal(let minimum, let maximum):
            guard let value = DecimalNumber.read(trimmed(field)) else {
                throw RowProblem(column: number, "is not a number; write digits with a point: 12.5")
            }
            guard value >= minimum ?? -.infinity, value <= maximum ?? .infinity else {
                throw RowProblem(column: number, "is outside of what can be: \(column.type.prose)")
            }
            return Int64(bitPattern: value.bitPattern)
        case .count:
            guard let value = DecimalNumber.readCount(trimmed(field)) else {
                throw RowProblem(column: number, "is not a count: \(column.type.prose)")
            }
            return value
        case .word:
            let word = trimmed(field)
            for known in words where known.bytes.elementsEqual(word) { return known.number }
            throw unknownWord(word)
        case .gradeLevel:
            switch GradeLevel.read(String(decoding: trimmed(field), as: UTF8.self)) {
            case .year(let year): return Int64(year)
            case .ungraded: return RowSlots.empty
            case nil: throw RowProblem(column: number, "is not \(column.type.prose)")
            }
        }
    }

    /// The field without spaces and tabs around it.
    private func trimmed(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        guard let first = field.first, let last = field.last, isSpace(first) || isSpace(last) else {
            return field
        }
        var range = 0..<field.count
        while let first = range.first, isSpace(field[first]) { range.removeFirst() }
        while let last = range.last, isSpace(field[last]) { range.removeLast() }
        return UnsafeBufferPointer(rebasing: field[range])
    }

    private func unknown(_ referent: Referent, _ field: UnsafeBufferPointer<UInt8>) -> RowProblem {
        let name = String(decoding: field, as: UTF8.self)
        let near = nearestName(to: name, among: nearby()).map { " (did you mean '\($0)'?)" } ?? ""
        return RowProblem(
            column: number,
            """
            is no \(referent.noun) on record\(near); add it to \(referent.file) or drop this row
            """)
    }

    private func unknownWord(_ word: UnsafeBufferPointer<UInt8>) -> RowProblem {
        let name = String(decoding: word, as: UTF8.self)
        let near = nearestName(to: name, among: nearby()).map { " (did you mean '\($0)'?)" } ?? ""
        return RowProblem(
            column: number,
            "is not known here\(near); expected one of \(nearby().joined(separator: ", "))")
    }
}
