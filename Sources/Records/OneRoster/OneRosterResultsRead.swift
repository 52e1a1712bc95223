/// Which student has a result of which line item in a file: noted where the file is a whole one.
struct OneRosterResultsRead {
    /// The line items by the order in which they came.
    private(set) var lineItems: [String: UInt32] = [:]
    private var pairs: Set<UInt64> = []

    /// Notes that the student with this number has a row; nobody where nil.
    mutating func note(_ lineItem: String, _ student: Int64?) {
        let next = UInt32(lineItems.count)
        let number = lineItems[lineItem] ?? next
        if number == next { lineItems[lineItem] = next }
        if let student { pairs.insert(Self.pair(number, student)) }
    }

    /// Whether the student with this number has a row.
    func has(_ lineItem: String, _ student: Int64) -> Bool {
        lineItems[lineItem].map { pairs.contains(Self.pair($0, student)) } ?? false
    }

    private static func pair(_ lineItem: UInt32, _ student: Int64) -> UInt64 {
        UInt64(lineItem) << 32 | UInt64(UInt32(truncatingIfNeeded: student))
    }
}
