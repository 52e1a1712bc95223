import Engagement

/// Writing of JSON whose keys stay in the order in which they are given.
enum JSONText {
    /// A string with its quotes.
    static func string(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    /// An object on one line; values are JSON already.
    static func object(_ members: some Sequence<(key: String, value: String)>) -> String {
        "{" + members.map { "\(string($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
    }

    /// An array, one element a line; elements are JSON already.
    static func array(_ elements: [String]) -> String {
        elements.isEmpty ? "[]\n" : "[\n  " + elements.joined(separator: ",\n  ") + "\n]\n"
    }
}

extension JSONText {
    /// The value of a student's field; a date as `"2026-01-31"`, null for what is not known.
    static func value(_ value: FieldValue) -> String {
        switch value {
        case .missing: "null"
        case .text(let text): string(text)
        case .number(let number): Self.number(number)
        case .date(let date): string(date.description)
        }
    }

    /// A number with all its digits, a whole one without a point; null for what is no number to JSON.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        return abs(number) < 1e15 && number == number.rounded() ? String(Int64(number)) : String(number)
    }
}
