internal import CLua
internal import CLuaShims

/// A call from Lua as a Swift function sees it: its arguments, and the state it came from.
///
/// It is valid only while the function runs, which the compiler sees to. An argument is named by its
/// parameter or its position from 0: `call.integer("days")`, `call.integer(0)`.
public struct LuaCall: ~Copyable {
    private let core: Unmanaged<LuaCore>
    private let stack: OpaquePointer
    private let box: Unmanaged<LuaFunctionBox>
    /// The stack's slot of argument 0: behind the object, in a method.
    private let first: Int32
    /// How many arguments came, an object before the colon not counted.
    public let count: Int

    init(core: LuaCore, state: OpaquePointer, box: LuaFunctionBox) {
        self.core = Unmanaged.passUnretained(core)
        stack = state
        self.box = Unmanaged.passUnretained(box)
        first = box.description.isMethod ? 2 : 1
        count = max(0, Int(DirectCalls.top(state) - first + 1))
    }

    /// The state, in which functions may make tables and objects, and call back.
    public var state: LuaState {
        LuaState(lease: core._withUnsafeGuaranteedRef { $0.lease.takeUnretainedValue() })
    }

    /// What was registered for this function.
    public var description: LuaFunctionDescription { box._withUnsafeGuaranteedRef { $0.description } }

    /// An argument of any type; nil where none came.
    public func value(_ argument: LuaArgument) throws(LuaError) -> LuaValue {
        guard let index = try slot(argument) else { return .nil }
        let core = core.takeUnretainedValue()
        switch DirectCalls.type(stack, index) {
        case LUA_TNONE, LUA_TNIL: return .nil
        case LUA_TBOOLEAN: return .boolean(DirectCalls.boolean(stack, index))
        case LUA_TNUMBER:
            if DirectCalls.isInteger(stack, index), let value = DirectCalls.integer(stack, index) {
                return .integer(value)
            }
            return .number(DirectCalls.number(stack, index))
        case LUA_TSTRING: return .string(LuaString(bytes: DirectCalls.bytes(stack, index)!))
        default:
            return try core.perform(clua_op_reference) {
                $0.stack_index = index
            } read: { (operation) throws(LuaError) -> LuaValue in
                core.first(operation)
            }
        }
    }

    /// All arguments.
    public func values() throws(LuaError) -> [LuaValue] {
        var result: [LuaValue] = []
        for position in 0..<count { result.append(try value(.position(position))) }
        return result
    }

    /// Whether the argument is nil or did not come.
    public func isNil(_ argument: LuaArgument) throws(LuaError) -> Bool {
        guard let index = try slot(argument) else { return true }
        return DirectCalls.type(stack, index) <= LUA_TNIL
    }

    /// An integer; a float without a fraction counts as one, a string does not.
    public func integer(_ argument: LuaArgument) throws(LuaError) -> Int {
        guard let value = try optionalInteger(argument) else { throw mismatch(argument, "integer") }
        return value
    }

    /// An integer, or `nil` for nil and nothing.
    public func optionalInteger(_ argument: LuaArgument) throws(LuaError) -> Int? {
        guard let index = try present(argument) else { return nil }
        guard DirectCalls.type(stack, index) == LUA_TNUMBER, let value = DirectCalls.integer(stack, index)
        else {
            throw mismatch(argument, "integer")
        }
        return Int(value)
    }

    /// A number; a string is none.
    public func number(_ argument: LuaArgument) throws(LuaError) -> Double {
        guard let value = try optionalNumber(argument) else { throw mismatch(argument, "number") }
        return value
    }

    /// A number, or `nil` for nil and nothing.
    public func optionalNumber(_ argument: LuaArgument) throws(LuaError) -> Double? {
        guard let index = try present(argument) else { return nil }
        guard DirectCalls.type(stack, index) == LUA_TNUMBER else { throw mismatch(argument, "number") }
        return DirectCalls.number(stack, index)
    }

    /// A boolean; other values are none.
    public func boolean(_ argument: LuaArgument) throws(LuaError) -> Bool {
        guard let value = try optionalBoolean(argument) else { throw mismatch(argument, "boolean") }
        return value
    }

    /// A boolean, or `nil` for nil and nothing.
    public func optionalBoolean(_ argument: LuaArgument) throws(LuaError) -> Bool? {
        guard let index = try present(argument) else { return nil }
        guard DirectCalls.type(stack, index) == LUA_TBOOLEAN else { throw mismatch(argument, "boolean") }
        return DirectCalls.boolean(stack, index)
    }

