internal import CLuaShims

/// Swift values on their way into Lua: as C structures, whose strings live as long as the closure runs.
extension LuaCore {
    /// Checks that the values belong here and hands them over as C has them.
    func withValues<Result>(
        _ values: [LuaValue],
        _ body: (UnsafeBufferPointer<clua_value>) throws(LuaError) -> Result
    ) throws(LuaError) -> Result {
        var converted: [clua_value] = []
        converted.reserveCapacity(values.count)
        var bytes: [UInt8] = []
        for value in values {
            var one = clua_value()
            switch value {
            case .nil: one.kind = Int32(CLUA_NIL)
            case .boolean(let value):
                one.kind = Int32(CLUA_BOOLEAN)
                one.bits = value ? 1 : 0
            case .integer(let value):
                one.kind = Int32(CLUA_INTEGER)
                one.bits = value
            case .number(let value):
                one.kind = Int32(CLUA_NUMBER)
                one.bits = Int64(bitPattern: value.bitPattern)
            case .string(let value):
                one.kind = Int32(CLUA_STRING)
                one.bits = Int64(value.bytes.count)
                bytes.append(contentsOf: value.bytes)
            case .table(let value): try refer(to: value.reference, CLUA_TABLE, &one)
            case .function(let value): try refer(to: value.reference, CLUA_FUNCTION, &one)
            case .object(let value): try refer(to: value.reference, CLUA_OBJECT, &one)
            case .thread(let value): try refer(to: value.reference, CLUA_THREAD, &one)
            }
            converted.append(one)
        }
        let outcome: Swift.Result<Result, LuaError> = withExtendedLifetime(values) {
            bytes.withUnsafeBytes { bytes in
                var offset = 0
                for index in converted.indices where converted[index].kind == CLUA_STRING {
                    converted[index].bytes = bytes.baseAddress.map { $0 + offset }
                    offset += Int(converted[index].bits)
                }
                return converted.withUnsafeBufferPointer { values in
                    Swift.Result { () throws(LuaError) -> Result in try body(values) }
                }
            }
        }
        return try outcome.get()
    }

    private func refer(to reference: LuaReference, _ kind: Int, _ value: inout clua_value) throws(LuaError) {
        guard reference.lease.core === self else {
            throw LuaError("a value of another Lua state was used in this one")
        }
        value.kind = Int32(kind)
        value.reference = reference.slot
    }

    /// What the operations call their target.
    func target(_ reference: LuaReference, _ kind: Int) -> clua_value {
        clua_value(kind: Int32(kind), reference: reference.slot, bits: 0, bytes: nil)
    }
}
