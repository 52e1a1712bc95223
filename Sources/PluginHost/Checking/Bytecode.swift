import Engagement
import Lua

/// A chunk as Lua 5.4 compiles it: enough of it to see which globals and fields it names, without running it.
///
/// The layout is that of Lua 5.4's `ldump.c` and `lopcodes.h`; a chunk of another version is not read.
struct Bytecode {
    /// A name that the code uses, and the line on which it does.
    struct Name: Hashable {
        let text: String
        let line: Int
    }

    private(set) var globalsRead: [Name] = []
    private(set) var globalsWritten: [Name] = []
    private(set) var fieldsRead: [Name] = []
    private(set) var fieldsWritten: [Name] = []
    /// The first lines of functions in which Lua 5.4.4 may compute bitwise operators wrongly: such an
    /// operator in a function with more than 256 constants.
    private(set) var doubtfulBitwise: [Int] = []

    /// Compiles a text, in a state of its own.
    ///
    /// - Throws: What Lua says of the text, or that the compiled chunk is none of Lua 5.4.
    init(compiling source: [UInt8], chunkName: String) throws {
        let state = try LuaState(limits: RunLimits.student.lua, libraries: [.standard])
        let chunk = try state.load(bytes: source, chunkName: chunkName)
        guard let dump = try state.globals.get("string").table?.get("dump").function,
            let bytes = try dump.call(.function(chunk)).first?.string
        else { throw LuaError("string.dump gave no chunk") }
        var reader = BytecodeReader(bytes: Array(bytes.bytes))
        try reader.skipHeader()
        try read(&reader)
    }

    private enum Constant {
        case text(String)
        case other
    }

    /// The operations that name something, by their numbers in Lua 5.4.
    private enum Operation {
        static let getGlobal: UInt32 = 11
        static let getField: UInt32 = 14
        static let setGlobal: UInt32 = 15
        static let setField: UInt32 = 18
        static let method: UInt32 = 20
        static let bitwiseWithConstant: ClosedRange<UInt32> = 29...31
        /// A constant beyond the 256th is loaded into a register first.
        static let bitwise: ClosedRange<UInt32> = 41...43
    }

    private mutating func read(_ reader: inout BytecodeReader) throws {
        _ = try reader.text()
        let firstLine = try reader.size()
        _ = try reader.size()
        try reader.skip(3)
        var code: [UInt32] = []
        for _ in 0..<(try reader.size()) { code.append(try reader.instruction()) }
        var constants: [Constant] = []
        for _ in 0..<(try reader.size()) { constants.append(try Self.constant(&reader)) }
        try reader.skip(3 * (try reader.size()))
        // Functions inside come before the lines and the names of upvalues, so they are read first.
        for _ in 0..<(try reader.size()) { try read(&reader) }
        let lines = try Self.lines(&reader, from: firstLine)
        for _ in 0..<(try reader.size()) {
            _ = try reader.text()
            _ = (try reader.size(), try reader.size())
        }
        var upvalues: [String?] = []
        for _ in 0..<(try reader.size()) { upvalues.append(try reader.text()) }

        func isGlobals(_ upvalue: UInt32) -> Bool {
            upvalues.indices.contains(Int(upvalue)) && upvalues[Int(upvalue)] == "_ENV"
        }
        func name(_ constant: UInt32, _ position: Int) -> Name? {
            guard constants.indices.contains(Int(constant)), case .text(let text) = constants[Int(constant)]
            else { return nil }
            return Name(text: text, line: lines.indices.contains(position) ? lines[position] : firstLine)
        }
        for (position, instruction) in code.enumerated() {
            let (a, b, c) = (instruction >> 7 & 0xFF, instruction >> 16 & 0xFF, instruction >> 24)
            let hasConstant = instruction >> 15 & 1 == 1
            switch instruction & 0x7F {
            case Operation.getGlobal:
                guard let name = name(c, position) else { continue }
                if isGlobals(b) { globalsRead.append(name) } else { fieldsRead.append(name) }
            case Operation.setGlobal:
                guard let name = name(b, position) else { continue }
                if isGlobals(a) { globalsWritten.append(name) } else { fieldsWritten.append(name) }
            case Operation.getField:
                if let name = name(c, position) { fieldsRead.append(name) }
            case Operation.setField:
                if let name = name(b, position) { fieldsWritten.append(name) }
            case Operation.method where hasConstant:
                if let name = name(c, position) { fieldsRead.append(name) }
            case Operation.bitwiseWithConstant where constants.count > 256,
                Operation.bitwise where constants.count > 256:
                if doubtfulBitwise.last != firstLine { doubtfulBitwise.append(firstLine) }
            default: continue
            }
        }
    }

    private static func constant(_ reader: inout BytecodeReader) throws -> Constant {
        switch try reader.byte() {
        case 0x00, 0x01, 0x11: return .other
        case 0x03, 0x13:
            try reader.skip(8)
            return .other
        case 0x04, 0x14: return .text(try reader.text() ?? "")
        default: throw BytecodeReader.Mismatch()
        }
    }

    /// The line of each instruction: each a step from the one before it, with a whole number here and there.
    private static func lines(_ reader: inout BytecodeReader, from first: Int) throws -> [Int] {
        var steps: [Int8] = []
        for _ in 0..<(try reader.size()) { steps.append(Int8(bitPattern: try reader.byte())) }
        var whole: [Int: Int] = [:]
        for _ in 0..<(try reader.size()) {
            let position = try reader.size()
            whole[position] = try reader.size()
        }
        var line = first
        return steps.enumerated().map { position, step in
            line = whole[position] ?? line + Int(step)
            return line
        }
    }
}

/// Takes a compiled chunk apart, from its first byte to its last.
private struct BytecodeReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The chunk is none of Lua 5.4 as Debian builds it.
    struct Mismatch: Error, CustomStringConvertible {
        var description: String { "Lua compiled a chunk of another layout than 5.4's" }
    }

    /// Passes over what says which Lua made the chunk.
    mutating func skipHeader() throws {
        guard bytes.starts(with: [0x1B, 0x4C, 0x75, 0x61, 0x54, 0x00]) else { throw Mismatch() }
        // Signature, version, format, check bytes, three sizes, a known integer and a known float, and how
        // many upvalues the chunk has.
        try skip(4 + 1 + 1 + 6 + 3 + 8 + 8 + 1)
    }

    mutating func skip(_ count: Int) throws {
        guard count >= 0, bytes.count - position >= count else { throw Mismatch() }
        position += count
    }

    mutating func byte() throws -> UInt8 {
        try skip(1)
        return bytes[position - 1]
    }

    /// A count: seven bits a byte, the last one marked.
    mutating func size() throws -> Int {
        var value = 0
        while true {
            let byte = try byte()
            guard value < 1 << 48 else { throw Mismatch() }
            value = value << 7 | Int(byte & 0x7F)
            if byte & 0x80 != 0 { return value }
        }
    }

    /// A text; nil where there is none.
    mutating func text() throws -> String? {
        let size = try size()
        guard size > 0 else { return nil }
        try skip(size - 1)
        return String(decoding: bytes[position - (size - 1)..<position], as: UTF8.self)
    }

    mutating func instruction() throws -> UInt32 {
        try skip(4)
        return bytes[position - 4..<position].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
