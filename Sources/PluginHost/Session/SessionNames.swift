import Engagement
import Lua

/// Names that may follow a path, for completion: fields of the value that is there, methods of its type.
/// Nothing of the analyst's runs for it; what a call would give is taken from the registrations.
extension SessionWorld {
    /// What may stand after the last `.` or `:` of a path, or the globals where the path has none.
    ///
    /// - Parameter path: Such as `stu`, `students:wh` or `student("S-1").attendance.ra`.
    func names(after path: String) -> [String] {
        let steps = PathStep.steps(of: path)
        guard let last = steps.last, steps.count > 1 else {
            return globalNames.sorted()
        }
        var place = Place.value(.table(sandbox.globals))
        for (index, step) in steps.dropLast().enumerated() {
            guard let next = follow(place, step, isFirst: index == 0) else { return [] }
            place = next
        }
        return names(of: place, methodsOnly: last.isMethod)
    }

    private enum Place {
        case value(LuaValue)
        /// What a call gives, by its registration.
        case type(String)
    }

    private func follow(_ place: Place, _ step: PathStep, isFirst: Bool) -> Place? {
        switch place {
        case .value(.table(let table)):
            guard let value = try? member(step.name, of: table) else { return nil }
            guard step.calls > 0 else { return .value(value) }
            // What is no function but can be called is a collection, which gives an element of itself.
            if let type = value.object?.typeDescription { return element(of: type, step.calls) }
            return called(value.function?.registration, step.calls)
        case .value(.object(let object)):
            guard let type = object.typeDescription else { return nil }
            return follow(type, step)
        case .value(.string): return nil
        case .value: return nil
        case .type(let name):
            guard let type = Reference.type(named: name) else { return nil }
            return follow(type, step)
        }
    }

    private func follow(_ type: LuaTypeDescription, _ step: PathStep) -> Place? {
        if step.calls > 0, let method = type.methods.first(where: { $0.name == step.name }) {
            return called(method, step.calls)
        }
        guard let field = type.fields.first(where: { $0.name == step.name }) else { return nil }
        let name = Self.plain(field.type)
        if step.calls == 0 { return .type(name) }
        return Reference.type(named: name).flatMap { element(of: $0, step.calls) }
    }

    /// What a function gives, called so many times: what it gives may be called in its turn.
    private func called(_ function: LuaFunctionDescription?, _ calls: Int) -> Place? {
        guard let function else { return nil }
        let name = Self.plain(function.returns)
        if calls <= 1 { return .type(name) }
        return Reference.type(named: name).flatMap { element(of: $0, calls - 1) }
    }

    /// What a loop over an object gives.
    private func element(of type: LuaTypeDescription, _ calls: Int) -> Place? {
        called(type.metamethods.first { $0.name == "__call" }, calls)
    }

    /// A type's name without what says that it may be missing.
    private static func plain(_ type: String) -> String {
        type.hasSuffix("?") ? String(type.dropLast()) : type
    }

    private func member(_ name: String, of table: LuaTable) throws(LuaError) -> LuaValue {
        let own = try table.rawGet(name)
        guard own.isNil, case .table(let content)? = try table.metatable?.rawGet("__index") else {
            return own
        }
        return try content.rawGet(name)
    }

    private func names(of place: Place, methodsOnly: Bool) -> [String] {
        switch place {
        case .value(.table(let table)):
            if methodsOnly { return keys(of: table) { $0.function != nil } }
            return keys(of: table) { _ in true }
        case .value(.string), .type("string"):
            return methodsOnly
                ? Allowlist.libraries.first { $0.library == "string" }?.entries.map(\.name) ?? [] : []
        case .value(.object(let object)):
            return object.typeDescription.map { names(of: $0, methodsOnly) } ?? []
        case .type(let name):
            return Reference.type(named: name).map { names(of: $0, methodsOnly) } ?? []
        case .value: return []
        }
    }

    private func keys(of table: LuaTable, where isWanted: (LuaValue) -> Bool) -> [String] {
        var pairs = (try? table.pairs()) ?? []
        if pairs.isEmpty, case .table(let content)? = try? table.metatable?.rawGet("__index") {
            pairs = (try? content.pairs()) ?? []
        }
        return pairs.filter { isWanted($0.value) }.compactMap(\.key.text).filter(\.isName).sorted()
    }

    private func names(of type: LuaTypeDescription, _ methodsOnly: Bool) -> [String] {
        (methodsOnly ? type.methods.map(\.name) : type.fields.map(\.name)).sorted()
    }
}

/// One name of a path, with how it is joined to the one before and how often it is called.
struct PathStep: Equatable {
    var name: String
    var isMethod = false
    /// How often it is called in a row: `x` never, `x "1"` once, `x "1" ()` twice.
    var calls = 0

    /// The names of a path; arguments in parentheses, quotes or braces make a step a call.
    static func steps(of path: String) -> [PathStep] {
        var steps = [PathStep(name: "")]
        var rest = Substring(path)
        while let character = rest.first {
            rest.removeFirst()
            switch character {
            case ".", ":": steps.append(PathStep(name: "", isMethod: character == ":"))
            case "(", "{":
                steps[steps.count - 1].calls += 1
                skip(to: character == "(" ? ")" : "}", &rest)
            case "\"", "'":
                steps[steps.count - 1].calls += 1
                rest = rest.drop { $0 != character }.dropFirst()
            case " ": break
            default: steps[steps.count - 1].name.append(character)
            }
        }
        return steps
    }

    private static func skip(to end: Character, _ rest: inout Substring) {
        while let character = rest.popFirst(), character != end {
            switch character {
            case "(": skip(to: ")", &rest)
            case "{": skip(to: "}", &rest)
            case "\"", "'": rest = rest.drop { $0 != character }.dropFirst()
            default: break
            }
        }
    }
}

extension String {
    /// Whether Lua can write it after a dot.
    fileprivate var isName: Bool {
        wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
    }
}
