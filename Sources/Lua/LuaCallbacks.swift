internal import CLua
internal import CLuaShims

/// What Lua calls in Swift. Each returns normally whatever happens: a count of results, or -1 with the error
/// on the stack, which the C trampoline raises when no Swift frame is live any more.
enum LuaCallbacks {
    static let table = clua_callbacks(
        call: { owner, function, state in
            LuaCallbacks.core(owner!) { core in
                Unmanaged<LuaFunctionBox>.fromOpaque(function!)._withUnsafeGuaranteedRef { box in
                    core.invoke(box, in: state!)
                }
            }
        },
        field: { owner, type, field, payload, state in
            LuaCallbacks.core(owner!) { core in
                Unmanaged<LuaAnyType>.fromOpaque(type!)._withUnsafeGuaranteedRef { type in
                    core.readField(Int(field), of: type, at: payload!, in: state!)
                }
            }
        },
        missing: { owner, type, payload, writing, state in
            LuaCallbacks.core(owner!) { core in
                Unmanaged<LuaAnyType>.fromOpaque(type!)._withUnsafeGuaranteedRef { type in
                    core.resolveMissing(in: type, at: payload!, isWrite: writing != 0, in: state!)
                }
            }
        },
        destroy: { _, type, payload in
            Unmanaged<LuaAnyType>.fromOpaque(type!)._withUnsafeGuaranteedRef { type in
                type.destroy(payload!)
            }
        },
        release: { _, function in
            Unmanaged<LuaFunctionBox>.fromOpaque(function!).release()
        })

    private static func core(_ owner: UnsafeMutableRawPointer, _ body: (LuaCore) -> Int32) -> Int32 {
        Unmanaged<LuaCore>.fromOpaque(owner)._withUnsafeGuaranteedRef(body)
    }
}

extension LuaCore {
    fileprivate func invoke(_ box: LuaFunctionBox, in state: OpaquePointer) -> Int32 {
        let call = LuaCall(core: self, state: state, box: box)
        do {
            if let type = box.receiver {
                guard let payload = clua_payload(context, state, 1, type.identity) else {
                    throw call.wrongReceiver(of: type)
                }
                try call.checkArguments()
                return try push(box.method!(UnsafeRawPointer(payload), call), in: state)
            }
            try call.checkArguments()
            return try push(box.function!(call), in: state)
        } catch {
            return raise(error, in: state)
        }
    }

    fileprivate func readField(
        _ index: Int, of type: LuaAnyType, at payload: UnsafeMutableRawPointer, in state: OpaquePointer
    ) -> Int32 {
        // A C function has room for 20 values above its two arguments.
        switch type.readers[index] {
        case .number(let read):
            if let value = read(payload) {
                DirectCalls.push(state, value)
            } else {
                DirectCalls.pushNil(state)
            }
            return 1
        case .integer(let read):
            if let value = read(payload) {
                DirectCalls.push(state, value)
            } else {
                DirectCalls.pushNil(state)
            }
            return 1
        case .boolean(let read):
            if let value = read(payload) {
                DirectCalls.push(state, value)
            } else {
                DirectCalls.pushNil(state)
            }
            return 1
        case .general(let box):
            let call = LuaCall(core: self, state: state, box: box)
            do {
                let count = try push(box.method!(UnsafeRawPointer(payload), call), in: state)
                if count == 0 { DirectCalls.pushNil(state) }
                return 1
            } catch {
                return raise(error, in: state)
            }
        case .column, .view:
            DirectCalls.pushNil(state)
            return 1
        }
    }

    fileprivate func resolveMissing(
        in type: LuaAnyType, at payload: UnsafeMutableRawPointer, isWrite: Bool, in state: OpaquePointer
    ) -> Int32 {
        do {
            if !isWrite, let box = type.fallback {
                let call = LuaCall(core: self, state: state, box: box)
                let count = try push(box.method!(UnsafeRawPointer(payload), call), in: state)
                if count > 0 { return count }
            }
            throw type.missing(
                DirectCalls.bytes(state, 2).map { String(decoding: $0, as: UTF8.self) }, isWrite)
        } catch {
            return raise(error, in: state)
        }
    }

    /// Leaves what a Swift function returned on the stack.
    func push(_ result: LuaReturn, in state: OpaquePointer) throws(LuaError) -> Int32 {
        switch result.storage {
        case .nothing: return 0
        case .value(let value):
            try push(value, in: state)
            return 1
        case .values(let values):
            try push(values)
            return Int32(values.count)
        case .pushed(let count):
            return min(count, DirectCalls.top(state))
        }
    }

    private func push(_ value: LuaValue, in state: OpaquePointer) throws(LuaError) {
        guard DirectCalls.hasRoom(state, for: 1) else { throw LuaError("stack overflow") }
        switch value {
        case .nil: DirectCalls.pushNil(state)
        case .boolean(let value): DirectCalls.push(state, value)
        case .integer(let value): DirectCalls.push(state, value)
        case .number(let value): DirectCalls.push(state, value)
        case .string(let value):
            let outcome: Result<Void, LuaError> = value.bytes.withUnsafeBytes { bytes in
                let one = clua_value(
                    kind: Int32(CLUA_STRING), reference: 0, bits: Int64(bytes.count), bytes: bytes.baseAddress
                )
                return withUnsafePointer(to: one) { one in
                    Result { () throws(LuaError) in
                        try performLeaving(clua_op_push) {
                            $0.arguments = one
                            $0.argument_count = 1
                        }
                    }
                }
            }
            try outcome.get()
        default: try push([value])
        }
    }

    func push(_ values: [LuaValue]) throws(LuaError) {
        try withValues(values) { (values) throws(LuaError) in
            try performLeaving(clua_op_push) {
                $0.arguments = values.baseAddress
                $0.argument_count = Int64(values.count)
            }
        }
    }

    /// Like `perform`, but what the body returns stays on the stack; on failure the error object does.
    func performLeaving(
        _ body: @escaping clua_body, configure: (inout clua_operation) -> Void,
        whenDone: (UnsafeMutablePointer<clua_operation>) -> Void = { _ in }
    ) throws(LuaError) {
        var operation = clua_operation()
        configure(&operation)
        try withUnsafeMutablePointer(to: &operation) { (operation) throws(LuaError) in
            let status = clua_run(context, body, operation)
            let error = status == 0 ? nil : failure(operation)
            if error == nil { whenDone(operation) }
            operation.pointee.base = -1
            clua_finish(context, operation)
            if let error { throw error }
        }
    }
}
