/// What an instruction of Lua 5.4 does, in the order of its numbers in `lopcodes.h`.
package enum LuaOperation: UInt8 {
    case move, loadInteger, loadFloat, loadConstant, loadFarConstant, loadFalse, loadFalseAndSkip, loadTrue,
        loadNil
    case getUpvalue, setUpvalue, getGlobal, getTable, getIndex, getField
    case setGlobal, setTable, setIndex, setField, newTable, method
    case addInteger, addConstant, subtractConstant, multiplyConstant, moduloConstant, powerConstant,
        divideConstant
    case divideWholeConstant, andConstant, orConstant, xorConstant, shiftRightInteger, shiftLeftInteger
    case add, subtract, multiply, modulo, power, divide, divideWhole, and, or, xor, shiftLeft, shiftRight
    case metamethod, metamethodInteger, metamethodConstant
    case negate, complement, not, length, concatenate, close, toBeClosed, jump
    case isEqual, isLess, isAtMost, isEqualConstant, isEqualInteger
    case isLessInteger, isAtMostInteger, isGreaterInteger, isAtLeastInteger, test, testAndSet
    case call, tailCall, returnValues, returnNone, returnOne
    case loop, prepareLoop, prepareIteration, callIterator, iterate
    case setList, closure, variadic, prepareVariadic, extra
}

