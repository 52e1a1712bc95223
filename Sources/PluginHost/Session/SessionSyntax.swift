import Lua

/// What can be said of a chunk before it is run.
package final class SessionSyntax {
    private let state: LuaState?

    package init() {
        state = try? LuaState(limits: LuaLimits(memory: 64 << 20), libraries: [])
    }

    /// Whether the text is no Lua, but might be if more came: a function whose `end` is missing, an
    /// expression that stops behind its `+`.
    package func isUnfinished(_ text: String) -> Bool {
        if case .unfinished = verdict(on: text) { true } else { false }
    }

    /// Whether the text is Lua as it stands.
    package func isWhole(_ text: String) -> Bool {
        if case .whole = verdict(on: text) { true } else { false }
    }

    private func verdict(on text: String) -> Verdict {
        guard let state else { return .wrong(LuaError("")) }
        return Self.verdict(on: Array(text.utf8)) { code throws(LuaError) in
            try state.load(bytes: code, chunkName: "=chunk")
        }
    }

    /// What a chunk is.
    enum Verdict {
        /// It is Lua, and this runs it.
        case whole(LuaFunction)
        /// It might be Lua if more came.
        case unfinished
        case wrong(LuaError)
    }

    /// Reads a chunk in each way in which it may be meant, the first that is Lua holding: as an expression,
    /// as statements, and as statements with an expression as their last, whose value is wanted.
    ///
    /// - Parameter load: Makes a function of what is Lua.
    static func verdict(
        on code: [UInt8], load: ([UInt8]) throws(LuaError) -> LuaFunction
    ) -> Verdict {
        // Only its newline ends a line: a quoted text goes on behind a backslash, and nowhere else.
        let code = code + [10]
        var errors: [LuaError] = []
        for reading in [wish + code, code] + cuts(of: code).map({ code[..<$0] + wish + code[$0...] }) {
            do {
                let chunk = try load(reading)
                return .whole(reading == code ? giving(code, load) ?? chunk : chunk)
            } catch {
                errors.append(error)
            }
        }
        if errors.contains(where: { $0.kind == .syntax(incompleteInput: true) }) { return .unfinished }
        // What cannot begin a statement is meant as an expression.
        let isExpression = beginsWithSymbol(code, of: errors[1])
        return .wrong(errors[isExpression ? 0 : 1])
    }

    private static let wish = Array("return ".utf8)

    /// Where the last statements may begin, the last first: behind a `;` or a line.
    private static func cuts(of code: [UInt8]) -> [Int] {
        var end = code.count
        while end > 0, [10, 13, 32].contains(code[end - 1]) { end -= 1 }
        return code[..<end].indices.filter { code[$0] == 10 || code[$0] == UInt8(ascii: ";") }
            .suffix(3).reversed().map { $0 + 1 }
    }

    /// Statements as a function that gives what the last of them gives, where that is a call behind others.
    private static func giving(
        _ code: [UInt8], _ load: ([UInt8]) throws(LuaError) -> LuaFunction
    ) -> LuaFunction? {
        for cut in cuts(of: code) {
            let last = code[cut...].drop { [9, 10, 13, 32].contains($0) }
            // Behind a line, `(` goes on with that as Lua reads it.
            guard let first = last.first,
                Character(Unicode.Scalar(first)).isLetter || first == UInt8(ascii: "_"),
                (try? load(Array(code[..<cut]))) != nil
            else { continue }
            return try? load(code[..<cut] + wish + code[cut...])
        }
        return nil
    }

    /// Whether an error is about the symbol with which the code begins.
    private static func beginsWithSymbol(_ code: [UInt8], of error: LuaError) -> Bool {
        guard let symbol = error.message.firstRange(of: "unexpected symbol near '")?.upperBound else {
            return false
        }
        let begin = code.drop { [9, 10, 13, 32].contains($0) }
        return begin.starts(with: error.message[symbol...].dropLast().utf8)
    }
}
