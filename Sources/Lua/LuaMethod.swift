/// A method of a registered type, called with a colon: name, parameters, prose and code in one expression.
public struct LuaMethod<Value> {
    public let description: LuaFunctionDescription
    @usableFromInline let body: (UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn

    @inlinable
    public init(
        _ name: String, parameters: [LuaParameter] = [], returns: String = "", summary: String = "",
        example: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) {
        description = LuaFunctionDescription(
            name: name, parameters: parameters, returns: returns, summary: summary, example: example,
            isMethod: true)
        self.body = { payload, call in
            try body(payload.assumingMemoryBound(to: Value.self).pointee, call)
        }
    }
}

/// What a registered type does with operators, calls and unknown names.
public struct LuaMetamethod<Value> {
    /// The operators of Lua. In a binary one either operand may be the object: the code gets both as the
    /// call's arguments 0 and 1.
    public enum Operator: String, Sendable {
        case add = "__add"
        case subtract = "__sub"
        case multiply = "__mul"
        case divide = "__div"
        case floorDivide = "__idiv"
        case modulo = "__mod"
        case power = "__pow"
        case concatenate = "__concat"
        case equal = "__eq"
        case lessThan = "__lt"
        case lessOrEqual = "__le"
    }

    let description: LuaFunctionDescription
    let onValue: ((UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn)?
    let onOperands: ((borrowing LuaCall) throws -> LuaReturn)?
    let isFallback: Bool

    private init(
        _ name: String, _ summary: String, parameters: [LuaParameter] = [], returns: String = "",
        isFallback: Bool = false, _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) {
        description = LuaFunctionDescription(
            name: name, parameters: parameters, returns: returns, summary: summary, isMethod: true)
        onValue = { payload, call in try body(payload.assumingMemoryBound(to: Value.self).pointee, call) }
        onOperands = nil
        self.isFallback = isFallback
    }

    /// A binary operator.
    public init(
        _ operator: Operator, summary: String = "", returns: String = "",
        _ body: @escaping (borrowing LuaCall) throws -> LuaReturn
    ) {
        description = LuaFunctionDescription(
            name: `operator`.rawValue,
            parameters: [
                LuaParameter("left", .any, optional: true), LuaParameter("right", .any, optional: true),
            ], returns: returns, summary: summary)
        onValue = nil
        onOperands = body
        isFallback = false
    }

    /// Keys that are no field and no method: the key is argument 0. `nothing` means that there is no such
    /// field, which is an error that offers the nearest name; nil is a value like any other.
    public static func index(
        summary: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod {
        LuaMetamethod("__index", summary, parameters: [LuaParameter("key", .any)], isFallback: true, body)
    }

    /// `#object`.
    public static func length(
        summary: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod { LuaMetamethod("__len", summary, returns: "integer", body) }

    /// `object(…)`.
    public static func call(
        parameters: [LuaParameter] = [], returns: String = "", summary: String = "",
        _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod { LuaMetamethod("__call", summary, parameters: parameters, returns: returns, body) }

    /// `for x in object do`: gives the value after the previous one, which is nil at first; nil at the end.
    public static func iteration(
        returns: String = "", summary: String = "",
        _ next: @escaping (Value, _ previous: LuaValue, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod {
        LuaMetamethod("__call", summary, returns: returns) { value, call in
            try next(value, call.value(1), call)
        }
    }

    /// `pairs(object)`: gives the function that gives the next key and value at each call, nil at the end.
    public static func pairs(
        summary: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod { LuaMetamethod("__pairs", summary, returns: "function", body) }

    /// `tostring(object)` and `print(object)`.
    public static func text(
        summary: String = "", _ body: @escaping (Value) throws -> String
    ) -> LuaMetamethod {
        LuaMetamethod("__tostring", summary, returns: "string") { value, _ in .string(try body(value)) }
    }

    /// `-object`.
    public static func negate(
        summary: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod { LuaMetamethod("__unm", summary, body) }

    /// The end of a variable `local x <close>`: argument 0 is the error, or nil.
    public static func close(
        summary: String = "", _ body: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) -> LuaMetamethod { LuaMetamethod("__close", summary, body) }
}
