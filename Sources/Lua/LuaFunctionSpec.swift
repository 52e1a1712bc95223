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
    /// The checks as bits, from which most arguments pass at a glance.
    let masks: [UInt32]
    /// The type whose object a method is called on, and which keeps this alive; `nil` for a function.
    unowned(unsafe) let receiver: LuaAnyType?
    /// Gets the object's payload, and no more than the call where there is no object.
    let body: (UnsafeRawPointer?, borrowing LuaCall) throws -> LuaReturn

    init(_ description: LuaFunctionDescription, function: @escaping (borrowing LuaCall) throws -> LuaReturn) {
        self.description = description
        checks = description.parameters.map(LuaArgumentCheck.init)
        masks = checks.map(\.mask)
        receiver = nil
        body = { _, call in try function(call) }
    }

    init(
        _ description: LuaFunctionDescription, receiver: LuaAnyType,
        method: @escaping (UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn
    ) {
        self.description = description
        checks = description.parameters.map(LuaArgumentCheck.init)
        masks = checks.map(\.mask)
        self.receiver = receiver
        body = { [unowned(unsafe) receiver] payload, call in
            guard let payload else { throw call.wrongReceiver(of: receiver) }
            return try method(payload, call)
        }
    }
}
