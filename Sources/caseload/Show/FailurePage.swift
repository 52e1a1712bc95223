import PluginHost

/// What went wrong in a line of a session, as lines for a person: the reason, the line with a caret, and the
/// calls of the analyst's own code that led there.
struct FailurePage {
    let failure: SessionFailure
    /// The text of a line of a chunk; nil where it is not known.
    let source: (_ chunk: String, _ line: Int) -> String?

    /// The reason, with the name that was probably meant.
    var reason: String {
        failure.message + (failure.nearest.isEmpty ? "" : "; did you mean '\(failure.nearest)'?")
    }

    /// Where it happened: `input 3:1`; empty where unknown.
    var place: String { failure.line > 0 ? "\(failure.chunk):\(failure.line)" : failure.chunk }

    /// The same, its message said otherwise.
    func saying(_ message: (String) -> String) -> FailurePage {
        let failure = SessionFailure(
            message: message(failure.message), chunk: failure.chunk, line: failure.line, word: failure.word,
            nearest: failure.nearest, frames: failure.frames)
        return FailurePage(failure: failure, source: source)
    }

    /// The line with its number and a caret, and the calls.
    var details: [String] {
        guard failure.line > 0, let text = source(failure.chunk, failure.line) else { return frames }
        let number = String(failure.line)
        let shown = String(text.map { $0 == "\t" ? " " : $0 }).visible
        let before = String(shown.prefix(column(in: shown))).displayWidth
        return [
            "  \(number) | \(shown)",
            "  \(String(repeating: " ", count: number.count)) | \(String(repeating: " ", count: before))^",
        ] + frames
    }

    /// How many characters stand before the word that the reason is about, or before the first one.
    private func column(in text: String) -> Int {
        let start = text.prefix { $0 == " " }.count
        if let place = placeInQuery(text) { return place }
        guard !failure.word.isEmpty, failure.word != "<eof>" else {
            return failure.word == "<eof>" ? text.count : start
        }
        let (characters, word) = (Array(text), Array(failure.word))
        func isWordPart(_ index: Int) -> Bool {
            characters.indices.contains(index)
                && (characters[index].isLetter || characters[index].isNumber || characters[index] == "_")
        }
        let isName = word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        for index in characters.indices where index + word.count <= characters.count {
            guard characters[index..<index + word.count].elementsEqual(word) else { continue }
            if !isName || (!isWordPart(index - 1) && !isWordPart(index + word.count)) { return index }
        }
        return start
    }

    /// Where in the line a query goes wrong that stands there as one text: `students:where: column 9: …`.
    private func placeInQuery(_ text: String) -> Int? {
        let saying = /students:where: column (\d+): .*/.dotMatchesNewlines()
        guard let said = failure.message.wholeMatch(of: saying), let column = Int(said.1),
            let call = text.firstMatch(of: /where\s*\(?\s*["']/)
        else { return nil }
        let query = text.distance(from: text.startIndex, to: call.range.upperBound)
        return query + column - 1 <= text.count ? query + column - 1 : nil
    }

    /// The calls, the innermost first; none where the place says all.
    private var frames: [String] {
        guard failure.frames.count > 1 else { return [] }
        return failure.frames.dropFirst(failure.frames.first?.line == failure.line ? 0 : 1).map { frame in
            let what =
                frame.function.isEmpty || frame.function == "main chunk" ? "" : "in \(frame.function), "
            return "  \(what)\(frame.chunk):\(frame.line)".visible
        }
    }
}
