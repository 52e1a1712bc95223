internal import CLuaShims

/// Counts a state's allocations, and refuses some: how the tests show that no refusal crashes or leaks.
package final class LuaAllocationProbe {
    let counters: UnsafeMutablePointer<clua_probe>

    package init() {
        counters = .allocate(capacity: 1)
        counters.initialize(to: clua_probe())
    }

    deinit {
        counters.deallocate()
    }

    /// From now on refuses the `number`-th allocation, from 1, and those after it until `times` are refused.
    /// Lua tries each one twice.
    package func refuse(_ number: Int, times: Int) {
        counters.pointee.allocations = 0
        counters.pointee.refused = 0
        counters.pointee.countdown = Int64(number)
        counters.pointee.refusals = Int64(times)
    }

    /// Refuses none.
    package func relent() { counters.pointee.countdown = 0 }

    /// Whether any was refused since ``refuse(_:times:)``.
    package var hasRefused: Bool { counters.pointee.refused > 0 }
    /// Blocks and bytes that Lua holds now.
    package var balance: (blocks: Int, bytes: Int) {
        (Int(counters.pointee.blocks), Int(counters.pointee.bytes))
    }
}
