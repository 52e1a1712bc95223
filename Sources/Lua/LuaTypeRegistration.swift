internal import CLuaShims

extension LuaCore {
    /// Puts a Swift value into a new object, which is on top of the stack.
    func settle<Value>(_ value: Value, at payload: UnsafeMutableRawPointer?) {
        guard let payload, let state = clua_current(context) else { return }
        payload.bindMemory(to: Value.self, capacity: 1).initialize(to: value)
        clua_make_alive(context, state, -1)
    }

    /// The type's handle in C, after registering it here if need be.
    func handle(of type: LuaAnyType) throws(LuaError) -> OpaquePointer {
        if let known = types[ObjectIdentifier(type)] { return known.handle }
        for (field, reader) in zip(type.description.fields, type.readers) {
            switch reader {
            case .column(_, nil, _), .view(_, nil):
                throw LuaError(
                    "field '\(field.name)' of '\(type.description.name)' must be read from a stored property")
            case .view(let part, _): _ = try handle(of: part)
            default: break
            }
        }
        let names = NameBuffer()
        let fields = zip(type.description.fields, type.readers).map { field, reader in
            var converted = clua_field()
            (converted.name, converted.name_length) = names.add(field.name)
            if case .view(let part, let offset) = reader {
                converted.kind = Int32(CLUA_COLUMN_VIEW)
                converted.row_offset = Int64(offset ?? 0)
                converted.view = types[ObjectIdentifier(part)]?.handle
            }
            if case .column(let column, let offset, let size) = reader {
                converted.kind = column.element.rawValue
                converted.row_bytes = Int32(size)
                converted.row_offset = Int64(offset ?? 0)
                converted.base = column.base
                converted.stride = Int64(column.stride)
                converted.count = Int64(column.count)
                converted.text = column.text.map { $0.assumingMemoryBound(to: CChar.self) }
            }
            return converted
        }
        let members = { (boxes: [LuaFunctionBox]) in
            boxes.map { box in
                let (name, length) = names.add(box.description.name)
                return clua_member(
                    name: name, name_length: length, function: Unmanaged.passUnretained(box).toOpaque())
            }
        }
        let methods = members(type.methodBoxes)
        let metamethods = members(type.metamethodBoxes)
        let (name, length) = names.add(type.description.name)
        var handle: OpaquePointer?
        let outcome: Result<Void, LuaError> = fields.withUnsafeBufferPointer { fields in
            methods.withUnsafeBufferPointer { methods in
                metamethods.withUnsafeBufferPointer { metamethods in
                    var description = clua_type_description(
                        name: name, name_length: length, type: type.identity, size: Int64(type.size),
                        alignment: Int64(type.alignment), needs_destroy: type.needsDestroy ? 1 : 0,
                        has_fallback: type.fallback == nil ? 0 : 1,
                        fields: fields.baseAddress, field_count: Int64(fields.count),
                        methods: methods.baseAddress, method_count: Int64(methods.count),
                        metamethods: metamethods.baseAddress, metamethod_count: Int64(metamethods.count))
                    return withUnsafeMutablePointer(to: &description) { description in
                        Result { () throws(LuaError) in
                            try perform(clua_op_register) {
                                $0.pointer = UnsafeMutableRawPointer(description)
                            } read: { (operation) throws(LuaError) in
                                handle = operation.pointee.type
                            }
                        }
                    }
                }
            }
        }
        withExtendedLifetime(names) {}
        try outcome.get()
        guard let handle else { throw LuaError("type '\(type.description.name)' could not be registered") }
        types[ObjectIdentifier(type)] = (type, handle)
        return handle
    }
}

/// Names as C strings, which live as long as this does.
private final class NameBuffer {
    private var names: [UnsafeMutableBufferPointer<CChar>] = []

    func add(_ name: String) -> (UnsafePointer<CChar>?, Int) {
        let bytes = name.utf8CString
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        names.append(copy)
        return (UnsafePointer(copy.baseAddress), bytes.count - 1)
    }

    deinit {
        for name in names { name.deallocate() }
    }
}
