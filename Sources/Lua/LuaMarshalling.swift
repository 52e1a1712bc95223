internal import CLuaShims

/// Swift values on their way into Lua: as C structures, whose strings live as long as the closure runs.
extension LuaCore {
    /// Checks that the values belong here and hands them over as C has them. Nothing is allocated for a few of
    /// them: a call from Swift is hot.
    func withValues<Result>(
        _ values: [LuaValue],
        _ body: (UnsafeBufferPointer<clua_value>) throws(LuaError) -> Result
    ) throws(LuaError) -> Result {
        var byteCount = 0
        for value in values {
            if case .string(let string) = value { byteCount += string.bytes.count }
        }
        let outcome = withUnsafeTemporaryAllocation(of: clua_value.self, capacity: values.count) {
            converted in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount) { bytes in
                Swift.Result { () throws(LuaError) -> Result in
                    var offset = 0
                    for (index, value) in values.enumerated() {
                        var one = try convert(value)
                        if case .string(let string) = value {
                            let place = UnsafeMutableBufferPointer(rebasing: bytes[offset...])
                            _ = place.update(fromContentsOf: string.bytes)
                            one.bytes = UnsafeRawPointer(place.baseAddress)
                            offset += string.bytes.count
                        }
                        converted.initializeElement(at: index, to: one)
                    }
                    return try body(UnsafeBufferPointer(converted))
                }
            }
        }
        return try withExtendedLifetime(values) { () throws(LuaError) in try outcome.get() }
    }

    /// The same for one value, whose bytes are not copied.
    func withValue<Result>(
        _ value: LuaValue, _ body: (clua_value) throws(LuaError) -> Result
    ) throws(LuaError) -> Result {
        var one = try convert(value)
        guard case .string(let string) = value else {
            return try withExtendedLifetime(value) { () throws(LuaError) in try body(one) }
        }
        let outcome: Swift.Result<Result, LuaError> = string.bytes.withUnsafeBytes { bytes in
            one.bytes = bytes.baseAddress
            return Swift.Result { () throws(LuaError) -> Result in try body(one) }
        }
        return try outcome.get()
    }

    /// Everything of a value but a string's bytes.
    private func convert(_ value: LuaValue) throws(LuaError) -> clua_value {
        switch value {
        case .nil: clua_value(kind: Int32(CLUA_NIL), reference: 0, bits: 0, bytes: nil)
        case .boolean(let value):
            clua_value(kind: Int32(CLUA_BOOLEAN), reference: 0, bits: value ? 1 : 0, bytes: nil)
        case .integer(let value): clua_value(kind: Int32(CLUA_INTEGER), reference: 0, bits: value, bytes: nil)
        case .number(let value):
            clua_value(
                kind: Int32(CLUA_NUMBER), reference: 0, bits: Int64(bitPattern: value.bitPattern), bytes: nil)
        case .string(let value):
            clua_value(kind: Int32(CLUA_STRING), reference: 0, bits: Int64(value.bytes.count), bytes: nil)
        case .table(let value): try refer(to: value.reference, CLUA_TABLE)
        case .function(let value): try refer(to: value.reference, CLUA_FUNCTION)
        case .object(let value): try refer(to: value.reference, CLUA_OBJECT)
        case .thread(let value): try refer(to: value.reference, CLUA_THREAD)
        }
    }

    private func refer(to reference: LuaReference, _ kind: Int) throws(LuaError) -> clua_value {
        guard reference.lease.core === self else {
            throw LuaError("a value of another Lua state was used in this one")
        }
        return target(reference, kind)
    }

    /// What the operations call their target.
    func target(_ reference: LuaReference, _ kind: Int) -> clua_value {
        clua_value(kind: Int32(kind), reference: reference.slot, bits: 0, bytes: nil)
    }
}
