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
        for step in steps.dropLast() {
            guard let next = follow(place, step) else { return [] }
            place = next
        }
        return names(of: place, methodsOnly: last.isMethod)
    }

    private enum Place {
        case value(LuaValue)
        /// What a call gives, or a field holds, by its registration: `caseload.Goal[]` for a list.
        case type(String)
        case function(LuaFunctionDescription)
    }

    private func follow(_ place: Place, _ step: PathStep) -> Place? {
        step.suffixes.reduce(member(step.name, of: place)) { place, suffix in
            switch suffix {
            case .call: place.flatMap(called)
            case .index(let key): place.flatMap { element(key, of: $0) }
            }
        }
    }

    /// The field or the method of this name.
    private func member(_ name: String, of place: Place) -> Place? {
        switch place {
        case .value(.table(let table)):
            return (try? member(name, of: table)).map(Place.value)
        case .value(.object(let object)):
            return object.typeDescription.flatMap { member(name, of: $0) } ?? content(of: object, .text(name))
        case .type(let type):
            return Self.alternatives(type).lazy.compactMap { Reference.type(named: $0) }
                .compactMap { self.member(name, of: $0) }.first.map { Self.keeping(type, $0) }
        case .value, .function: return nil
        }
    }

    private func member(_ name: String, of type: LuaTypeDescription) -> Place? {
        if let method = type.methods.first(where: { $0.name == name }) { return .function(method) }
        return type.fields.first { $0.name == name }.flatMap { Self.known($0.type) }
    }

    private func member(_ name: String, of table: LuaTable) throws(LuaError) -> LuaValue {
        let own = try table.rawGet(name)
        guard own.isNil, case .table(let content)? = try table.metatable?.rawGet("__index") else {
            return own
        }
        return try content.rawGet(name)
    }

    /// What a call gives. What is no function but can be called is a collection, which gives an element.
    private func called(_ place: Place) -> Place? {
        switch place {
        case .value(.function(let function)): return function.registration.map { .type($0.returns) }
        case .function(let function): return .type(function.returns)
        case .value(.object), .type: return element(nil, of: place)
        case .value: return nil
        }
    }

    /// A method that gives its object's own kind of collection gives the same elements.
    private static func keeping(_ type: String, _ place: Place) -> Place {
        guard case .function(var method) = place, alternatives(type).contains(method.returns) else {
            return place
        }
        method.returns = type
        return .function(method)
    }

    private static func iteration(_ type: LuaTypeDescription) -> LuaFunctionDescription? {
        type.metamethods.first { $0.name == "__call" }
    }

    /// What stands under a key; where that is not written out, under the first.
    private func element(_ key: PathStep.Key?, of place: Place) -> Place? {
        if case .text(let name)? = key { return member(name, of: place) }
        switch place {
        case .value(.table(let table)):
            guard let value = try? table.rawGet((key ?? .number(1)).value), !value.isNil else { return nil }
            return .value(value)
        case .value(.object(let object)):
            return object.typeDescription.flatMap(Self.element) ?? content(of: object, key ?? .number(1))
        case .type(let name):
            return Self.alternatives(name).lazy.compactMap { type in
                type.hasSuffix("[]")
                    ? Self.known(String(type.dropLast(2)))
                    : Reference.type(named: type).flatMap(Self.element)
            }.first
        case .value, .function: return nil
        }
    }

    /// One of a collection, by what a loop over it gives.
    private static func element(of type: LuaTypeDescription) -> Place? {
        iteration(type).flatMap { known($0.returns) }
    }

    /// What one of the host's objects has under a key: it is read, which runs nothing of the analyst's.
    private func content(of object: LuaObject, _ key: PathStep.Key) -> Place? {
        guard let value = try? object.get(key.value), !value.isNil else { return nil }
        return .value(value)
    }

    /// A registered type, or a list of one; nil where only the value itself tells what it has.
    private static func known(_ type: String) -> Place? {
        let isKnown = alternatives(type).contains { name in
            let element = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
            return isText(element) || Reference.type(named: element) != nil
        }
        return isKnown ? .type(type) : nil
    }

    /// Whether a type is that of texts, or one text of a closed list.
    private static func isText(_ type: String) -> Bool { type == "string" || type.hasPrefix("\"") }

    /// The types that a registration names, without what says that the value may be missing.
    private static func alternatives(_ type: String) -> [String] {
        type.split(separator: "|").map { String($0.hasSuffix("?") ? $0.dropLast() : $0) }
    }

    private func names(of place: Place, methodsOnly: Bool) -> [String] {
        switch place {
        case .value(.table(let table)):
            if methodsOnly { return keys(of: table) { $0.function != nil } }
            return keys(of: table) { _ in true }
        case .value(.string): return methodsOnly ? Self.stringMethods : []
        case .value(.object(let object)):
            return object.typeDescription.map { names(of: $0, methodsOnly) } ?? []
        case .type(let name):
            let types = Self.alternatives(name).compactMap { Reference.type(named: $0) }
            if types.isEmpty, Self.alternatives(name).allSatisfy({ Self.isText($0) || $0 == "nil" }) {
                return methodsOnly ? Self.stringMethods : []
            }
            return Set(types.flatMap { names(of: $0, methodsOnly) }).sorted()
        case .value, .function: return []
        }
    }

    private static var stringMethods: [String] {
        Allowlist.libraries.first { $0.library == "string" }?.entries.map(\.name) ?? []
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
    /// What is done with it, in order: `x "1" [2]` is called, and of what that gives the second is taken.
    var suffixes: [Suffix] = []

    enum Suffix: Equatable {
        case call
        /// The key, where it is written out.
        case index(Key?)
    }

    enum Key: Equatable {
        case number(Int)
        case text(String)

        /// The key as Lua has it.
        var value: LuaValue {
            switch self {
            case .number(let number): .integer(Int64(number))
            case .text(let text): .string(LuaString(text))
            }
        }

        /// A number or a quoted text; nil for anything else.
        init?(_ code: some StringProtocol) {
            let code = String(code.drop { $0 == " " })
            if let number = Int(code) {
                self = .number(number)
            } else if let match = code.wholeMatch(of: /"([^"\\]*)"|'([^'\\]*)'/) {
                self = .text(String(match.1 ?? match.2 ?? ""))
            } else {
                return nil
            }
        }
    }

    /// The names of a path; arguments in parentheses, quotes or braces make a step a call, brackets an index.
    static func steps(of path: String) -> [PathStep] {
        var steps = [PathStep(name: "")]
        var rest = Substring(path)
        while let character = rest.first {
            rest.removeFirst()
            switch character {
            case ".", ":": steps.append(PathStep(name: "", isMethod: character == ":"))
            case "(", "{":
                steps[steps.count - 1].suffixes.append(.call)
                skip(to: character == "(" ? ")" : "}", &rest)
            case "[":
                let before = rest
                skip(to: "]", &rest)
                let key = before.dropLast(rest.count).dropLast()
                steps[steps.count - 1].suffixes.append(.index(Key(key)))
            case "\"", "'":
                steps[steps.count - 1].suffixes.append(.call)
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
            case "[": skip(to: "]", &rest)
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
