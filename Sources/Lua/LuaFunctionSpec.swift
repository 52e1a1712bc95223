/// A Swift function for Lua: its name, parameters, prose and code in one expression.
///
/// ```swift
/// LuaFunctionSpec("days", parameters: [LuaParameter("count", .integer, "How many.")], returns: "string") { call in
///     .string("\(try call.integer("count")) days")
/// }
/// ```
/// The code is kept as long as Lua keeps the function. It must not capture the ``LuaState`` or a value of
/// it, which would keep the state open for ever: `call.state` is at hand. Arguments are checked before
/// the code runs; more than the parameters name are ignored, as Lua does.
public struct LuaFunctionSpec {
    public let description: LuaFunctionDescription
    let body: (borrowing LuaCall) throws -> LuaReturn

    public init(
        _ name: String, parameters: [LuaParameter] = [], returns: String = "", summary: String = "",
        example: String = "", _ body: @escaping (borrowing LuaCall) throws -> LuaReturn
    ) {
        description = LuaFunctionDescription(
            name: name, parameters: parameters, returns: returns, summary: summary, example: example)
        self.body = body
    }
}

/// A Swift function as the trampolines find it.
final class LuaFunctionBox {
    let description: LuaFunctionDescription
    let checks: [LuaArgumentCheck]
    /// The type whose object a method is called on.
    unowned(unsafe) let receiver: LuaAnyType?
    let function: ((borrowing LuaCall) throws -> LuaReturn)?
    let method: ((UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn)?

    init(_ description: LuaFunctionDescription, function: @escaping (borrowing LuaCall) throws -> LuaReturn) {
        self.description = description
        checks = description.parameters.map(LuaArgumentCheck.init)
        receiver = nil
        self.function = function
        method = nil
    }

    init(
        _ description: LuaFunctionDescription, receiver: LuaAnyType,
        method: @escaping (UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn
    ) {
        self.description = description
        checks = description.parameters.map(LuaArgumentCheck.init)
        self.receiver = receiver
        function = nil
        self.method = method
    }
}
