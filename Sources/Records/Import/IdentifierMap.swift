/// Numbers by the bytes of the ids they stand for.
final class IdentifierMap {
    private var bytes: [UInt8] = []
    private var entries: [(start: Int, count: Int, number: Int64)] = []
    // Open addressing over the entries, 0 for a free place; a power of two long and at most half full.
    private var places = [UInt32](repeating: 0, count: 1024)
    private var last = 0

    /// The number of an id; nil where it has none.
    func find(_ id: UnsafeBufferPointer<UInt8>) -> Int64? {
        // Files mostly name the same student many times in a row.
        if last < entries.count, matches(last, id) { return entries[last].number }
        guard let entry = entry(of: id) else { return nil }
        last = entry
        return entries[entry].number
    }

    /// Gives an id a number; an id keeps the first one it was given.
    func insert(_ id: UnsafeBufferPointer<UInt8>, number: Int64) {
        guard entry(of: id) == nil else { return }
        entries.append((bytes.count, id.count, number))
        bytes.append(contentsOf: id)
        if entries.count * 2 > places.count {
            places = [UInt32](repeating: 0, count: places.count * 4)
            for entry in entries.indices { place(entry) }
        } else {
            place(entries.count - 1)
        }
    }

    /// Whether there is no id.
    var isEmpty: Bool { entries.isEmpty }

    /// The ids and numbers, in the order in which they came.
    var all: [(id: String, number: Int64)] {
        entries.map { entry in
            (String(decoding: bytes[entry.start..<entry.start + entry.count], as: UTF8.self), entry.number)
        }
    }

    private func entry(of id: UnsafeBufferPointer<UInt8>) -> Int? {
        let mask = places.count - 1
        var place = Self.hash(id) & mask
        while places[place] != 0 {
            let entry = Int(places[place]) - 1
            if matches(entry, id) { return entry }
            place = (place + 1) & mask
        }
        return nil
    }

    private func place(_ entry: Int) {
        let mask = places.count - 1
        let (start, count, _) = entries[entry]
        var place =
            bytes.withUnsafeBufferPointer {
                Self.hash(UnsafeBufferPointer(rebasing: $0[start..<start + count]))
            } & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt32(entry + 1)
    }

    private func matches(_ entry: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
        let (start, count, _) = entries[entry]
        guard count == id.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            for index in 0..<count where all[start + index] != id[index] { return false }
            return true
        }
    }

    private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff_ffff_ffff)
    }
}
