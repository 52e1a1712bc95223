import Engagement
import Lua
import NearestName

/// What went wrong in a line of a session.
package struct SessionFailure: Error, Sendable, Hashable {
    /// One active call of the analyst's own code.
    package struct Frame: Sendable, Hashable {
        package let chunk: String
        package let line: Int
        /// Such as `function 'low'`; empty where unknown.
        package let function: String
    }

    /// The reason, without the place.
    package let message: String
    /// The chunk in which it happened; empty where unknown.
    package let chunk: String
    /// The line in the chunk; 0 where unknown.
    package let line: Int
    /// The word of the line that the reason is about; empty where it names none.
    package let word: String
    /// The name that was probably meant; empty where none is near, or where the message has it.
    package let nearest: String
    /// The calls of the analyst's own code, the innermost first.
    package let frames: [Frame]

    package init(
        message: String, chunk: String = "", line: Int = 0, word: String = "", nearest: String = "",
        frames: [Frame] = []
    ) {
        self.message = message
        self.chunk = chunk
        self.line = line
        self.word = word
        self.nearest = nearest
        self.frames = frames
    }

    /// An error of Lua's, with the name that was probably meant.
    ///
    /// - Parameters:
    ///   - meant: What the code meant by the name that a message is about.
    ///   - use: How what a message is about is to be used.
    ///   - names: All names that could stand where a word stands of which only that is known.
    init(
        _ error: LuaError, meant: (_ message: String) -> MeantName?,
        use: (_ message: String) -> String, names: () -> [String]
    ) {
        let error = error.besidesPrelude
        var message = error.message
        if let chunk = error.chunk, let line = error.line, message.hasPrefix("\(chunk):\(line): ") {
            message.removeFirst("\(chunk):\(line): ".count)
        }
        let unfinished = message.wholeMatch(of: /unfinished string near '(.*)'/)?.1
        if unfinished != nil {
            message = "a text that begins with a quote has none at its end"
        } else {
            message += Self.hint(for: message) + NameElsewhere.hint(for: message) + use(message)
        }
        let frames = error.traceback.frames.compactMap { frame in
            frame.line.flatMap { line in
                frame.chunk == Prelude.chunkName.dropFirst()
                    ? nil
                    : Frame(chunk: frame.chunk, line: line, function: Self.function(frame.function ?? ""))
            }
        }
        var nearest: String?
        var word = unfinished.map(String.init) ?? ""
        if let meant = meant(message) {
            (word, nearest) = (meant.word, meant.nearest)
        } else if let named = WorldNames.named(in: message) {
            word = named.word
        } else if let named = Self.named(in: message) {
            word = named
            // A number or a sign is no name that could be misspelt.
            if !message.contains("did you mean"), word.first.map({ $0.isLetter || $0 == "_" }) == true {
                nearest = nearestName(to: word, among: names())
                if nearest == word { nearest = nil }
            }
        }
        self.init(
            message: message, chunk: error.chunk ?? "", line: error.line ?? 0, word: word,
            nearest: nearest ?? "", frames: frames)
    }

    /// What Lua writes instead of what other languages write there; empty where nothing is known.
    private static func hint(for message: String) -> String {
        for sign in ["==", "~=", "<", ">", "<=", ">="] where message.hasSuffix("syntax error near '\(sign)'")
        {
            return "; what a function gives stands behind return"
        }
        if message.hasSuffix("expected near '='") { return "; Lua compares with ==" }
        let signs = [
            "!": "Lua writes ~= for 'is not' and not for 'no'", "&": "Lua writes and", "|": "Lua writes or",
            "+": "Lua writes x = x + 1",
        ]
        return signs.first { message.hasSuffix(" near '\($0.key)'") }.map { "; \($0.value)" } ?? ""
    }

    /// `global 'low'` and `method 'low'` as `function 'low'`: how it was found says nothing to a reader.
    private static func function(_ name: String) -> String {
        guard let quote = name.firstIndex(of: "'"), name != "main chunk" else { return name }
        return "function " + name[quote...]
    }

    /// The word that a message is about: `near 'end'`, `student.attendence: …`.
    private static func named(in message: String) -> String? {
        for mark in ["near '", "no field '", "to '"] {
            if let word = quoted(in: message, after: mark) { return word }
        }
        guard let colon = message.firstIndex(of: ":") else { return nil }
        let path = message[..<colon]
        guard let dot = path.lastIndex(of: "."), path.allSatisfy({ $0.isLetter || "._".contains($0) }) else {
            return nil
        }
        return String(path[path.index(after: dot)...])
    }

    private static func quoted(in message: String, after mark: String) -> String? {
        guard let start = message.firstRange(of: mark)?.upperBound,
            let end = message[start...].firstIndex(of: "'"), start < end
        else { return nil }
        return String(message[start..<end])
    }

    func write(to writer: inout ByteWriter) {
        for text in [message, chunk, word, nearest] { writer.write(text) }
        writer.write(line)
        writer.write(frames) { writer, frame in
            writer.write(frame.chunk)
            writer.write(frame.line)
            writer.write(frame.function)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        let (message, chunk) = (try reader.string(), try reader.string())
        let (word, nearest) = (try reader.string(), try reader.string())
        self.init(
            message: message, chunk: chunk, line: try reader.int(), word: word, nearest: nearest,
            frames: try reader.list { (reader) throws(ByteReader.Mismatch) in
                Frame(chunk: try reader.string(), line: try reader.int(), function: try reader.string())
            })
    }
}
