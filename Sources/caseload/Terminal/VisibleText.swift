extension String {
    /// The text as a terminal may be sent it: what would steer the terminal or turn the text round is
    /// shown instead of sent. Escape becomes `␛`, a right-to-left override `\u{202E}`.
    ///
    /// Data may hold anything; this stands between it and every line that the program prints.
    var visible: String {
        // Most texts hold nothing of the kind, and are not copied.
        guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
        var shown = ""
        for scalar in unicodeScalars {
            if !scalar.steersTerminal {
                shown.unicodeScalars.append(scalar)
            } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
                shown.unicodeScalars.append(picture)
            } else if scalar.value == 0x7F {
                shown += "\u{2421}"
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return shown
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would act on it, or show other text in another order because of it.
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        // The joiners make one sign of several, in Persian and in emoji; they steer nothing.
        case 0x200C, 0x200D: false
        case 0x20...0x7E: false
        default:
            switch properties.generalCategory {
            case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
            default: false
            }
        }
    }
}
