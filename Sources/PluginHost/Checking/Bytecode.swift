import Engagement
import Lua

/// Which globals and fields a compiled chunk names, without running it.
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
        guard let bytes = try chunk.compiled else { throw LuaError("Lua gave no compiled chunk") }
        read(try LuaDump(bytes).function)
    }

    private mutating func read(_ function: LuaPrototype) {
        for inner in function.inner { read(inner) }
        let lines = function.lines

        func name(_ constant: Int, _ position: Int) -> Name? {
            function.text(constant).map {
                Name(text: $0, line: lines.indices.contains(position) ? lines[position] : function.firstLine)
            }
        }
        func isGlobals(_ upvalue: Int) -> Bool { function.upvalueName(upvalue) == "_ENV" }
        for (position, instruction) in function.code.enumerated() {
            switch instruction.operation {
            case .getGlobal:
                guard let name = name(instruction.c, position) else { continue }
                if isGlobals(instruction.b) { globalsRead.append(name) } else { fieldsRead.append(name) }
            case .setGlobal:
                guard let name = name(instruction.b, position) else { continue }
                if isGlobals(instruction.a) {
                    globalsWritten.append(name)
                } else {
                    fieldsWritten.append(name)
                }
            case .getField:
                if let name = name(instruction.c, position) { fieldsRead.append(name) }
            case .setField:
                if let name = name(instruction.b, position) { fieldsWritten.append(name) }
            case .method where instruction.hasConstant:
                if let name = name(instruction.c, position) { fieldsRead.append(name) }
            // A constant beyond the 256th is loaded into a register first.
            case .andConstant, .orConstant, .xorConstant, .and, .or, .xor:
                guard function.constants.count > 256, doubtfulBitwise.last != function.firstLine else {
                    continue
                }
                doubtfulBitwise.append(function.firstLine)
            default: continue
            }
        }
    }
}