    /// A string's bytes; a number is no string.
    public func bytes(_ argument: LuaArgument) throws(LuaError) -> LuaString {
        guard let value = try optionalBytes(argument) else { throw mismatch(argument, "string") }
        return value
    }

    /// A string's bytes, or `nil` for nil and nothing.
    public func optionalBytes(_ argument: LuaArgument) throws(LuaError) -> LuaString? {
        guard let index = try present(argument) else { return nil }
        guard let bytes = DirectCalls.bytes(stack, index) else { throw mismatch(argument, "string") }
        return LuaString(bytes: bytes)
    }

    /// A string's text. Fails where the bytes are no UTF-8.
    public func string(_ argument: LuaArgument) throws(LuaError) -> String {
        guard let value = try optionalString(argument) else { throw mismatch(argument, "string") }
        return value
    }

    /// A string's text, or `nil` for nil and nothing.
    public func optionalString(_ argument: LuaArgument) throws(LuaError) -> String? {
        guard let bytes = try optionalBytes(argument) else { return nil }
        guard let text = bytes.text else { throw mismatch(argument, "text in UTF-8") }
        return text
    }

    /// A table.
    public func table(_ argument: LuaArgument) throws(LuaError) -> LuaTable {
        guard let value = try optionalTable(argument) else { throw mismatch(argument, "table") }
        return value
    }

    /// A table, or `nil` for nil and nothing.
    public func optionalTable(_ argument: LuaArgument) throws(LuaError) -> LuaTable? {
        let value = try value(argument)
        guard value.isNil || value.table != nil else { throw mismatch(argument, "table") }
        return value.table
    }

    /// A function.
    public func function(_ argument: LuaArgument) throws(LuaError) -> LuaFunction {
        guard let value = try optionalFunction(argument) else { throw mismatch(argument, "function") }
        return value
    }

    /// A function, or `nil` for nil and nothing.
    public func optionalFunction(_ argument: LuaArgument) throws(LuaError) -> LuaFunction? {
        let value = try value(argument)
        guard value.isNil || value.function != nil else { throw mismatch(argument, "function") }
        return value.function
    }

    /// The Swift value of an object of this type.
    public func object<Value>(_ argument: LuaArgument, _ type: LuaType<Value>) throws(LuaError) -> Value {
        guard let value = try optionalObject(argument, type) else {
            throw mismatch(argument, type.description.name)
        }
        return value
    }

    /// The Swift value of an object of this type, or `nil` for nil and nothing.
    public func optionalObject<Value>(
        _ argument: LuaArgument, _ type: LuaType<Value>
    ) throws(LuaError) -> Value? {
        guard let index = try present(argument) else { return nil }
        let context = core._withUnsafeGuaranteedRef { $0.context }
        guard let payload = clua_payload(context, stack, index, type.identity) else {
            throw mismatch(argument, type.description.name)
        }
        return UnsafeRawPointer(payload).assumingMemoryBound(to: Value.self).pointee
    }

    /// Whether the argument is an object of this type.
    public func isObject(_ argument: LuaArgument, _ type: LuaAnyType) throws(LuaError) -> Bool {
        guard let index = try slot(argument) else { return false }
        return clua_payload(core._withUnsafeGuaranteedRef { $0.context }, stack, index, type.identity) != nil
    }

    /// Makes an object as the function's result, without the cost of a value that Swift could keep. To be
    /// returned at once.
    public func make<Value>(_ value: Value, _ type: LuaType<Value>) throws(LuaError) -> LuaReturn {
        let core = core.takeUnretainedValue()
        let handle = try core.handle(of: type)
        try core.performLeaving(clua_op_new_object) {
            $0.type = handle
            $0.raw = 1
        } whenDone: { operation in
            core.settle(value, at: operation.pointee.pointer)
        }
        return LuaReturn(storage: .pushed(1))
    }

    // MARK: Positions and errors

    private func slot(_ argument: LuaArgument) throws(LuaError) -> Int32? {
        let position: Int
        switch argument.kind {
        case .position(let number): position = number
        case .name(let name):
            let parameters = description.parameters
            guard let found = parameters.firstIndex(where: { $0.name == name }) else {
                throw LuaError("'\(description.name)' has no parameter '\(name)'")
            }
            position = found
        }
        guard position >= 0, position < count else { return nil }
        return first + Int32(position)
    }

