internal import CLuaShims

/// Ends the call that a state is running, with an error of kind `.limit(.interrupted)`.
///
/// Callable from any thread if the state's limits say `isInterruptible` or count instructions or time; always
/// from a signal handler on the thread that runs Lua. (In a state with the debug library, which may swap the
/// functions of the coroutine library, a coroutine then ends only once it hands back.) Where no call is
/// running nothing happens. It may outlive its state.
public struct LuaInterrupter: @unchecked Sendable {
    // Not the lease: the interpreter may close, only the C context stays. Nothing but its atomic flag is
    // touched from other threads.
    private let core: LuaCore

    init(_ core: LuaCore) { self.core = core }

    /// Asks the running call to end. Takes no lock and allocates nothing.
    public func interrupt() { clua_interrupt(core.context) }

    /// Has a state whose limits say `countsLate` begin to count once this came twice within one call. For a
    /// signal handler on the thread that runs Lua, every few milliseconds. Takes no lock and allocates nothing.
    ///
    /// - Parameter late: Called where a function of C has outrun the time limit, which nothing here ends:
    ///   with the chunk, as a C string that is valid meanwhile, and the line that called it, or -1.
    public func tick(_ late: (UnsafePointer<CChar>, Int32) -> Void) {
        var source: UnsafePointer<CChar>?
        var line: Int32 = -1
        if clua_tick(core.context, &source, &line) != 0, let source { late(source, line) }
    }
}
