internal import CLuaShims

/// What can be reached from some values, as it was at one moment, so that it can be put back: the content and the
/// metatable of each table and the variables of each function, whoever changed them.
///
/// ```swift
/// let checkpoint = try LuaCheckpoint(of: [("", .table(globals))], sparing: [])
/// try function.call()
/// if let name = try checkpoint.putBack() { print("\(name) had changed") }
/// ```
/// What the objects of a ``LuaType`` hold is not looked at. The memory that is needed for it, about that of the tables, is not counted
/// by the state's limit. Used from one thread at a time, like the state.
public final class LuaCheckpoint {
    private let core: LuaCore
    private let reference: LuaReference
    /// Whether anything was ever found changed.
    public private(set) var hasSeenChanges = false

    /// Takes down what these values reach.
    ///
    /// - Parameters:
    ///   - roots: Each with its name; an empty one for a table that has variables, whose keys are their names.
    ///   - spared: Tables and functions that are not gone into, as those of the host, which no script changes.
    ///   - chunk: The name of a chunk whose functions are not gone into.
    /// - Throws: Where a coroutine that has not ended is reached, or an iterator as of `string.gmatch`: they cannot be
    ///   put back. And where there is no memory.
    public init(
        of roots: [(name: String, value: LuaValue)], sparing spared: [LuaValue], ofChunk chunk: String,
        in state: LuaState
    ) throws(LuaError) {
        let set = try state.makeTable(fieldCapacity: spared.count)
        try set.rawSet(spared.map { ($0, .boolean(true)) })
        let core = set.reference.lease.core
        self.core = core
        let arguments = roots.flatMap { [.string($0.name), $0.value] }
        let made = try core.withValues(arguments) { (values) throws(LuaError) -> LuaValue in
            var failure: LuaError?
            let made = chunk.withCString { chunk in
                do throws(LuaError) {
                    return try core.perform(clua_op_checkpoint) {
                        $0.target = core.target(set.reference, CLUA_TABLE)
                        $0.arguments = values.baseAddress
                        $0.argument_count = Int64(values.count)
                        $0.chunk_name = chunk
                    } read: { (operation) throws(LuaError) -> LuaValue in
                        core.first(operation)
                    }
                } catch {
                    failure = error
                    return .nil
                }
            }
            if let failure { throw failure }
            return made
        }
        guard case .object(let object) = made else {
            throw LuaError("the Lua state is closed", kind: .closed)
        }
        reference = object.reference
    }

    /// Puts everything back as it was.
    ///
    /// - Returns: The name of a variable that was found changed, where that one never was before; nil if there is none.
    public func putBack() throws(LuaError) -> String? {
        let first = try core.perform(clua_op_put_back) {
            $0.key = core.target(reference, CLUA_OBJECT)
        } read: { (operation) throws(LuaError) -> LuaValue in
            core.first(operation)
        }
        guard let name = first.text else { return nil }
        hasSeenChanges = true
        return name
    }

    /// Puts back only what ``putBack()`` has ever found changed, which takes less time.
    public func putBackWhatChanges() throws(LuaError) {
        guard hasSeenChanges else { return }
        try core.perform(clua_op_put_back) {
            $0.key = core.target(reference, CLUA_OBJECT)
            $0.raw = 1
        }
    }
}
