extension String {
    /// How many columns the text takes on a terminal: two for a wide sign, none for a combining mark.
    var displayWidth: Int {
        utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
    }

    /// The text cut to `width` columns, with `…` where something was cut off.
    func cut(to width: Int) -> String {
        if displayWidth <= width { return self }
        var shown = ""
        var taken = 0
        for character in self {
            taken += character.displayWidth
            if taken > width - 1 { break }
            shown.append(character)
        }
        return shown + "…"
    }

    /// The text filled up with spaces to `width` columns, on the right or on the left.
    func padded(to width: Int, onTheLeft: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - displayWidth))
        return onTheLeft ? spaces + self : self + spaces
    }
}

extension Character {
    /// How many columns the character takes on a terminal.
    var displayWidth: Int {
        guard let base = unicodeScalars.first else { return 0 }
        // A sign that could be text is shown as a picture when a variation selector asks for it.
        if unicodeScalars.count > 1, unicodeScalars.contains("\u{FE0F}"), base.properties.isEmoji { return 2 }
        switch base.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return base.properties.isEmojiPresentation || base.isWide ? 2 : 1
        }
    }
}

extension Unicode.Scalar {
    /// Whether East Asian Width (Unicode Standard Annex 11) calls it wide or full-width.
    fileprivate var isWide: Bool {
        switch value {
        case ..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension String {
    /// The text in lines of at most `width` columns, broken at spaces; later lines begin with `indent`.
    /// A word longer than a line is cut.
    func wrapped(to width: Int, indent: String) -> [String] {
        if displayWidth <= width { return [self] }
        var lines: [String] = []
        var line = String(prefix { $0 == " " })
        var isEmpty = true
        for word in split(separator: " ") {
            if !isEmpty, line.displayWidth + 1 + String(word).displayWidth > width {
                lines.append(line)
                line = indent
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return (lines + [line]).map { $0.cut(to: width) }
    }
}