    private func present(_ argument: LuaArgument) throws(LuaError) -> Int32? {
        guard let index = try slot(argument), DirectCalls.type(stack, index) > LUA_TNIL else { return nil }
        return index
    }

    /// Checks the arguments against the parameters.
    func checkArguments() throws(LuaError) {
        let masks = box._withUnsafeGuaranteedRef { $0.masks }
        for position in masks.indices
        where !LuaArgumentCheck.passes(masks[position], stack, first + Int32(position)) {
            try check(position)
        }
        if count > masks.count { try checkFurther(masks.count) }
    }

    private func check(_ position: Int) throws(LuaError) {
        let checks = box._withUnsafeGuaranteedRef { $0.checks }
        let check = checks[min(position, checks.count - 1)]
        guard check.accepts(core.takeUnretainedValue(), stack, first + Int32(position)) else {
            throw mismatch(.position(position), check.parameter.type.description, check.parameter)
        }
    }

    /// The arguments beyond the parameters: of the last one's type if it is variadic, otherwise ignored.
    private func checkFurther(_ start: Int) throws(LuaError) {
        guard box._withUnsafeGuaranteedRef({ $0.checks.last?.parameter.isVariadic }) == true else { return }
        for position in start..<count { try check(position) }
    }

    /// `bad argument 'days' to 'last': integer expected, got string ("x")`.
    private func mismatch(
        _ argument: LuaArgument, _ expected: String, _ parameter: LuaParameter? = nil
    ) -> LuaError {
        let found = (try? slot(argument)) ?? nil
        let name: String
        switch argument.kind {
        case .name(let text): name = "'\(text)'"
        case .position(let position):
            let parameters = description.parameters
            if let parameter {
                name = "'\(parameter.name)'"
            } else {
                name = position < parameters.count ? "'\(parameters[position].name)'" : "#\(position + 1)"
            }
        }
        return LuaError(
            "bad argument \(name) to '\(description.name)': \(expected) expected, got \(describe(found))")
    }

    /// The error for a method whose first argument is not the object: most often a dot for a colon.
    func wrongReceiver(of type: LuaAnyType) -> LuaError {
        let name = description.name
        let found = describe(DirectCalls.top(stack) >= 1 ? 1 : nil)
        if name.hasPrefix("__") {
            return LuaError("bad operand of '\(name)': \(type.description.name) expected, got \(found)")
        }
        return LuaError(
            "bad object for '\(name)': \(type.description.name) expected, got \(found); "
                + "call it with a colon: \(type.description.instanceLabel):\(name)(…)")
    }

    private func describe(_ index: Int32?) -> String {
        guard let index else { return "no value" }
        switch DirectCalls.type(stack, index) {
        case LUA_TNONE: return "no value"
        case LUA_TNIL: return "nil"
        case LUA_TBOOLEAN: return "boolean (\(DirectCalls.boolean(stack, index)))"
        case LUA_TNUMBER:
            if DirectCalls.isInteger(stack, index), let value = DirectCalls.integer(stack, index) {
                return "number (\(value))"
            }
            return "number (\(DirectCalls.number(stack, index)))"
        case LUA_TSTRING:
            let bytes = DirectCalls.bytes(stack, index)!
            let text = String(decoding: bytes.prefix(40), as: UTF8.self)
            return "string (\"\(text)\(bytes.count > 40 ? "…" : "")\")"
        case LUA_TTABLE: return "table"
        case LUA_TFUNCTION: return "function"
        case LUA_TTHREAD: return "coroutine"
        default:
            let context = core._withUnsafeGuaranteedRef { $0.context }
            guard let type = clua_type_of(context, stack, index) else { return "userdata" }
            return Unmanaged<LuaAnyType>.fromOpaque(type)._withUnsafeGuaranteedRef { type in
                let isAlive = clua_payload(context, stack, index, type.identity) != nil
                return isAlive ? type.description.name : "a \(type.description.name) that has been finalized"
            }
        }
    }
}

/// Which argument is meant: by position, from 0, or by its parameter's name. Written as a literal.
public struct LuaArgument: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    enum Kind {
        case position(Int)
        case name(String)
    }

    let kind: Kind

    public static func position(_ position: Int) -> LuaArgument { LuaArgument(kind: .position(position)) }
    public static func name(_ name: String) -> LuaArgument { LuaArgument(kind: .name(name)) }

    init(kind: Kind) { self.kind = kind }
    public init(integerLiteral position: Int) { kind = .position(position) }
    public init(stringLiteral name: String) { kind = .name(name) }
}
