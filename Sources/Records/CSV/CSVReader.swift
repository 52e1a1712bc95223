/// Reads the rows of a CSV file (RFC 4180) out of bytes, with their lines.
///
/// ```swift
/// let reader = try CSVReader(FileSource(path: "attendance.csv"))
/// while try reader.next() {
///     use(reader.line, reader[0], reader[1])
/// }
/// ```
/// Stands what real exports hold: a byte-order mark, lines that end in CRLF, LF or CR, newlines in
/// quotes, `;` or tab as the delimiter, UTF-16 with a byte-order mark. Blank lines are passed over.
/// Memory is bounded by ``longestRow``. Fields are slices of the reader's own buffer, checked to be
/// UTF-8 without a NUL.
final class CSVReader {
    private var source: any ByteSource
    private var delimiter: UInt8
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    // The row begins at `start`; `checked` bytes are good; `end` bytes are there.
    private var start = 0
    private var position = 0
    private var checked = 0
    private var end = 0
    private var isAtEnd = false
    private var bytesBefore = 0
    private var nextLine = 1

    private var fields: UnsafeMutablePointer<Field>
    private var fieldCapacity = 64

    /// The line on which the row begins, from 1.
    private(set) var line = 0
    /// How many fields the row has.
    private(set) var count = 0

    /// A row of more bytes is a mistake, and would take the memory that the reader promises not to take.
    static let longestRow = 64 << 20

    private struct Field {
        var start: Int
        var end: Int
        /// Whether quotes inside are still doubled.
        var hasDoubledQuotes: Bool
    }

    private enum Letter {
        static let quote = UInt8(ascii: "\"")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - delimiter: Between fields; nil means that the first line shows it.
    ///   - chunk: How many bytes are read at a time.
    init(_ source: any ByteSource, delimiter: UInt8? = nil, chunk: Int = 1 << 20) throws {
        self.source = source
        self.delimiter = delimiter ?? UInt8(ascii: ",")
        capacity = max(chunk, 64)
        buffer = .allocate(capacity: capacity)
        fields = .allocate(capacity: fieldCapacity)
        try readByteOrderMark()
        if delimiter == nil { try seeDelimiter() }
    }

    deinit {
        buffer.deallocate()
        fields.deallocate()
    }

    /// The field in a column, valid until the next row is read; quotes are gone.
    subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = fields[column]
        return UnsafeBufferPointer(start: buffer + field.start, count: field.end - field.start)
    }

    /// The row's fields as strings.
    var strings: [String] {
        (0..<count).map { String(decoding: self[$0], as: UTF8.self) }
    }

    /// Goes to the next row; false at the end of the file.
    func next() throws -> Bool {
        while true {
            start = position
            line = nextLine
            // A row that the buffer holds only in part is read again with more of the file.
            while try !scanRow() {
                position = start
                nextLine = line
                try fill()
            }
            if count == 0 { return false }
            let isBlank = count == 1 && fields[0].start == fields[0].end && buffer[start] != Letter.quote
            if !isBlank { return true }
        }
    }

    // MARK: - Rows

    /// Finds the fields of the row at `start`; false if its end is not in the buffer yet.
    ///
    /// `count` is 0 at the end of the file.
    private func scanRow() throws -> Bool {
        let buffer = buffer
        let delimiter = delimiter
        let end = checked
        var index = start
        var lines = nextLine
        count = 0
        if index == end { return isAtEnd }
        while true {
            var field = Field(start: index, end: index, hasDoubledQuotes: false)
            if index < end, buffer[index] == Letter.quote {
                guard let close = scanQuoted(from: index + 1, end: end, lines: &lines, field: &field) else {
                    guard isAtEnd else { return false }
                    throw CSVProblem(
                        line: quoteLine(of: index),
                        "a quote that opens here is never closed; close it, or double it if it is meant")
                }
                index = close
                if index < end, buffer[index] != delimiter, buffer[index] != Letter.lineFeed,
                    buffer[index] != Letter.carriageReturn
                {
                    return try passBrokenRow(from: index, end: end, lines: lines)
                }
            } else {
                while index < end {
                    let byte = buffer[index]
                    if byte == delimiter || byte == Letter.lineFeed || byte == Letter.carriageReturn {
                        break
                    }
                    index += 1
                }
                field.end = index
            }
            if index == end, !isAtEnd { return false }
            append(field)
            if index == end || buffer[index] != delimiter { break }
            index += 1
        }
        guard let after = passLineEnd(index, end: end) else { return false }
        position = after
        nextLine = lines + 1
        for column in 0..<count where fields[column].hasDoubledQuotes { undouble(column) }
        return true
    }

    /// Finds a quoted field's end; nil if it is not in the buffer.
    ///
    /// - Returns: The place behind the closing quote.
    private func scanQuoted(from start: Int, end: Int, lines: inout Int, field: inout Field) -> Int? {
        let buffer = buffer
        var index = start
        field.start = start
        while index < end {
            let byte = buffer[index]
            if byte == Letter.quote {
                if index + 1 == end, !isAtEnd { return nil }
                guard index + 1 < end, buffer[index + 1] == Letter.quote else {
                    field.end = index
                    return index + 1
                }
                field.hasDoubledQuotes = true
                index += 2
                continue
            }
            if byte == Letter.lineFeed {
                lines += 1
            } else if byte == Letter.carriageReturn, index + 1 < end, buffer[index + 1] != Letter.lineFeed {
                lines += 1
            }
            index += 1
        }
        return nil
    }

