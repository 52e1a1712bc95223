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
        field: { owner, reader, payload, state in
            Unmanaged<LuaFieldReader>.fromOpaque(reader!)._withUnsafeGuaranteedRef { reader in
                reader.read(UnsafeRawPointer(payload!), for: owner!, in: state!)
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
            var payload: UnsafeRawPointer?
            if let type = box.receiver {
                payload = UnsafeRawPointer(clua_payload(context, state, 1, type.identity))
                guard payload != nil else { throw call.wrongReceiver(of: type) }
            }
            if !box.masks.isEmpty { try call.checkArguments() }
            return try push(box.body(payload, call), in: state)
        } catch {
            return raise(error, in: state)
        }
    }

    fileprivate func resolveMissing(
        in type: LuaAnyType, at payload: UnsafeMutableRawPointer, isWrite: Bool, in state: OpaquePointer
    ) -> Int32 {
        do {
            if !isWrite, let box = type.fallback {
                let call = LuaCall(core: self, state: state, box: box)
                let count = try push(box.body(UnsafeRawPointer(payload), call), in: state)
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
        default:
            try withValue(value) { (value) throws(LuaError) in
                var value = value
                let outcome = withUnsafePointer(to: &value) { value in
                    Result { () throws(LuaError) in
                        try performLeaving(clua_op_push) {
                            $0.arguments = value
                            $0.argument_count = 1
                        }
                    }
                }
                try outcome.get()
            }
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