/// An instruction of Lua 5.4: seven bits for the operation, eight for A, the flag k, eight each for B and C. Some have
/// one number in place of the last, or of all.
package struct LuaInstruction {
    package private(set) var bits: UInt32

    package init(bits: UInt32) { self.bits = bits }

    /// Puts nil into a register.
    init(nilTo target: Int) {
        bits = UInt32(LuaOperation.loadNil.rawValue) | UInt32(target) << 7
    }

    /// Copies one register to another.
    init(move source: Int, to target: Int) {
        bits = UInt32(LuaOperation.move.rawValue) | UInt32(target) << 7 | UInt32(source) << 16
    }

    /// nil for what is none of Lua 5.4's.
    package var operation: LuaOperation? { LuaOperation(rawValue: UInt8(bits & 0x7F)) }

    package var a: Int {
        get { Int(bits >> 7 & 0xFF) }
        set { bits = bits & ~(0xFF << 7) | UInt32(newValue) << 7 }
    }

    package var b: Int {
        get { Int(bits >> 16 & 0xFF) }
        set { bits = bits & ~(0xFF << 16) | UInt32(newValue) << 16 }
    }

    package var c: Int {
        get { Int(bits >> 24) }
        set { bits = bits & ~(0xFF << 24) | UInt32(newValue) << 24 }
    }

    /// The flag k: mostly, whether C is a constant and no register.
    package var hasConstant: Bool { bits >> 15 & 1 == 1 }

    /// B, C and k as one number.
    private var wide: Int { Int(bits >> 15) }
    /// All but the operation as one number, which may be negative.
    private var signed: Int { Int(bits >> 7) - (1 << 24 - 1) }

    /// Where the code may go on from an instruction at a place, other than at the next one.
    func targets(at place: Int) -> [Int] {
        switch operation {
        case .jump: [place + 1 + signed]
        case .loop, .iterate: [place + 1 - wide]
        case .prepareLoop: [place + 2 + wide]
        case .prepareIteration: [place + 1 + wide]
        case .loadFalseAndSkip, .isEqual, .isLess, .isAtMost, .isEqualConstant, .isEqualInteger,
            .isLessInteger,
            .isAtMostInteger, .isGreaterInteger, .isAtLeastInteger, .test, .testAndSet:
            [place + 2]
        default: []
        }
    }

    /// Whether it may leave another value in a register. Where it writes several, all from the first on count.
    func mayWrite(_ register: Int) -> Bool {
        switch operation {
        case .setUpvalue, .setGlobal, .setTable, .setIndex, .setField, .setList, .metamethod,
            .metamethodInteger,
            .metamethodConstant, .close, .toBeClosed, .jump, .isEqual, .isLess, .isAtMost, .isEqualConstant,
            .isEqualInteger, .isLessInteger, .isAtMostInteger, .isGreaterInteger, .isAtLeastInteger, .test,
            .returnValues, .returnNone, .returnOne, .prepareVariadic, .extra:
            false
        case .move, .loadInteger, .loadFloat, .loadConstant, .loadFarConstant, .loadFalse, .loadFalseAndSkip,
            .loadTrue, .getUpvalue, .getGlobal, .getTable, .getIndex, .getField, .newTable, .addInteger,
            .addConstant,
            .subtractConstant, .multiplyConstant, .moduloConstant, .powerConstant, .divideConstant,
            .divideWholeConstant, .andConstant, .orConstant, .xorConstant, .shiftRightInteger,
            .shiftLeftInteger,
            .add, .subtract, .multiply, .modulo, .power, .divide, .divideWhole, .and, .or, .xor, .shiftLeft,
            .shiftRight, .negate, .complement, .not, .length, .concatenate, .testAndSet, .closure:
            a == register
        case .loadNil, .method, .call, .tailCall, .loop, .prepareLoop, .prepareIteration, .callIterator,
            .iterate,
            .variadic, nil:
            a <= register
        }
    }

    /// Whether it may look at a register. Where it looks at several, all from the first on count.
    func mayRead(_ register: Int) -> Bool {
        if isRegisterB, b == register { return true }
        if isRegisterC, c == register { return true }
        return switch operation {
        case .setUpvalue, .setTable, .setIndex, .setField, .metamethod, .metamethodInteger,
            .metamethodConstant,
            .toBeClosed, .isEqual, .isLess, .isAtMost, .isEqualConstant, .isEqualInteger, .isLessInteger,
            .isAtMostInteger, .isGreaterInteger, .isAtLeastInteger, .test, .returnOne:
            a == register
        case .call, .tailCall, .returnValues, .concatenate, .setList, .close, .loop, .prepareLoop,
            .prepareIteration,
            .callIterator, .iterate, nil:
            a <= register
        default: false
        }
    }

    /// Whether it may be about registers before one and from there on at once, which cannot be moved apart.
    func mayStraddle(_ register: Int) -> Bool {
        switch operation {
        case .loadNil: a < register && a + b >= register
        case .method, .concatenate, .call, .tailCall, .returnValues, .loop, .prepareLoop, .prepareIteration,
            .callIterator, .iterate, .setList, .variadic, nil:
            a < register
        default: false
        }
    }

    /// The same instruction where all registers from one on are so many higher.
    func shifted(from first: Int, by count: Int) -> LuaInstruction {
        var shifted = self
        if isRegisterA, a >= first { shifted.a += count }
        if isRegisterB, b >= first { shifted.b += count }
        if isRegisterC, c >= first { shifted.c += count }
        return shifted
    }

    private var isRegisterA: Bool {
        switch operation {
        case .setGlobal, .jump, .returnNone, .prepareVariadic, .extra: false
        default: true
        }
    }

    private var isRegisterB: Bool {
        switch operation {
        case .move, .getTable, .getIndex, .getField, .setTable, .method, .addInteger, .addConstant,
            .subtractConstant,
            .multiplyConstant, .moduloConstant, .powerConstant, .divideConstant, .divideWholeConstant,
            .andConstant,
            .orConstant, .xorConstant, .shiftRightInteger, .shiftLeftInteger, .add, .subtract, .multiply,
            .modulo,
            .power, .divide, .divideWhole, .and, .or, .xor, .shiftLeft, .shiftRight, .metamethod, .negate,
            .complement, .not, .length, .isEqual, .isLess, .isAtMost, .testAndSet:
            true
        default: false
        }
    }

    private var isRegisterC: Bool {
        switch operation {
        case .getTable, .add, .subtract, .multiply, .modulo, .power, .divide, .divideWhole, .and, .or, .xor,
            .shiftLeft, .shiftRight:
            true
        case .setGlobal, .setTable, .setIndex, .setField, .method: !hasConstant
        default: false
        }
    }
}
