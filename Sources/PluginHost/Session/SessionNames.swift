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
            return step.isCalled ? called(value.function?.registration) : .value(value)
        case .value(.object(let object)):
            guard let type = object.typeDescription else { return nil }
            return follow(type, step)
        case .value(.string): return nil
        case .value: return nil
        case .type(let name):
            guard let type = Reference.types.first(where: { $0.name == name }) else { return nil }
            return follow(type, step)
        }
    }

    private func follow(_ type: LuaTypeDescription, _ step: PathStep) -> Place? {
        if step.isCalled { return called(type.methods.first { $0.name == step.name }) }
        return type.fields.first { $0.name == step.name }.map { .type(Self.plain($0.type)) }
    }

    private func called(_ function: LuaFunctionDescription?) -> Place? {
        function.map { .type(Self.plain($0.returns)) }
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
            return Reference.types.first { $0.name == name }.map { names(of: $0, methodsOnly) } ?? []
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

/// One name of a path, with how it is joined to the one before and whether it is called.
struct PathStep: Equatable {
    var name: String
    var isMethod = false
    var isCalled = false

    /// The names of a path; arguments in parentheses, quotes or braces make a step a call.
    static func steps(of path: String) -> [PathStep] {
        var steps = [PathStep(name: "")]
        var rest = Substring(path)
        while let character = rest.first {
            rest.removeFirst()
            switch character {
            case ".", ":": steps.append(PathStep(name: "", isMethod: character == ":"))
            case "(", "{":
                steps[steps.count - 1].isCalled = true
                skip(to: character == "(" ? ")" : "}", &rest)
            case "\"", "'":
                steps[steps.count - 1].isCalled = true
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
