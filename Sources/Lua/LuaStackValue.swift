internal import CLua
internal import CLuaShims

/// A value where it stands on Lua's stack: to be looked at while a function of ``LuaRepeatedCall`` runs, which the
/// compiler sees to. Nothing is allocated to read it.
public struct LuaStackValue: ~Copyable {
    private let core: Unmanaged<LuaCore>
    private let stack: OpaquePointer
    private let index: Int32

    /// - Parameter index: From the bottom of the frame of the function that runs now; nil where nothing stands there.
    init(core: LuaCore, index: Int32) {
        self.core = Unmanaged.passUnretained(core)
        // There is none once the state is closed, and then no call has succeeded.
        stack = clua_current(core.context)!
        self.index = index
    }

    private init(core: Unmanaged<LuaCore>, stack: OpaquePointer, index: Int32) {
        self.core = core
        self.stack = stack
        self.index = index
    }

    public var isNil: Bool { DirectCalls.type(stack, index) <= LUA_TNIL }

    /// Whether it counts as true in a condition: anything but nil and false.
    public var isTruthy: Bool { DirectCalls.boolean(stack, index) }

    public var isTable: Bool { DirectCalls.type(stack, index) == LUA_TTABLE }

    /// An integer's or a float's value; nil for anything else.
    public var number: Double? {
        DirectCalls.type(stack, index) == LUA_TNUMBER ? DirectCalls.number(stack, index) : nil
    }

    /// Reads a string's bytes; nil for anything else.
    @inline(__always)
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let bytes = DirectCalls.bytes(stack, index) else { return nil }
        return try body(bytes)
    }

    /// The value, to be kept.
    public func value() throws(LuaError) -> LuaValue {
        let core = core.takeUnretainedValue()
        guard !isNil else { return .nil }
        return try core.perform(clua_op_reference) {
            $0.stack_index = index
        } read: { (operation) throws(LuaError) -> LuaValue in
            core.first(operation)
        }
    }

    /// Goes through a table's pairs, in no order and without metamethods; does nothing for anything else. What the
    /// body takes out of the table may end it early.
    ///
    /// - Throws: What the body throws, of several the error at the key that comes first, as in ``LuaTable/pairs()``.
    public func forEachPair(
        _ body: (_ key: borrowing LuaStackValue, _ value: borrowing LuaStackValue) throws -> Void
    ) throws {
        guard isTable else { return }
        guard DirectCalls.hasRoom(stack, for: 4) else { throw LuaError("stack overflow") }
        let key = DirectCalls.top(stack) + 1
        DirectCalls.pushNil(stack)
        defer { DirectCalls.setTop(stack, key - 1) }
        var first: (key: LuaValue, error: any Error)?
        while clua_next(stack, index) != 0 {
            do {
                try body(
                    LuaStackValue(core: core, stack: stack, index: key),
                    LuaStackValue(core: core, stack: stack, index: key + 1))
            } catch {
                let at = try LuaStackValue(core: core, stack: stack, index: key).value()
                if first.map({ at.comes(before: $0.key) }) ?? true { first = (at, error) }
            }
            DirectCalls.setTop(stack, key)
        }
        if let first { throw first.error }
    }

    /// A table's raw length: the last integer key of a sequence; 0 for anything else.
    public var rawLength: Int { isTable ? Int(DirectCalls.rawLength(stack, index)) : 0 }

    /// Goes through what stands under 1, 2, … up to ``rawLength``, without metamethods.
    public func forEachElement(
        _ body: (_ number: Int, _ value: borrowing LuaStackValue) throws -> Void
    ) throws {
        let count = rawLength
        guard count > 0 else { return }
        guard DirectCalls.hasRoom(stack, for: 1) else { throw LuaError("stack overflow") }
        let top = DirectCalls.top(stack)
        defer { DirectCalls.setTop(stack, top) }
        for number in 1...count {
            DirectCalls.pushElement(stack, index, number)
            try body(number, LuaStackValue(core: core, stack: stack, index: top + 1))
            DirectCalls.setTop(stack, top)
        }
    }
}
