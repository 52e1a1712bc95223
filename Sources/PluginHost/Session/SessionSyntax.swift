import Lua

/// What can be said of a chunk before it is run.
package final class SessionSyntax {
    private let state: LuaState?

    package init() {
        state = try? LuaState(limits: LuaLimits(memory: 64 << 20), libraries: [])
    }

    /// Whether the text is no Lua, but might be if more came: a function whose `end` is missing.
    package func isUnfinished(_ text: String) -> Bool {
        guard let state, (try? state.load("return " + text, chunkName: "=chunk")) == nil else { return false }
        do {
            _ = try state.load(text, chunkName: "=chunk")
            return false
        } catch {
            return error.kind == .syntax(incompleteInput: true)
        }
    }
}
