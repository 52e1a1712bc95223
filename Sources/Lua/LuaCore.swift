internal import CLuaShims
internal import Synchronization

/// One interpreter: the C context and what Swift keeps beside it. Everything that may raise goes through
/// ``perform(_:configure:read:)``.
final class LuaCore {
    let context: OpaquePointer
    let limits: LuaLimits
    let probe: LuaAllocationProbe?
    /// The lease that new values hold. Its owner is whoever uses the state, or `close` while it closes.
    private(set) var lease: Unmanaged<LuaLease>
    private(set) var isOpen = true
    /// The types known here, kept alive until Lua has finalized their last object.
    var types: [ObjectIdentifier: (type: LuaAnyType, handle: OpaquePointer)] = [:]
    /// What a Swift function threw last, to be recognized when Lua hands it back.
    var lastThrown: (text: [UInt8], address: UnsafeRawPointer?, error: LuaError)?
    /// Whether an error object is being described: what fails in its `__tostring` is not described again, as that
    /// may be the very same object.
    var isDescribing = false
    private let discarded = Mutex<[Int32]>([])
    private let hasDiscarded = Atomic<Bool>(false)

    static func open(
        limits: LuaLimits, libraries: LuaLibraries, probe: LuaAllocationProbe?
    ) throws(LuaError) -> LuaLease {
        let core = try LuaCore(limits: limits, probe: probe)
        let lease = LuaLease(core: core, closes: true)
        core.lease = Unmanaged.passUnretained(lease)
        try core.perform(clua_op_open_libraries) { $0.raw = libraries.rawValue }
        return lease
    }

    private init(limits: LuaLimits, probe: LuaAllocationProbe?) throws(LuaError) {
        self.limits = limits
        self.probe = probe
        // Until `open` sets the real one nothing uses this.
        lease = Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: 8)!)
        guard
            let context = clua_open(
                clua_limits(
                    memory: UInt64(max(0, limits.memory ?? 0)),
                    instructions: UInt64(max(0, limits.instructions ?? 0)),
                    nanoseconds: limits.time?.wholeNanoseconds ?? 0,
                    polls: limits.isInterruptible ? 1 : 0,
                    refuses_finalizers: limits.refusesFinalizers ? 1 : 0,
                    counts_late: limits.countsLate ? 1 : 0),
                LuaCallbacks.table, probe?.counters)
        else {
            if let bytes = limits.memory, probe == nil {
                throw LuaError(
                    "the memory limit of \(bytes) bytes is too small for a Lua state",
                    kind: .limit(.memory(bytes: bytes)))
            }
            throw LuaError("not enough memory for a Lua state", kind: .memory)
        }
        self.context = context
        clua_set_owner(context, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        clua_free(context)
    }

    /// Closes the interpreter. Finalizers that run meanwhile may use it through a lease of their own.
    func close() {
        guard isOpen, clua_is_closing(context) == 0 else { return }
        let spare = LuaLease(core: self, closes: false)
        lease = Unmanaged.passUnretained(spare)
        withExtendedLifetime(spare) { clua_close(context) }
        isOpen = false
        lastThrown = nil
        types.removeAll()
    }

    // MARK: Operations

    /// Runs a body of C under lua_pcall and reads its results, whose strings live until `read` has returned.
    @discardableResult
    func perform<Result>(
        _ body: @escaping clua_body,
        configure: (inout clua_operation) -> Void,
        read: (UnsafeMutablePointer<clua_operation>) throws(LuaError) -> Result
    ) throws(LuaError) -> Result {
        discardPending()
        var operation = clua_operation()
        configure(&operation)
        return try withUnsafeMutablePointer(to: &operation) { (operation) throws(LuaError) -> Result in
            let status = clua_run(context, body, operation)
            defer { finish(operation) }
            guard status == 0 else {
                // What was captured before the failure is given back.
                for index in 0..<Int(operation.pointee.result_count) {
                    let slot = operation.pointee.results[index].reference
                    if slot != 0 { discard(slot) }
                }
                throw failure(operation)
            }
            return try read(operation)
        }
    }

    /// Gives back what an operation holds.
    func finish(_ operation: UnsafeMutablePointer<clua_operation>) {
        clua_finish(context, operation)
        if clua_depth(context) == 0 { lastThrown = nil }
    }

    func perform(
        _ body: @escaping clua_body, configure: (inout clua_operation) -> Void
    ) throws(LuaError) {
        try perform(body, configure: configure) { _ in }
    }

    /// The first result, or nil.
    func first(_ operation: UnsafeMutablePointer<clua_operation>) -> LuaValue {
        operation.pointee.result_count > 0 ? value(of: operation.pointee.results[0]) : .nil
    }

    func results(_ operation: UnsafeMutablePointer<clua_operation>) -> [LuaValue] {
        (0..<Int(operation.pointee.result_count)).map { value(of: operation.pointee.results[$0]) }
    }

    /// Takes over a value that C has captured; a reference is owned from here on.
    func value(of captured: clua_value) -> LuaValue {
        switch Int(captured.kind) {
        case CLUA_NIL: .nil
        case CLUA_BOOLEAN: .boolean(captured.bits != 0)
        case CLUA_INTEGER: .integer(captured.bits)
        case CLUA_NUMBER: .number(Double(bitPattern: UInt64(bitPattern: captured.bits)))
        case CLUA_STRING:
            .string(
                LuaString(bytes: UnsafeRawBufferPointer(start: captured.bytes, count: Int(captured.bits))))
        case CLUA_TABLE: .table(LuaTable(reference(captured)))
        case CLUA_FUNCTION: .function(LuaFunction(reference(captured)))
        case CLUA_THREAD: .thread(LuaThread(reference(captured)))
        default: .object(LuaObject(reference(captured)))
        }
    }

    private func reference(_ captured: clua_value) -> LuaReference {
        LuaReference(lease: lease.takeUnretainedValue(), slot: captured.reference)
    }

    // MARK: References

    /// Notes that a reference is to be given back. Safe anywhere.
    func discard(_ slot: Int32) {
        discarded.withLock { $0.append(slot) }
        hasDiscarded.store(true, ordering: .releasing)
    }

    func discardPending() {
        guard hasDiscarded.load(ordering: .acquiring) else { return }
        hasDiscarded.store(false, ordering: .relaxed)
        var pending = discarded.withLock { pending in
            let taken = pending
            pending = []
            return taken
        }
        while let slot = pending.popLast() {
            guard clua_release(context, slot) != 0 else {
                pending.append(slot)
                discarded.withLock { $0.append(contentsOf: pending) }
                hasDiscarded.store(true, ordering: .releasing)
                return
            }
        }
    }
}

extension Duration {
    /// In whole nanoseconds, at least 1; the largest number for what does not fit.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 1 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : max(1, product &+ UInt64(attoseconds / 1_000_000_000))
    }
}
