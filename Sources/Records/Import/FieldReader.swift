import Engagement
import NearestName

/// Reads fields of one column out of bytes, strictly: no value is guessed.
///
/// What a field needs is laid out flat when the file begins, so that reading one touches no enum with a
/// payload and counts no reference.
final class FieldReader {
    /// Longer ids than this many bytes are a mistake in the file.
    static let longestIdentifier = 255

    private enum Kind {
        case text, identifier, reference, date, decimal, count, word, gradeLevel
    }

    private let column: LayoutColumn
    private let number: Int
    private let kind: Kind
    private let isRequired: Bool
    private let absent: Int64
    private var minimum = -Double.infinity
    private var maximum = Double.infinity
    /// The numbers of ids for a reference, those of words for a word.
    private let map: IdentifierMap
    /// Names for messages that say which one is near.
    private let nearby: () -> [String]
    /// What the column's words are codes for, where a district may have its own.
    private let codeKind: UnmappedWord.Kind?

    /// - Parameters:
    ///   - number: The column's number in its layout.
    ///   - codes: The district's own codes for a column of words, each with one of the column's words.
    init(
        _ layout: RecordLayout, column number: Int, codes: [String: String], context: ImportContext
    ) throws {
        column = layout.columns[number]
        self.number = number
        codeKind = layout.codes.flatMap { $0.column == number ? $0.kind : nil }
        isRequired = column.presence == .required
        absent = column.absent ?? RowSlots.empty
        var map = IdentifierMap()
        var nearby: () -> [String] = { [] }
        switch column.type {
        case .text: kind = .text
        case .identifier: kind = .identifier
        case .date: kind = .date
        case .count: kind = .count
        case .gradeLevel: kind = .gradeLevel
        case .decimal(let low, let high):
            kind = .decimal
            minimum = low ?? minimum
            maximum = high ?? maximum
        case .reference(let referent):
            kind = .reference
            map = try context.map(referent)
            nearby = { context.names(referent) }
        case .word(let words):
            kind = .word
            let own = codes.sorted { $0.key < $1.key }.compactMap { code, word in
                words.first { $0.name == word }.map { (name: code, number: $0.number) }
            }
            // Where a district says what its codes mean, the usual letters say nothing.
            let usual = words.filter { codes.isEmpty || !$0.isAlias }
            let names = own + usual.map { (name: $0.name, number: $0.number) }
            for word in names {
                var name = word.name
                name.withUTF8 { map.insert($0, number: word.number) }
            }
            nearby = { names.map(\.name) }
        }
        self.map = map
        self.nearby = nearby
    }

    /// The slot of a field; texts go into `block`.
    func read(
        _ field: UnsafeBufferPointer<UInt8>, into block: RowBlock
    ) throws(RowProblem) -> Int64 {
        if field.isEmpty {
            guard !isRequired else { throw problem("is empty; \(column.type.needed) is needed") }
            return absent
        }
        switch kind {
        case .text:
            return block.add(field)
        case .identifier:
            guard field.count <= Self.longestIdentifier else {
                throw problem("is longer than \(Self.longestIdentifier) bytes, too long for an id")
            }
            return block.add(field)
        case .reference:
            guard let found = map.find(field) else { throw unknownRecord(field) }
            return found
        case .date:
            guard let day = Self.dayNumber(trimmed(field)) else {
                throw problem("is not a day of the calendar; write YYYY-MM-DD")
            }
            return day
        case .decimal:
            guard let value = DecimalNumber.read(trimmed(field)) else {
                throw problem("is not a number; write digits with a point: 12.5")
            }
            guard value >= minimum, value <= maximum else {
                throw problem("is outside of what can be: \(column.type.prose)")
            }
            return Int64(bitPattern: value.bitPattern)
        case .count:
            guard let value = DecimalNumber.readCount(trimmed(field)) else {
                throw problem("is not a count: \(column.type.prose)")
            }
            return value
        case .word:
            let word = trimmed(field)
            guard let found = map.find(word) else { throw unknownWord(word) }
            return found
        case .gradeLevel:
            switch GradeLevel.read(String(decoding: trimmed(field), as: UTF8.self)) {
            case .year(let year): return Int64(year)
            case .ungraded: return RowSlots.empty
            case nil: throw problem("is not \(column.type.prose)")
            }
        }
    }

    /// The day written as `YYYY-MM-DD`, as ``CalendarDate`` reads it but without a generic call a byte.
    private static func dayNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        var areDigits = true
        func digit(_ place: Int) -> Int {
            let digit = Int(text[place]) - 48
            if digit < 0 || digit > 9 { areDigits = false }
            return digit
        }
        let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
        let month = digit(5) * 10 + digit(6)
        let day = digit(8) * 10 + digit(9)
        guard areDigits, let date = CalendarDate(year: year, month: month, day: day) else { return nil }
        return Int64(date.dayNumber)
    }

    /// The field without spaces and tabs around it.
    private func trimmed(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var start = 0
        var end = field.count
        while start < end, isSpace(field[start]) { start += 1 }
        while end > start, isSpace(field[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: field[start..<end])
    }

    private func problem(_ reason: String) -> RowProblem {
        RowProblem(column: number, reason)
    }

    private func unknownRecord(_ field: UnsafeBufferPointer<UInt8>) -> RowProblem {
        guard case .reference(let referent) = column.type else { return problem("is not known") }
        let name = String(decoding: field, as: UTF8.self)
        let near = nearestName(to: name, among: nearby()).map { " (did you mean '\($0)'?)" } ?? ""
        return problem("is no \(referent.noun) on record\(near); add it to \(referent.file) or drop this row")
    }

    private func unknownWord(_ word: UnsafeBufferPointer<UInt8>) -> RowProblem {
        let name = String(decoding: word, as: UTF8.self)
        let near = nearestName(to: name, among: nearby()).map { " (did you mean '\($0)'?)" } ?? ""
        let mapping =
            codeKind.map {
                ", or say with --mapping FILE what it means here: \(visible(UnmappedWord($0, name).mapping))"
            } ?? ""
        return problem(
            "is not known here\(near); expected one of \(nearby().joined(separator: ", "))\(mapping)")
    }
}