    /// Goes behind a row in which text follows a closing quote, and refuses it.
    private func passBrokenRow(from place: Int, end: Int, lines: Int) throws -> Bool {
        var index = place
        while index < end, buffer[index] != Letter.lineFeed, buffer[index] != Letter.carriageReturn {
            index += 1
        }
        if index == end, !isAtEnd { return false }
        guard let after = passLineEnd(index, end: end) else { return false }
        position = after
        nextLine = lines + 1
        count = 0
        let found = String(decoding: UnsafeBufferPointer(start: buffer + place, count: 1), as: UTF8.self)
        throw CSVProblem(
            line: line,
            "'\(found)' follows a closing quote; double the quotes that are meant as letters",
            isOfOneRow: true)
    }

    /// The place behind the line's end; nil where a CR is the last byte and an LF may follow.
    private func passLineEnd(_ index: Int, end: Int) -> Int? {
        if index == end { return index }
        guard buffer[index] == Letter.carriageReturn else { return index + 1 }
        if index + 1 == end { return isAtEnd ? index + 1 : nil }
        return buffer[index + 1] == Letter.lineFeed ? index + 2 : index + 1
    }

    private func append(_ field: Field) {
        if count == fieldCapacity {
            let larger = UnsafeMutablePointer<Field>.allocate(capacity: fieldCapacity * 2)
            larger.update(from: fields, count: count)
            fields.deallocate()
            fields = larger
            fieldCapacity *= 2
        }
        fields[count] = field
        count += 1
    }

    /// Makes one quote of two, in place.
    private func undouble(_ column: Int) {
        var target = fields[column].start
        var index = target
        while index < fields[column].end {
            buffer[target] = buffer[index]
            index += buffer[index] == Letter.quote ? 2 : 1
            target += 1
        }
        fields[column].end = target
    }

    /// The line on which a quote stands that opens at `index`.
    private func quoteLine(of index: Int) -> Int {
        line + lineEnds(in: start..<index)
    }

    private func lineEnds(in range: Range<Int>) -> Int {
        var lines = 0
        for index in range {
            if buffer[index] == Letter.lineFeed {
                lines += 1
            } else if buffer[index] == Letter.carriageReturn,
                index + 1 >= end || buffer[index + 1] != Letter.lineFeed
            {
                lines += 1
            }
        }
        return lines
    }

    // MARK: - Bytes

    /// Reads on, behind the row that `start` begins; makes room for rows longer than the buffer.
    private func fill() throws {
        if start > 0 {
            buffer.update(from: buffer + start, count: end - start)
            bytesBefore += start
            end -= start
            checked -= start
            position = 0
            start = 0
        }
        if end == capacity {
            guard capacity < Self.longestRow else {
                throw CSVProblem(
                    line: line,
                    """
                    the row that begins here is longer than \(Self.longestRow >> 20) MB; is a closing quote \
                    missing, or is this no text file?
                    """)
            }
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            larger.update(from: buffer, count: end)
            buffer.deallocate()
            buffer = larger
            capacity *= 2
        }
        let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
        let read = try source.read(into: room)
        end += read
        if read == 0 { isAtEnd = true }
        let fresh = UnsafeBufferPointer(start: buffer + checked, count: end - checked)
        let (good, fault) = TextCheck.check(fresh, isLast: isAtEnd)
        checked += good
        guard let fault else { return }
        let line = nextLine + lineEnds(in: start..<checked)
        let offset = bytesBefore + checked
        switch fault {
        case .nul:
            throw CSVProblem(
                line: line,
                "byte \(offset) is NUL, which no text file holds; if it is UTF-16, save it as UTF-8")
        case .notUTF8(let byte):
            throw CSVProblem(
                line: line,
                """
                byte \(offset) (0x\(String(byte, radix: 16, uppercase: true))) is not UTF-8; save the \
                file as UTF-8
                """)
        }
    }

    private func readByteOrderMark() throws {
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: 4)
        var count = 0
        while count < 4 {
            let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
            if read == 0 { break }
            count += read
        }
        let first = Array(room[..<count])
        var kept = first
        if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
            source = UTF16Source(
                source, isBigEndian: first[0] == 0xFE, begun: Array(first.dropFirst(2)))
            kept = []
        } else if first.starts(with: [0xEF, 0xBB, 0xBF]) {
            kept.removeFirst(3)
            bytesBefore = 3
        } else if first.count == 4, (first[0] == 0) != (first[1] == 0), (first[2] == 0) == (first[0] == 0) {
            throw CSVProblem(
                line: 1,
                "this looks like UTF-16 without a byte-order mark; save the file as UTF-8")
        }
        room.copyBytes(from: kept)
        end = kept.count
        let (good, fault) = TextCheck.check(
            UnsafeBufferPointer(start: buffer, count: end), isLast: false)
        checked = good
        if case .nul = fault {
            throw CSVProblem(line: 1, "byte \(bytesBefore + good) is NUL, which no text file holds")
        } else if case .notUTF8 = fault {
            throw CSVProblem(
                line: 1, "byte \(bytesBefore + good) is not UTF-8; save the file as UTF-8")
        }
    }

    /// Takes the delimiter of which the first line has most outside of quotes.
    private func seeDelimiter() throws {
        while !isAtEnd,
            !(0..<checked).contains(where: {
                buffer[$0] == Letter.lineFeed || buffer[$0] == Letter.carriageReturn
            })
        {
            try fill()
        }
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for index in 0..<checked {
            let byte = buffer[index]
            if byte == Letter.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == Letter.lineFeed || byte == Letter.carriageReturn { break }
            counts[byte, default: 0] += 1
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        delimiter = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? delimiter
        // `max` gives the last of equals; without any, a comma it is.
        if counts[delimiter, default: 0] == 0 { delimiter = UInt8(ascii: ",") }
    }
}
