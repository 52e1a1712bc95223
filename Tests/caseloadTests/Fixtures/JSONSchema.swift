import Foundation
import PluginHost

/// As much of JSON Schema (draft 2020-12) as the schemas that are shipped use; another keyword is a failure.
struct JSONSchema {
    private let root: JSONValue
    private let patterns = Patterns()

    /// The patterns that were met, each read once.
    private final class Patterns {
        private var known: [String: Regex<AnyRegexOutput>] = [:]

        subscript(pattern: String) -> Regex<AnyRegexOutput>? {
            if let regex = known[pattern] { return regex }
            known[pattern] = try? Regex(pattern)
            return known[pattern]
        }
    }

    init(_ text: String) throws {
        root = try JSONValue(parsing: Array(text.utf8))
    }

    /// Where a value is not what the schema says, and why; nothing where it is.
    func problems(in value: JSONValue) -> [String] { problems(in: value, against: root, at: "$") }

    private func problems(in value: JSONValue, against schema: JSONValue, at place: String) -> [String] {
        guard case .object(let schema) = schema else { return ["\(place): a schema that is no object"] }
        var problems: [String] = []
        for (keyword, rule) in schema.sorted(by: { $0.key < $1.key }) {
            switch keyword {
            case "$schema", "$defs", "title", "description": break
            case "$ref": problems += self.problems(in: value, against: definition(rule), at: place)
            case "type":
                if !has(value, type: rule) { problems.append("\(place): \(value.kindName), not \(rule)") }
            case "const": if value != rule { problems.append("\(place): \(value), not \(rule)") }
            case "enum":
                if case .array(let values) = rule, !values.contains(value) {
                    problems.append("\(place): \(value)")
                }
            case "pattern":
                guard case .string(let pattern) = rule, case .string(let text) = value else { break }
                if (try? patterns[pattern]?.firstMatch(in: text)) == nil {
                    problems.append("\(place): '\(text)'")
                }
            case "minimum":
                if let number = figure(value), let least = figure(rule), number < least {
                    problems.append("\(place): \(number) is below \(least)")
                }
            case "maximum":
                if let number = figure(value), let most = figure(rule), number > most {
                    problems.append("\(place): \(number) is above \(most)")
                }
            case "required":
                guard case .array(let names) = rule, case .object(let members) = value else { break }
                for case .string(let name) in names where members[name] == nil {
                    problems.append("\(place): no '\(name)'")
                }
            case "properties":
                guard case .object(let rules) = rule, case .object(let members) = value else { break }
                for (name, member) in members {
                    guard let rule = rules[name] else { continue }
                    problems += self.problems(in: member, against: rule, at: "\(place).\(name)")
                }
            case "additionalProperties":
                guard case .object(let members) = value else { break }
                var known: [String: JSONValue] = [:]
                if case .object(let rules)? = schema["properties"] { known = rules }
                for (name, member) in members where known[name] == nil {
                    if rule == .boolean(false) {
                        problems.append("\(place): unknown '\(name)'")
                    } else {
                        problems += self.problems(in: member, against: rule, at: "\(place).\(name)")
                    }
                }
            case "items":
                guard case .array(let elements) = value else { break }
                for (number, element) in elements.enumerated() {
                    problems += self.problems(in: element, against: rule, at: "\(place)[\(number)]")
                }
            default: problems.append("\(place): the schema says '\(keyword)', which this does not know")
            }
        }
        return problems
    }

    /// What `#/$defs/name` refers to.
    private func definition(_ reference: JSONValue) -> JSONValue {
        guard case .string(let path) = reference, case .object(let root) = root,
            case .object(let definitions)? = root["$defs"]
        else { return .null }
        return definitions[path.replacing("#/$defs/", with: "")] ?? .null
    }

    private func has(_ value: JSONValue, type: JSONValue) -> Bool {
        switch (type, value) {
        case (.string("object"), .object), (.string("array"), .array), (.string("string"), .string),
            (.string("boolean"), .boolean), (.string("integer"), .integer), (.string("number"), .integer),
            (.string("number"), .number):
            true
        default: false
        }
    }

    private func figure(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
