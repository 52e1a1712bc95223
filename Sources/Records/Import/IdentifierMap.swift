import Foundation

/// Numbers by the bytes of the ids they stand for.
///
/// Asked once or twice for every row of every file: its memory is its own, so that a look costs a hash
/// and a comparison and nothing else.
final class IdentifierMap {
    private struct Entry {
        let start: Int
        let count: Int
        let number: Int64
    }

    private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 12)
    private var byteCapacity = 1 << 12
    private var byteCount = 0
    private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 256)
    private var entryCapacity = 256
    private var count = 0
    // Open addressing over the entries, 0 for a free place; a power of two long and at most half full.
    private var places: UnsafeMutablePointer<UInt32>
    private var placeCount = 1024
    private var last = 0

    init() {
        places = .allocate(capacity: placeCount)
        places.initialize(repeating: 0, count: placeCount)
    }

    deinit {
        bytes.deallocate()
        entries.deallocate()
        places.deallocate()
    }

    /// The number of an id; nil where it has none.
    func find(_ id: UnsafeBufferPointer<UInt8>) -> Int64? {
        // Files mostly name the same student many times in a row.
        if last < count, matches(last, id) { return entries[last].number }
        guard let entry = entry(of: id) else { return nil }
        last = entry
        return entries[entry].number
    }

    /// Gives an id a number; an id keeps the first one it was given.
    func insert(_ id: UnsafeBufferPointer<UInt8>, number: Int64) {
        guard entry(of: id) == nil else { return }
        if count == entryCapacity { entries = Self.grown(entries, count: count, to: &entryCapacity) }
        while byteCount + id.count > byteCapacity {
            bytes = Self.grown(bytes, count: byteCount, to: &byteCapacity)
        }
        entries[count] = Entry(start: byteCount, count: id.count, number: number)
        if let base = id.baseAddress { (bytes + byteCount).update(from: base, count: id.count) }
        byteCount += id.count
        count += 1
        if count * 2 > placeCount {
            places.deallocate()
            placeCount *= 4
            places = .allocate(capacity: placeCount)
            places.initialize(repeating: 0, count: placeCount)
            for entry in 0..<count { place(entry) }
        } else {
            place(count - 1)
        }
    }

    /// The ids and numbers, in the order in which they came.
    var all: [(id: String, number: Int64)] {
        (0..<count).map { (String(decoding: id($0), as: UTF8.self), entries[$0].number) }
    }

    private func id(_ entry: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + entries[entry].start, count: entries[entry].count)
    }

    private func entry(of id: UnsafeBufferPointer<UInt8>) -> Int? {
        let mask = placeCount - 1
        var place = Self.hash(id) & mask
        while places[place] != 0 {
            let entry = Int(places[place]) - 1
            if matches(entry, id) { return entry }
            place = (place + 1) & mask
        }
        return nil
    }

    private func place(_ entry: Int) {
        let mask = placeCount - 1
        var place = Self.hash(id(entry)) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt32(entry + 1)
    }

    private func matches(_ entry: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
        let known = entries[entry]
        guard known.count == id.count else { return false }
        guard let base = id.baseAddress else { return true }
        return memcmp(bytes + known.start, base, known.count) == 0
    }

    private static func grown<Element>(
        _ memory: UnsafeMutablePointer<Element>, count: Int, to capacity: inout Int
    ) -> UnsafeMutablePointer<Element> {
        capacity *= 2
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        return larger
    }

    private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff_ffff_ffff)
    }
}
