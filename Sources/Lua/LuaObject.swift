internal import CLuaShims

/// A userdata: a Swift value in Lua's keeping, or one of another library. Two are equal when they are the same one.
public struct LuaObject {
    let reference: LuaReference

    init(_ reference: LuaReference) { self.reference = reference }

    /// The Swift value, or `nil` if this is no object of that type, or finalized already.
    public func value<Value>(as type: LuaType<Value>) -> Value? {
        withSlot { core, state in
            clua_payload(core.context, state, -1, type.identity).map {
                UnsafeRawPointer($0).assumingMemoryBound(to: Value.self).pointee
            }
        } ?? nil
    }

    /// The registered type, or `nil` for a userdata of another library.
    public var typeDescription: LuaTypeDescription? {
        withSlot { core, state in
            clua_type_of(core.context, state, -1).map {
                Unmanaged<LuaAnyType>.fromOpaque($0).takeUnretainedValue().description
            }
        } ?? nil
    }

    /// What stands under a name, as `object.name` in Lua: its fields and methods, metamethods run.
    ///
    /// - Throws: The error of a name that it does not have, and any that reading the field raises.
    public func get(_ name: String) throws(LuaError) -> LuaValue { try get(.string(name)) }

    /// What stands under a key, as `object[key]` in Lua, metamethods run.
    ///
    /// - Throws: As for a name.
    public func get(_ key: LuaValue) throws(LuaError) -> LuaValue {
        let core = reference.lease.core
        return try core.withValue(key) { (key) throws(LuaError) -> LuaValue in
            try core.perform(clua_op_get) {
                $0.target = core.target(reference, CLUA_OBJECT)
                $0.key = key
            } read: { (operation) throws(LuaError) -> LuaValue in
                core.first(operation)
            }
        }
    }

    private func withSlot<Result>(_ body: (LuaCore, OpaquePointer) -> Result) -> Result? {
        let core = reference.lease.core
        guard core.isOpen, clua_push_reference(core.context, reference.slot) != 0 else { return nil }
        let state = clua_current(core.context)!
        defer { DirectCalls.setTop(state, DirectCalls.top(state) - 1) }
        return body(core, state)
    }
}

extension LuaObject: Hashable {
    public static func == (left: LuaObject, right: LuaObject) -> Bool {
        LuaReference.identical(left.reference, right.reference)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(reference.address) }
}
