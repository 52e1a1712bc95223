internal import CLua
internal import CLuaShims

/// A parameter's type as bits, so that the check of an argument is one comparison.
struct LuaArgumentCheck {
    let parameter: LuaParameter
    /// Lua's types that pass at once, as bits.
    private let types: UInt32
    private let wantsInteger: Bool
    private let objects: [String]

    /// Lua's types that pass at once, as bits; bit 31 stands for integers, bit 30 for nothing at all.
    var mask: UInt32 {
        var mask = types & ~(3 << 30)
        if wantsInteger { mask |= 1 << 31 }
        if parameter.isOptional { mask |= 1 << 30 | 1 << UInt32(LUA_TNIL) }
        return mask
    }

    /// Whether the value in the slot passes by the mask alone.
    static func passes(_ mask: UInt32, _ state: OpaquePointer, _ index: Int32) -> Bool {
        let type = DirectCalls.type(state, index)
        if mask & (type < 0 ? 1 << 30 : 1 << UInt32(type)) != 0 { return true }
        return type == LUA_TNUMBER && mask & (1 << 31) != 0 && DirectCalls.isInteger(state, index)
    }

    init(_ parameter: LuaParameter) {
        self.parameter = parameter
        let parts: [LuaParameterType] =
            if case .either(let parts) = parameter.type { parts } else { [parameter.type] }
        var types: UInt32 = 0
        var objects: [String] = []
        for part in parts {
            switch part {
            case .any: types |= ~0
            case .boolean: types |= 1 << UInt32(LUA_TBOOLEAN)
            case .integer: break
            case .number: types |= 1 << UInt32(LUA_TNUMBER)
            case .string: types |= 1 << UInt32(LUA_TSTRING)
            case .table: types |= 1 << UInt32(LUA_TTABLE)
            case .function: types |= 1 << UInt32(LUA_TFUNCTION)
            case .object(let name): objects.append(name)
            case .either: types |= ~0
            }
        }
        self.types = types
        self.objects = objects
        wantsInteger = parts.contains(.integer)
    }

    /// Whether the value in the slot passes. A nil passes only where the parameter is optional or of any type.
    func accepts(_ core: LuaCore, _ state: OpaquePointer, _ index: Int32) -> Bool {
        let type = DirectCalls.type(state, index)
        if type <= LUA_TNIL, parameter.isOptional { return true }
        guard type >= LUA_TNIL else { return false }
        if types & (1 << UInt32(type)) != 0 { return true }
        if wantsInteger, type == LUA_TNUMBER { return DirectCalls.integer(state, index) != nil }
        guard !objects.isEmpty, type == LUA_TUSERDATA, let found = clua_type_of(core.context, state, index)
        else {
            return false
        }
        return Unmanaged<LuaAnyType>.fromOpaque(found)._withUnsafeGuaranteedRef { type in
            objects.contains(type.description.name)
                && clua_payload(core.context, state, index, type.identity) != nil
        }
    }
}
