import Engagement
import Lua
import NearestName

/// Checks what a plugin's `fidelity` returned before the host believes it.
enum FidelityAnswer {
    /// The most rules of one mentor, and the most bytes of a name or a note.
    static let limit = (rules: 50, bytes: 500)

    private static let keys = ["rule", "value", "target", "met", "unit", "students", "note"]

    /// The rules that an answer stands for; empty for nil, which says nothing of the mentor.
    ///
    /// - Parameter world: The plugin's view and its state: it may pass on rules of another one's from there.
    static func read(_ answer: LuaValue, in world: (view: View, state: LuaState)? = nil) throws
        -> [FidelityRule]
    {
        if answer.isNil { return [] }
        let given: [LuaValue]
        if let world, let records = answer.object?.value(as: world.view.records) {
            given = try records.places.map { .object(try records.source.object($0, in: world.state)) }
        } else if let list = answer.table, try list.pairs().count == list.count {
            given = try list.array()
        } else {
            throw wrong(
                "expected a list of rules, { { rule = …, value = …, target = …, met = … }, … }, got \(answer.kindName)"
            )
        }
        let rules = try given.enumerated().map { number, value in
            if let world, let known = value.object?.value(as: world.view.fidelityRule) { return known.record }
            return try rule(value, number + 1)
        }
        if let problem = problem(with: rules) { throw wrong(problem) }
        return rules
    }

    /// What is wrong with rules, also such as came from another process; nil if nothing is.
    static func problem(with rules: [FidelityRule]) -> String? {
        guard rules.count <= limit.rules else { return "more than \(limit.rules) rules" }
        guard Set(rules.map(\.name)).count == rules.count else { return "two rules of one name" }
        let texts = rules.flatMap { [$0.name, $0.note] }
        guard texts.allSatisfy({ $0.utf8.count <= limit.bytes }) else {
            return "a name or a note of more than \(limit.bytes) bytes"
        }
        let figures = rules.flatMap { [$0.value, $0.target] }.compactMap(\.self)
        guard rules.allSatisfy({ $0.students ?? 0 >= 0 }) else { return "a negative count of students" }
        return figures.allSatisfy(\.isFinite) ? nil : "a figure that is not a number"
    }

    private static func rule(_ value: LuaValue, _ number: Int) throws -> FidelityRule {
        guard let table = value.table else {
            throw wrong("rule \(number): expected a table, got \(value.kindName)")
        }
        var fields: [String: LuaValue] = [:]
        for (key, value) in try table.pairs() {
            guard let name = key.text, keys.contains(name) else {
                let near = key.text.flatMap { nearestName(to: $0, among: keys) }
                throw wrong(
                    "rule \(number): unknown field '\(key)'; "
                        + (near.map { "did you mean '\($0)'?" } ?? "known are \(keys.joined(separator: ", "))")
                )
            }
            fields[name] = value
        }
        guard let name = fields["rule"]?.text, !name.isEmpty else {
            throw wrong("rule \(number): rule: expected its name")
        }
        func figure(_ field: String) throws -> Double? {
            guard let value = fields[field] else { return nil }
            guard let figure = value.number, figure.isFinite else {
                throw wrong("\(name): \(field): expected a number, got \(value.kindName)")
            }
            return figure
        }
        if let met = fields["met"], met.boolean == nil {
            throw wrong("\(name): met: expected true, false or nil, got \(met.kindName)")
        }
        var unit = FidelityRule.Unit.number
        if let given = fields["unit"] {
            guard let known = given.text.flatMap({ FidelityRule.Unit(name: $0) }) else {
                throw wrong("\(name): unit: expected 'share' or 'number'")
            }
            unit = known
        }
        let students = fields["students"].map { $0.integer ?? -1 }
        guard students.map({ (0...1_000_000_000).contains($0) }) ?? true else {
            throw wrong("\(name): students: expected a count of students")
        }
        if let note = fields["note"], note.text == nil {
            throw wrong("\(name): note: expected a text, got \(note.kindName)")
        }
        return FidelityRule(
            name: name, value: try figure("value"), target: try figure("target"),
            isMet: fields["met"]?.boolean, unit: unit, students: students.map { Int($0) },
            note: fields["note"]?.text ?? "")
    }

    private static func wrong(_ message: String) -> PluginError {
        PluginError(place: "", message: "the answer of fidelity: \(message)")
    }
}
