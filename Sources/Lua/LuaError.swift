/// An error that came out of Lua, or that Swift raises in it.
///
/// A Swift function called by Lua throws one of these (or any other error) to fail in Lua. Where Lua does not
/// catch it, it arrives again where Swift called Lua, with the same ``kind`` and ``underlying`` error.
public struct LuaError: Error, CustomStringConvertible {
    /// What went wrong.
    public enum Kind: Sendable, Hashable {
        /// The text is no Lua. `incompleteInput`: it might be if more came, as a REPL wants to know.
        case syntax(incompleteInput: Bool)
        /// An error of the script, or of a Swift function it called.
        case runtime
        /// No memory was to be had; see ``limit(_:)`` for the state's own limit.
        case memory
        /// The state's limit is met, or the call was interrupted.
        case limit(LuaLimit)
        /// The error came while another was handled, mostly for want of stack.
        case errorInHandler
        /// The state is closed.
        case closed
    }

    public var kind: Kind
    /// The message as Lua has it, with `chunk:line:` before it where Lua put it there.
    public var message: String
    /// The chunk in which it happened, without `@` or `=`; `nil` where unknown.
    public var chunk: String?
    /// The line in `chunk`, from 1; `nil` where unknown.
    public var line: Int?
    /// The calls that were active, innermost first. Empty for syntax errors and where memory was out.
    public var traceback: LuaTraceback
    /// The Swift error that a Swift function threw, if this began as one.
    public var underlying: (any Error)?
    private nonisolated(unsafe) var object: LuaValue?

    /// An error for Lua. Thrown by a Swift function, it gets the position of the Lua line that called it.
    public init(_ message: String, kind: Kind = .runtime) {
        self.kind = kind
        self.message = message
        traceback = LuaTraceback()
    }

    /// The same as `LuaError(message)`, for `throw LuaError.message("…")`.
    public static func message(_ message: String) -> LuaError { LuaError(message) }

    /// An error whose error object in Lua is `value` itself, such as a table.
    public init(value: LuaValue) {
        self.init(value.description)
        object = value
    }

    /// The error object where it is no string: a table, nil, a number. `nil` for string messages.
    ///
    /// An error can be sent to another thread; its value is to be used only where its state is.
    public var value: LuaValue? {
        get { object }
        set { object = newValue }
    }

    /// The message, and the place where it happened unless that is in it.
    public var description: String {
        guard let chunk, let line, !message.hasPrefix("\(chunk):\(line):") else { return message }
        return "\(chunk):\(line): \(message)"
    }

    /// Whether this already stands where it happened, so that raising it again adds no position.
    var hasArrived: Bool { chunk != nil || !traceback.frames.isEmpty || kind != .runtime }
}

/// The calls that were active when an error happened.
public struct LuaTraceback: Sendable, Hashable, CustomStringConvertible {
    /// One active call.
    public struct Frame: Sendable, Hashable, CustomStringConvertible {
        /// The chunk, without `@` or `=`; `"[C]"` for functions of C and Swift.
        public var chunk: String
        /// The line, from 1; `nil` in C and Swift.
        public var line: Int?
        /// The function's name as far as the call shows it, such as `"method 'last'"`; `nil` where unknown.
        public var function: String?

        public var description: String {
            let place = line.map { "\(chunk):\($0)" } ?? chunk
            return function.map { "\(place): in \($0)" } ?? place
        }
    }

    /// The calls, innermost first. Very deep stacks lose their middle, see ``omitted``.
    public var frames: [Frame]
    /// How many calls are left out, and after which frame.
    public var omitted: (count: Int, after: Int) { (omittedCount, omittedAfter) }
    private var omittedCount = 0
    private var omittedAfter = 0

    public init(frames: [Frame] = [], omitted: Int = 0, after: Int = 0) {
        self.frames = frames
        omittedCount = omitted
        omittedAfter = after
    }

    /// One call a line, innermost first; empty where there are none.
    public var description: String {
        var lines = frames.map(\.description)
        if omittedCount > 0 { lines.insert("… \(omittedCount) more", at: min(omittedAfter, lines.count)) }
        return lines.joined(separator: "\n")
    }
}
