internal import CLuaShims

/// Functions of Lua's library that answer the same in each process: Lua's own `pairs` and `next` go through a table in the
/// order of a random seed, its `tostring` gives addresses, and its `table.sort` leaves equal elements in an order of
/// chance.
public struct LuaReproducible {
    /// `pairs` in the order of the keys: numbers, then strings by their bytes, then false and true, then objects of one
    /// ``LuaType`` that is a plain value by what they hold, as integers. An error where two keys have no such order, and
    /// for a weak table.
    public let pairs: LuaFunction
    /// `next` in the same order.
    public let next: LuaFunction
    /// `tostring` without an address: `table` for a table that has no text of its own.
    public let tostring: LuaFunction
    /// `string.format` likewise; an error for `%p`.
    public let format: LuaFunction
    /// `table.sort` that leaves equal elements as they stood.
    public let sort: LuaFunction

    /// - Parameters: Lua's own functions.
    /// - Throws: If the state is closed, there is no memory, or the two are of different states.
    public init(next: LuaFunction, format: LuaFunction) throws(LuaError) {
        let core = next.reference.lease.core
        guard core === format.reference.lease.core else { throw LuaError("a function of another Lua state") }
        let functions = try core.perform(clua_op_reproducible) {
            $0.target = core.target(next.reference, CLUA_FUNCTION)
            $0.value = core.target(format.reference, CLUA_FUNCTION)
        } read: { (operation) throws(LuaError) -> [LuaFunction] in
            core.results(operation).compactMap(\.function)
        }
        guard functions.count == 5 else { throw LuaError("the Lua state is closed", kind: .closed) }
        (pairs, tostring, self.format) = (functions[0], functions[1], functions[2])
        (sort, self.next) = (functions[3], functions[4])
    }
}
