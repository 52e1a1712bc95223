import Lua

/// Reads the tags of a template from the begin to the end.
struct TemplateParser {
    private let source: [UInt8]
    private let path: String
    private var position = 0
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    /// The sections that are open, the outermost first, over the template itself.
    private var levels: [Level] = [Level(name: nil, isInverted: false)]

    private struct Level {
        let name: Template.Name?
        let isInverted: Bool
        var tokens: [Template.Token] = []
    }

    init(_ source: [UInt8], path: String) {
        self.source = source
        self.path = path
    }

    mutating func parse() throws(LuaError) -> [Template.Token] {
        while let start = find(opening, from: position) {
            try parseTag(at: start)
        }
        add(source[position...])
        if levels.count > 1, let name = levels.last?.name {
            throw error(name.line, "section '\(name.text)' is not closed; end it with {{/\(name.text)}}")
        }
        return levels[0].tokens
    }

    private mutating func parseTag(at start: Int) throws(LuaError) {
        let line = source[..<start].count { $0 == 10 } + 1
        var content = start + opening.count
        let isTriple = opening == Array("{{".utf8) && content < source.count && source[content] == 123
        if isTriple { content += 1 }
        let isDelimiters = content < source.count && source[content] == UInt8(ascii: "=")
        let end = isTriple ? Array("}}}".utf8) : (isDelimiters ? [UInt8(ascii: "=")] : []) + closing
        guard let close = find(end, from: isDelimiters ? content + 1 : content) else {
            throw error(line, "a tag is not closed; expected '\(String(decoding: end, as: UTF8.self))'")
        }
        while content < close, source[content] == 32 { content += 1 }
        // A name begins with a letter, `_` or `.`; what has another sign in front is no plain variable.
        let isNamed =
            isTriple || content == close || source[content] == 46 || source[content] == 95
            || Unicode.Scalar(source[content]).properties.isAlphabetic
        let sign = isNamed ? nil : source[content]
        let text = String(
            decoding: source[(sign == nil ? content : content + 1)..<close], as: UTF8.self
        ).trimmed
        let tag = Tag(sign: sign, text: text, line: line, isTriple: isTriple)
        let after = close + end.count
        let indentation = tag.standsAlone ? lineAround(start, after) : nil
        add(source[position..<(indentation?.lowerBound ?? start)])
        position = after
        if let indentation { position = indentation.upperBound }
        try take(tag, indentation: indentation.map { source[$0.lowerBound..<start] } ?? [])
    }

    private struct Tag {
        let sign: UInt8?
        let text: String
        let line: Int
        let isTriple: Bool

        /// Whether the tag takes its line with it, if nothing else is on it.
        var standsAlone: Bool { sign != nil && sign != UInt8(ascii: "&") }
    }

    private mutating func take(_ tag: Tag, indentation: ArraySlice<UInt8>) throws(LuaError) {
        let name = Template.Name(tag.text, line: tag.line)
        if tag.sign != UInt8(ascii: "!"), tag.text.isEmpty { throw error(tag.line, "a tag has no name") }
        switch tag.sign {
        case nil: levels[levels.count - 1].tokens.append(.variable(name, isEscaped: !tag.isTriple))
        case UInt8(ascii: "&"): levels[levels.count - 1].tokens.append(.variable(name, isEscaped: false))
        case UInt8(ascii: "#"): levels.append(Level(name: name, isInverted: false))
        case UInt8(ascii: "^"): levels.append(Level(name: name, isInverted: true))
        case UInt8(ascii: "!"): break
        case UInt8(ascii: ">"):
            levels[levels.count - 1].tokens.append(
                .partial(tag.text, indentation: indentation, line: tag.line))
        case UInt8(ascii: "/"):
            guard levels.count > 1, let level = levels.last, let open = level.name else {
                throw error(tag.line, "{{/\(tag.text)}} ends a section that was not begun")
            }
            guard open.text == tag.text else {
                throw error(
                    tag.line,
                    "{{/\(tag.text)}} ends a section, but '\(open.text)' of line \(open.line) is open")
            }
            levels.removeLast()
            levels[levels.count - 1].tokens.append(
                .section(open, isInverted: level.isInverted, level.tokens))
        case UInt8(ascii: "="):
            let parts = tag.text.split(separator: " ")
            guard parts.count == 2 else {
                throw error(tag.line, "expected two delimiters, as in {{=<% %>=}}")
            }
            opening = Array(parts[0].utf8)
            closing = Array(parts[1].utf8)
        case let sign?:
            throw error(tag.line, "a tag cannot begin with '\(Character(Unicode.Scalar(sign)))'")
        }
    }

    /// From the begin of the line's white space to behind its end, where the tag is alone on its line.
    private func lineAround(_ start: Int, _ end: Int) -> Range<Int>? {
        var first = start
        while first > position, source[first - 1] == 32 || source[first - 1] == 9 { first -= 1 }
        guard first == 0 || source[first - 1] == 10 else { return nil }
        var last = end
        while last < source.count, source[last] == 32 || source[last] == 9 { last += 1 }
        if last < source.count, source[last] == 13 { last += 1 }
        if last == source.count { return first..<last }
        return source[last] == 10 ? first..<(last + 1) : nil
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        if !text.isEmpty { levels[levels.count - 1].tokens.append(.text(text)) }
    }

    private func find(_ part: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + part.count <= source.count {
            if source[place] == part[0], source[place..<(place + part.count)].elementsEqual(part) {
                return place
            }
            place += 1
        }
        return nil
    }

    private func error(_ line: Int, _ message: String) -> LuaError {
        LuaError("\(path):\(line): \(message)")
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
