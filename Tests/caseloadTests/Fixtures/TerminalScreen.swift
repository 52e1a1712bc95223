/// What a terminal shows of the bytes that a program writes to it: as much of a VT100 as line editing needs.
struct TerminalScreen {
    private(set) var columns: Int
    private(set) var rows: Int
    private var cells: [[Character]]
    private var row = 0
    private var column = 0
    /// The bytes of a sequence or a character that has not come to its end yet.
    private var pending: [UInt8] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The lines without the spaces at their ends, and without the empty lines below.
    var lines: [String] {
        var lines = cells.map { line in
            String(String(line.filter { $0 != "\0" }).reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    var text: String { lines.joined(separator: "\n") }

    mutating func resize(columns: Int, rows: Int) {
        cells = cells.map { Array(($0 + Array(repeating: " ", count: columns)).prefix(columns)) }
        // What does not fit any more goes off the top, as on a real one.
        let extra = max(0, row + 1 - rows)
        cells.removeFirst(extra)
        row -= extra
        cells = Array(
            (cells + Array(repeating: Array(repeating: " ", count: columns), count: rows)).prefix(rows))
        (self.columns, self.rows) = (columns, rows)
        column = min(column, columns - 1)
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            pending.append(byte)
            if isWhole {
                take(pending)
                pending = []
            }
        }
    }

    private var isWhole: Bool {
        if pending[0] == 0x1B {
            guard pending.count > 1 else { return false }
            switch pending[1] {
            case UInt8(ascii: "["):
                return pending.count > 2 && (0x40...0x7E).contains(pending[pending.count - 1])
            case UInt8(ascii: "("), UInt8(ascii: ")"): return pending.count == 3
            default: return true
            }
        }
        let length =
            switch pending[0] {
            case ..<0x80: 1
            case ..<0xE0: 2
            case ..<0xF0: 3
            default: 4
            }
        return pending.count >= length
    }

    private mutating func take(_ bytes: [UInt8]) {
        switch bytes[0] {
        case 0x0D: column = 0
        case 0x0A: lineFeed()
        case 0x08: column = max(0, min(column, columns) - 1)
        case 0x07, 0x00: break
        case 0x1B: if bytes.count > 2, bytes[1] == UInt8(ascii: "[") { control(bytes) }
        default: put(Character(String(decoding: bytes, as: UTF8.self)))
        }
    }

    private mutating func put(_ character: Character) {
        // An ideograph takes two places.
        let isWide =
            character.unicodeScalars.first.map { (0x1100...0xFFDC).contains($0.value) && $0.value >= 0x2E80 }
            ?? false
        if character.unicodeScalars.first?.properties.generalCategory == .nonspacingMark {
            if column > 0 {
                cells[row][column - 1] = Character(String(cells[row][column - 1]) + String(character))
            }
            return
        }
        // The line is only left with the next character, not with the one that fills it.
        if column + (isWide ? 1 : 0) >= columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = character
        if isWide { cells[row][column + 1] = "\0" }
        column += isWide ? 2 : 1
    }

    private mutating func lineFeed() {
        if row + 1 < rows {
            row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: " ", count: columns))
        }
    }

    private mutating func control(_ bytes: [UInt8]) {
        let body = String(decoding: bytes[2..<bytes.count - 1], as: UTF8.self)
        guard !body.hasPrefix("?") else { return }
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(1, first)
        switch bytes[bytes.count - 1] {
        case UInt8(ascii: "A"): row = max(0, row - count)
        case UInt8(ascii: "B"): row = min(rows - 1, row + count)
        case UInt8(ascii: "C"): column = min(columns - 1, column + count)
        case UInt8(ascii: "D"): column = max(0, min(column, columns - 1) - count)
        case UInt8(ascii: "G"): column = min(columns, count) - 1
        case UInt8(ascii: "H"):
            row = min(rows, count) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case UInt8(ascii: "J"):
            if first == 0 {
                erase(row, column..<columns)
                for line in row + 1..<max(rows, row + 1) { erase(line, 0..<columns) }
            } else {
                for line in 0..<rows { erase(line, 0..<columns) }
            }
        case UInt8(ascii: "K"):
            erase(row, first == 0 ? min(column, columns)..<columns : 0..<(first == 1 ? column + 1 : columns))
        case UInt8(ascii: "P"):
            for _ in 0..<min(count, columns - column) {
                cells[row].remove(at: column)
                cells[row].append(" ")
            }
        case UInt8(ascii: "@"):
            for _ in 0..<min(count, columns - column) {
                cells[row].insert(" ", at: column)
                cells[row].removeLast()
            }
        default: break
        }
    }

    private mutating func erase(_ line: Int, _ places: Range<Int>) {
        for place in places { cells[line][place] = " " }
    }
}
