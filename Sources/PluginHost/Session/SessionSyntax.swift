import Lua

/// What can be said of a chunk before it is run.
package final class SessionSyntax {
    private let state: LuaState?

    package init() {
        state = try? LuaState(limits: LuaLimits(memory: 64 << 20), libraries: [])
    }

    /// Whether the text is no Lua, but might be if more came: a function whose `end` is missing.
    package func isUnfinished(_ text: String) -> Bool {
        guard let state else { return false }
        for code in Self.readings(of: Array(text.utf8)) {
            if (try? state.load(bytes: code, chunkName: "=chunk")) != nil { return false }
        }
        do {
            _ = try state.load(text, chunkName: "=chunk")
            return false
        } catch {
            return error.kind == .syntax(incompleteInput: true)
        }
    }

    /// How a chunk may be meant, the first that is Lua holding: as an expression, as statements, and as
    /// statements with an expression behind the last `;` or in the last line, whose value is wanted.
    static func readings(of code: [UInt8]) -> [[UInt8]] {
        let wish = Array("return ".utf8)
        var end = code.count
        while end > 0, [10, 13, 32].contains(code[end - 1]) { end -= 1 }
        let breaks = code[..<end].indices.filter { code[$0] == 10 || code[$0] == UInt8(ascii: ";") }
        return [wish + code, code]
            + breaks.suffix(3).reversed().map { code[...$0] + wish + code[($0 + 1)...] }
    }
}
