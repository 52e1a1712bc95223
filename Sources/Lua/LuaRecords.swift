internal import CLuaShims

/// A field of a table that ``LuaRecords`` puts down.
public enum LuaRecordField: Sendable {
    /// A number in the range: 8 bytes, a NaN where it is missing.
    case number(String, ClosedRange<Double>)
    /// One of at most 254 words: a byte, its number from 1, or 0 where it is missing.
    case word(String, [String])
    /// A table of numbers in the range under at most 8 words: a byte with a bit for each word, then 8 bytes for
    /// each number.
    case numbers(String, [String], ClosedRange<Double>)
    /// A list of texts: a byte for the count, at most `count`, then for each two bytes for the length, at most
    /// `bytes`, and UTF-8.
    case texts(String, count: Int, bytes: Int)

    fileprivate var name: String {
        switch self {
        case .number(let name, _), .word(let name, _), .numbers(let name, _, _), .texts(let name, _, _): name
        }
    }

    fileprivate var words: [String] {
        switch self {
        case .word(_, let words), .numbers(_, let words, _): words
        case .number, .texts: []
        }
    }
}

/// Tables of a known form, as functions answer with, put down as bytes one after another: by C alone, so that
/// nothing of them becomes a value of Swift's.
///
/// Each begins with a byte: 0 for nil, 1 for a table, behind which come its fields in their order, as
/// ``LuaRecordField`` says, in the machine's byte order and nowhere aligned.
public final class LuaRecords {
    let record: UnsafeMutablePointer<clua_record>
    private let core: LuaCore
    private let parts: UnsafeMutableBufferPointer<clua_part>
    private let addresses: UnsafeMutableBufferPointer<UnsafeRawPointer?>
    /// Keeps the words in Lua, so that their addresses stay.
    private let words: LuaValue

    /// - Parameters:
    ///   - fields: At most 8; a table with any other is not put down.
    ///   - needed: The names of fields of which a table has to have one; none where it may have no field.
    public init(
        _ fields: [LuaRecordField], needing needed: [String] = [], in state: LuaState
    ) throws(LuaError) {
        precondition(fields.count <= 8, "\(fields.count) fields of a record; there may be 8")
        let core = state.core
        self.core = core
        let texts = fields.flatMap { [$0.name] + $0.words }.map { LuaValue.string($0) }
        let addresses = UnsafeMutableBufferPointer<UnsafeRawPointer?>.allocate(capacity: texts.count)
        addresses.initialize(repeating: nil)
        do throws(LuaError) {
            words = try core.withValues(texts) { (values) throws(LuaError) in
                try core.perform(clua_op_intern) {
                    $0.arguments = values.baseAddress
                    $0.argument_count = Int64(values.count)
                    $0.pointer = UnsafeMutableRawPointer(addresses.baseAddress)
                } read: { (operation) throws(LuaError) -> LuaValue in
                    core.first(operation)
                }
            }
        } catch {
            addresses.deallocate()
            throw error
        }
        self.addresses = addresses
        parts = .allocate(capacity: fields.count)
        var place = 0
        for (number, field) in fields.enumerated() {
            var part = clua_part()
            part.word_count = Int32(field.words.count)
            part.name = addresses[place]
            part.words = addresses.baseAddress.map { UnsafePointer($0 + place + 1) }
            place += 1 + field.words.count
            switch field {
            case .number(_, let range):
                part.kind = Int32(CLUA_PART_NUMBER)
                (part.least, part.greatest) = (range.lowerBound, range.upperBound)
            case .word:
                part.kind = Int32(CLUA_PART_WORD)
            case .numbers(_, _, let range):
                part.kind = Int32(CLUA_PART_NUMBERS)
                (part.least, part.greatest) = (range.lowerBound, range.upperBound)
            case .texts(_, let count, let bytes):
                part.kind = Int32(CLUA_PART_TEXTS)
                part.text_limit = Int32(min(count, 255))
                part.byte_limit = Int32(min(bytes, 65_535))
            }
            parts.initializeElement(at: number, to: part)
        }
        record = .allocate(capacity: 1)
        record.initialize(
            to: clua_record(
                parts: UnsafePointer(parts.baseAddress), part_count: Int32(fields.count),
                needed: fields.enumerated().reduce(0) {
                    $0 | (needed.contains($1.element.name) ? 1 << $1.offset : 0)
                },
                bytes: nil, size: 0,
                capacity: 0))
    }

    deinit {
        clua_free_record(core.context, record)
        record.deallocate()
        parts.deallocate()
        addresses.deallocate()
    }

    /// What has been put down, valid until more is.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: record.pointee.bytes, count: record.pointee.size)
    }

    /// Takes back what was put down behind so many bytes.
    public func truncate(to count: Int) { record.pointee.size = min(max(0, count), record.pointee.size) }

    /// Puts down bytes of the caller's own.
    ///
    /// - Throws: Where there is no memory for them.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(LuaError) {
        guard clua_reserve_record(core.context, record, bytes.count) != 0 else {
            throw LuaError("not enough memory", kind: .memory)
        }
        if let start = bytes.baseAddress {
            (record.pointee.bytes + record.pointee.size).update(
                from: start.assumingMemoryBound(to: UInt8.self), count: bytes.count)
        }
        record.pointee.size += bytes.count
    }
}
