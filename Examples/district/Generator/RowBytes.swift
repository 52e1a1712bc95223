/// Rows of a CSV file as bytes, built field by field.
struct RowBytes {
    var bytes: [UInt8] = []
    private var isRowStarted = false

    /// A text, in quotes where CSV needs them.
    mutating func text(_ text: String) {
        separate()
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        guard bytes[start...].contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            return
        }
        bytes.removeSubrange(start...)
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// A prefix and a whole number of 0 or more.
    mutating func number(_ value: Int, prefix: StaticString) {
        separate()
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        digits(value)
    }

    /// A number of 0 or more given in hundredths, with no more decimals than it needs.
    mutating func hundredths(_ value: Int) {
        separate()
        digits(value / 100)
        let rest = value % 100
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }

    /// A day as `YYYY-MM-DD`; an empty field for none.
    mutating func day(_ day: Day?) {
        separate()
        guard let (year, month, dayOfMonth) = day?.components else { return }
        digits(year)
        bytes.append(UInt8(ascii: "-"))
        twoDigits(month)
        bytes.append(UInt8(ascii: "-"))
        twoDigits(dayOfMonth)
    }

    /// Empty fields.
    mutating func blank(_ count: Int) {
        for _ in 0..<count { separate() }
    }

    /// Ends the row.
    mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        isRowStarted = false
    }

    private mutating func separate() {
        if isRowStarted { bytes.append(UInt8(ascii: ",")) }
        isRowStarted = true
    }

    private mutating func digits(_ value: Int) {
        if value >= 10 { digits(value / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    private mutating func twoDigits(_ value: Int) {
        bytes.append(UInt8(ascii: "0") + UInt8(value / 10))
        bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
    }
}
