import Engagement
import NearestName

/// The value of a plugin's option.
public enum OptionValue: Sendable, Hashable {
    case integer(Int64)
    case number(Double)
    case string(String)
    case boolean(Bool)

    /// The value as JSON.
    public var json: JSONValue {
        switch self {
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .boolean(let value): .boolean(value)
        }
    }
}

/// One option that a manifest declares.
public struct OptionDeclaration: Sendable, Hashable {
    /// What values an option takes.
    public enum Kind: String, Sendable, CaseIterable {
        case integer, number, string, boolean
    }

    public let name: String
    public let kind: Kind
    /// The value where nobody sets another.
    public let defaultValue: OptionValue
    /// The least value that is allowed; nil where there is none.
    public let minimum: Double?
    /// The greatest value that is allowed; nil where there is none.
    public let maximum: Double?
    /// The only texts that are allowed; empty where any is.
    public let choices: [String]
    /// What the option does, for people.
    public let summary: String

    /// The value that a text from the command line stands for, checked.
    ///
    /// - Throws: What would be right instead.
    func value(parsing text: String) throws(PluginError) -> OptionValue {
        switch kind {
        case .integer:
            if let value = Int64(text) { return try checked(.integer(value)) }
        case .number:
            // `Double` reads hexadecimal, infinities and NaN; none of them is a number to a person.
            if text.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
                let value = Double(text), value.isFinite
            {
                return try checked(.number(value))
            }
        case .string:
            return try checked(.string(text))
        case .boolean:
            if let value = Bool(text) { return .boolean(value) }
        }
        throw wrongType("'\(text)'")
    }

    /// The value that a JSON value stands for, checked.
    func value(from json: JSONValue) throws(PluginError) -> OptionValue {
        switch (kind, json) {
        case (.integer, .integer(let value)): try checked(.integer(value))
        case (.number, .integer(let value)): try checked(.number(Double(value)))
        case (.number, .number(let value)): try checked(.number(value))
        case (.string, .string(let value)): try checked(.string(value))
        case (.boolean, .boolean(let value)): .boolean(value)
        default: throw wrongType(json.kindName)
        }
    }

    private func wrongType(_ found: String) -> PluginError {
        let expected = kind == .boolean ? "true or false" : kind == .integer ? "an integer" : "a \(kind)"
        return PluginError(place: "", message: "option '\(name)': expected \(expected), found \(found)")
    }

    private func checked(_ value: OptionValue) throws(PluginError) -> OptionValue {
        let figure: Double? =
            switch value {
            case .integer(let value): Double(value)
            case .number(let value): value
            case .string, .boolean: nil
            }
        if let figure, figure < minimum ?? -.infinity || figure > maximum ?? .infinity {
            let bounds = [minimum.map { "at least \($0)" }, maximum.map { "at most \($0)" }]
            throw PluginError(
                place: "",
                message:
                    "option '\(name)': expected \(bounds.compactMap(\.self).joined(separator: " and ")), "
                    + "found \(value.json.text)")
        }
        if case .string(let text) = value, !choices.isEmpty, !choices.contains(text) {
            let hint = nearestName(to: text, among: choices).map { "; did you mean '\($0)'?" } ?? ""
            throw PluginError(
                place: "",
                message: "option '\(name)': expected one of \(choices.joined(separator: ", ")), "
                    + "found '\(text)'\(hint)")
        }
        return value
    }
}
