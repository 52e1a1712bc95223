internal import CLuaShims

/// A function of Lua's: of a script, of the library, or of Swift. Two are equal when they are the same one.
public struct LuaFunction {
    let reference: LuaReference

    init(_ reference: LuaReference) { self.reference = reference }

    /// Calls it and gives all its results.
    ///
    /// - Throws: the error that came out of it, with the calls that were active.
    @discardableResult
    public func call(_ arguments: LuaValue...) throws(LuaError) -> [LuaValue] { try call(arguments) }

    /// Calls it and gives all its results.
    ///
    /// - Throws: the error that came out of it, with the calls that were active.
    @discardableResult
    public func call(_ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
        let core = reference.lease.core
        return try core.withValues(arguments) { (values) throws(LuaError) -> [LuaValue] in
            try core.perform(clua_op_call) {
                $0.target = core.target(reference, CLUA_FUNCTION)
                $0.arguments = values.baseAddress
                $0.argument_count = Int64(values.count)
            } read: { (operation) throws(LuaError) -> [LuaValue] in
                core.results(operation)
            }
        }
    }

    /// The code that Lua compiled of it, for a ``LuaDump``; nil for a function that is not Lua's own, and in a state with
    /// the debug library.
    ///
    /// - Throws: If the state is closed or there is no memory.
    package var compiled: [UInt8]? {
        get throws(LuaError) {
            let core = reference.lease.core
            return try core.perform(clua_op_dump) {
                $0.target = core.target(reference, CLUA_FUNCTION)
            } read: { (operation) throws(LuaError) -> [UInt8]? in
                operation.pointee.result_count == 0 ? nil : core.first(operation).string?.bytes
            }
        }
    }

    /// What was registered, if this is a Swift function; `nil` for a script's and the library's.
    public var registration: LuaFunctionDescription? {
        let core = reference.lease.core
        guard core.isOpen, clua_push_reference(core.context, reference.slot) != 0 else { return nil }
        let state = clua_current(core.context)!
        let function = clua_function_behind(core.context, state, -1)
        let description = function.map {
            Unmanaged<LuaFunctionBox>.fromOpaque($0).takeUnretainedValue().description
        }
        DirectCalls.setTop(state, DirectCalls.top(state) - 1)
        return description
    }
}

extension LuaFunction: Hashable {
    public static func == (left: LuaFunction, right: LuaFunction) -> Bool {
        LuaReference.identical(left.reference, right.reference)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(reference.address) }
}

/// A coroutine, to be handed back to Lua. Two are equal when they are the same one.
public struct LuaThread: Hashable {
    let reference: LuaReference

    init(_ reference: LuaReference) { self.reference = reference }

    public static func == (left: LuaThread, right: LuaThread) -> Bool {
        LuaReference.identical(left.reference, right.reference)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(reference.address) }
}
