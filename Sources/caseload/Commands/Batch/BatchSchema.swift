/// The JSON Schema of a batch file, made from the keys that its reader knows.
enum BatchSchema {
    static var text: String {
        let steps = BatchKey.steps.map { step in
            let known = common + [step.action] + step.keys
            var required = [step.action.name]
            if step.command == "report" { required.append("output") }
            return object(
                known, required: required, oneOf: step.command == "report" ? subjects : [], indent: "        "
            )
        }
        return """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "A night's work for: caseload batch",
              "type": "object",
              "properties": {
                "$schema": { "type": "string" },
                "as_of": { "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "The day to look at; default: today." },
                "db": { "type": "string", "description": "The database, from this file's folder; default: as on the command line." },
                "steps": {
                  "type": "array",
                  "minItems": 1,
                  "items": { "oneOf": [
            \(steps.joined(separator: ",\n"))
                  ] }
                }
              },
              "required": ["steps"],
              "additionalProperties": false
            }

            """
    }

    private static let common = [
        BatchKey(name: "name", kind: .text, option: nil, summary: "What other steps call it."),
        BatchKey(
            name: "needs", kind: .texts, option: nil,
            summary: "The earlier steps without which it is left out; default: all of them."),
    ]

    /// Whom a report is about is said by one of them.
    private static let subjects = ["all", "mentor", "school", "student"]

    private static func object(
        _ keys: [BatchKey], required: [String], oneOf: [String], indent: String
    ) -> String {
        let properties = keys.map { key in
            "\(indent)    \(JSONText.string(key.name)): { \(type(key)), \"description\": \(JSONText.string(key.summary)) }"
        }
        let names = required.map(JSONText.string).joined(separator: ", ")
        let choices = oneOf.map { "{ \"required\": [\(JSONText.string($0))] }" }.joined(separator: ", ")
        let choice = oneOf.isEmpty ? "" : "\n\(indent)  \"oneOf\": [\(choices)],"
        return """
            \(indent){ "type": "object", "required": [\(names)], "additionalProperties": false,\(choice)
            \(indent)  "properties": {
            \(properties.joined(separator: ",\n"))
            \(indent)  } }
            """
    }

    private static func type(_ key: BatchKey) -> String {
        let list = #""type": "array", "items": { "type": "string" }"#
        switch key.kind {
        case _ where key.name == "needs": return list
        case .text: return #""type": "string""#
        case .texts: return #""oneOf": [{ "type": "string" }, { \#(list), "minItems": 1 }]"#
        case .flag: return #""type": "boolean""#
        case .word(let words): return "\"enum\": [\(words.map(JSONText.string).joined(separator: ", "))]"
        case .whole(let range):
            return #""type": "integer""#
                + (range.lowerBound == .min ? "" : ", \"minimum\": \(range.lowerBound)")
                + (range.upperBound == .max ? "" : ", \"maximum\": \(range.upperBound)")
        case .positive(let most):
            return "\"type\": \"number\", \"exclusiveMinimum\": 0, \"maximum\": \(Int(most))"
        case .tolerance:
            let text = #"{ "type": "string", "pattern": "^([0-9]+|(100|[0-9]{1,2}(\\.[0-9]+)?)%)$" }"#
            return "\"oneOf\": [{ \"type\": \"integer\", \"minimum\": 0 }, \(text)]"
        case .options:
            let value = #"{ "type": ["string", "number", "boolean"] }"#
            return
                "\"type\": \"object\", \"additionalProperties\": { \"anyOf\": [\(value), "
                + "{ \"type\": \"object\", \"additionalProperties\": \(value) }] }"
        }
    }
}
