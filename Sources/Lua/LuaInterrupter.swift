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
}
