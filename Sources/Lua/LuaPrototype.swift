/// A function as Lua 5.4 compiles it, taken apart.
///
/// The layout is that of Lua 5.4's `ldump.c`; what another version wrote is not read.
package struct LuaPrototype {
    package enum Constant {
        case text([UInt8])
        /// nil, a boolean or a number, by what Lua calls it, with its bytes.
        case other(UInt8, [UInt8])
    }

    /// Where a closure takes a variable from that is outside of it.
    struct Upvalue {
        /// Whether it is in a register of the function around, or else among that one's own.
        let isInRegister: Bool
        var index: Int
        let kind: UInt8
    }

    /// A variable, and the instructions at which it is there.
    struct Local {
        let name: [UInt8]?
        let places: Range<Int>
    }

    /// A constant's bytes where it is a text of more than 40 bytes, which Lua marks.
    private static let shortText = 40

    fileprivate var source: [UInt8]?
    package fileprivate(set) var firstLine = 0
    fileprivate var lastLine = 0
    var parameterCount = 0
    private(set) var isVariadic = false
    /// How many registers it has.
    var registerCount = 0
    package var code: [LuaInstruction] = []
    package private(set) var constants: [Constant] = []
    var upvalues: [Upvalue] = []
    package var inner: [LuaPrototype] = []
    private var lineSteps: [UInt8] = []
    private var wholeLines: [(place: Int, line: Int)] = []
    var locals: [Local] = []
    private var upvalueNames: [[UInt8]?] = []

    /// The text that an instruction names; nil for what is none.
    package func text(_ number: Int) -> String? {
        guard constants.indices.contains(number), case .text(let text) = constants[number] else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The name of a variable outside; nil for none.
    package func upvalueName(_ number: Int) -> String? {
        guard upvalueNames.indices.contains(number) else { return nil }
        return upvalueNames[number].map { String(decoding: $0, as: UTF8.self) }
    }

    /// The line of each instruction: each a step from the one before it, with a whole number here and there.
    package var lines: [Int] {
        let whole = Dictionary(wholeLines.map { ($0.place, $0.line) }) { first, _ in first }
        var line = firstLine
        return lineSteps.enumerated().map { place, step in
            line = whole[place] ?? line + Int(Int8(bitPattern: step))
            return line
        }
    }

    fileprivate init(_ reader: inout DumpReader) throws(LuaDump.Mismatch) {
        source = try reader.text()
        firstLine = try reader.size()
        lastLine = try reader.size()
        parameterCount = Int(try reader.byte())
        isVariadic = try reader.byte() != 0
        registerCount = Int(try reader.byte())
        for _ in 0..<(try reader.size()) { code.append(LuaInstruction(bits: try reader.word())) }
        for _ in 0..<(try reader.size()) { constants.append(try Self.constant(&reader)) }
        for _ in 0..<(try reader.size()) {
            upvalues.append(
                Upvalue(
                    isInRegister: try reader.byte() != 0, index: Int(try reader.byte()),
                    kind: try reader.byte()))
        }
        for _ in 0..<(try reader.size()) { inner.append(try LuaPrototype(&reader)) }
        lineSteps = Array(try reader.bytes(try reader.size()))
        for _ in 0..<(try reader.size()) { wholeLines.append((try reader.size(), try reader.size())) }
        for _ in 0..<(try reader.size()) {
            let name = try reader.text()
            let (first, end) = (try reader.size(), try reader.size())
            guard first <= end else { throw LuaDump.Mismatch() }
            locals.append(Local(name: name, places: first..<end))
        }
        for _ in 0..<(try reader.size()) { upvalueNames.append(try reader.text()) }
    }

    private static func constant(_ reader: inout DumpReader) throws(LuaDump.Mismatch) -> Constant {
        let kind = try reader.byte()
        switch kind {
        case 0x00, 0x01, 0x11: return .other(kind, [])
        case 0x03, 0x13: return .other(kind, Array(try reader.bytes(8)))
        case 0x04, 0x14: return .text(try reader.text() ?? [])
        default: throw LuaDump.Mismatch()
        }
    }

    fileprivate func write(to writer: inout DumpWriter) {
        writer.write(text: source)
        writer.write(size: firstLine)
        writer.write(size: lastLine)
        writer.bytes += [UInt8(parameterCount), isVariadic ? 1 : 0, UInt8(registerCount)]
        writer.write(size: code.count)
        for instruction in code {
            withUnsafeBytes(of: instruction.bits.littleEndian) { writer.bytes.append(contentsOf: $0) }
        }
        writer.write(size: constants.count)
        for constant in constants {
            switch constant {
            case .text(let text):
                writer.bytes.append(text.count <= Self.shortText ? 0x04 : 0x14)
                writer.write(text: text)
            case .other(let kind, let bytes):
                writer.bytes.append(kind)
                writer.bytes += bytes
            }
        }
        writer.write(size: upvalues.count)
        for upvalue in upvalues {
            writer.bytes += [upvalue.isInRegister ? 1 : 0, UInt8(upvalue.index), upvalue.kind]
        }
        writer.write(size: inner.count)
        for function in inner { function.write(to: &writer) }
        writer.write(size: lineSteps.count)
        writer.bytes += lineSteps
        writer.write(size: wholeLines.count)
        for (place, line) in wholeLines {
            writer.write(size: place)
            writer.write(size: line)
        }
        writer.write(size: locals.count)
        for local in locals {
            writer.write(text: local.name)
            writer.write(size: local.places.lowerBound)
            writer.write(size: local.places.upperBound)
        }
        writer.write(size: upvalueNames.count)
        for name in upvalueNames { writer.write(text: name) }
    }
}

/// What `string.dump` writes of a function, taken apart, and put together again.
package struct LuaDump {
    /// Which Lua wrote it.
    private let header: [UInt8]
    package var function: LuaPrototype

    /// It was written by another Lua than 5.4 as Debian builds it.
    package struct Mismatch: Error, CustomStringConvertible {
        package var description: String { "Lua compiled a chunk of another layout than 5.4's" }
    }

    package init(_ bytes: [UInt8]) throws(Mismatch) {
        guard bytes.starts(with: [0x1B, 0x4C, 0x75, 0x61, 0x54, 0x00]) else { throw Mismatch() }
        var reader = DumpReader(bytes)
        // Signature, version, format, check bytes, three sizes, a known integer and a known float.
        header = Array(try reader.bytes(4 + 1 + 1 + 6 + 3 + 8 + 8))
        // How many upvalues the function has, which stands with it once more.
        _ = try reader.byte()
        function = try LuaPrototype(&reader)
        guard reader.isAtEnd else { throw Mismatch() }
    }

    package var bytes: [UInt8] {
        var writer = DumpWriter(bytes: header)
        writer.bytes.append(UInt8(function.upvalues.count))
        function.write(to: &writer)
        return writer.bytes
    }
}

/// Takes a dump apart, from its first byte to its last.
private struct DumpReader {
    private let all: [UInt8]
    private var position = 0

    init(_ all: [UInt8]) { self.all = all }

    var isAtEnd: Bool { position == all.count }

    mutating func bytes(_ count: Int) throws(LuaDump.Mismatch) -> ArraySlice<UInt8> {
        guard count >= 0, all.count - position >= count else { throw LuaDump.Mismatch() }
        defer { position += count }
        return all[position..<position + count]
    }

    mutating func byte() throws(LuaDump.Mismatch) -> UInt8 {
        guard position < all.count else { throw LuaDump.Mismatch() }
        defer { position += 1 }
        return all[position]
    }

    mutating func word() throws(LuaDump.Mismatch) -> UInt32 {
        try bytes(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A count: seven bits a byte, the last one marked.
    mutating func size() throws(LuaDump.Mismatch) -> Int {
        var value = 0
        while true {
            let byte = try byte()
            guard value < 1 << 48 else { throw LuaDump.Mismatch() }
            value = value << 7 | Int(byte & 0x7F)
            if byte & 0x80 != 0 { return value }
        }
    }

    /// A text behind its length and one; nil where there is none.
    mutating func text() throws(LuaDump.Mismatch) -> [UInt8]? {
        let size = try size()
        return size == 0 ? nil : Array(try bytes(size - 1))
    }
}

private struct DumpWriter {
    var bytes: [UInt8]

    mutating func write(size: Int) {
        var parts = [UInt8(size & 0x7F) | 0x80]
        var rest = size >> 7
        while rest > 0 {
            parts.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        bytes += parts.reversed()
    }

    mutating func write(text: [UInt8]?) {
        write(size: text.map { $0.count + 1 } ?? 0)
        bytes += text ?? []
    }
}
