internal import CLuaShims

/// Keeps the interpreter open: held by the state and by every value that refers into it.
final class LuaLease {
    let core: LuaCore
    private let closes: Bool

    init(core: LuaCore, closes: Bool) {
        self.core = core
        self.closes = closes
    }

    deinit {
        if closes { core.close() }
    }
}

/// One slot of Lua's registry, given back when the last value that uses it is gone.
///
/// Giving it back is left to the interpreter's next operation, so that a value may end anywhere: in a
/// callback, in a coroutine, in a finalizer, or on another thread inside an error.
final class LuaReference {
    let lease: LuaLease
    let slot: Int32

    init(lease: LuaLease, slot: Int32) {
        self.lease = lease
        self.slot = slot
    }

    deinit {
        lease.core.discard(slot)
    }

    var address: UnsafeRawPointer? { clua_address(lease.core.context, slot) }

    static func identical(_ left: LuaReference, _ right: LuaReference) -> Bool {
        left === right
            || (left.lease.core === right.lease.core && left.address != nil && left.address == right.address)
    }
}
