import Engagement
import Foundation
import NearestName
import PluginHost

/// A night's work, read from a JSON file: steps in order, and which need which.
struct BatchFile {
    struct Step {
        /// The name under which others need it.
        let name: String
        /// The command of this program that does it, with its arguments.
        let arguments: [String]
        /// The steps that must have been done, by their places.
        let needs: [Int]
    }

    let steps: [Step]

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` that names the file, the step and the key.
    init(path: String) throws(Failure) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.inputOutput, "\(path): cannot be read; look at its name and its permissions")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try self.init(JSONValue(parsing: Array(data)), folder: folder)
        } catch {
            throw Failure(.badData, "\(path): \((error as? Problem)?.description ?? "\(error)")")
        }
    }

    struct Problem: Error {
        let description: String
    }

    private init(_ json: JSONValue, folder: String) throws(Problem) {
        guard case .object(var file) = json else {
            throw Problem(description: "expected an object with \"steps\", found \(json.kindName)")
        }
        // Editors find the schema by it.
        file.removeValue(forKey: "$schema")
        let asOf = try Self.text("as_of", &file)
        if let asOf, CalendarDate(asOf) == nil {
            throw Problem(description: "as_of '\(asOf)' is no date; write it as 2026-01-31")
        }
        let database = try Self.text("db", &file)
        guard case .array(let list)? = file.removeValue(forKey: "steps"), !list.isEmpty else {
            throw Problem(description: "steps: expected a list of at least one step")
        }
        try Self.refuseRest(file, known: ["as_of", "db", "steps"], place: "")
        var steps: [Step] = []
        for (number, json) in list.enumerated() {
            let common =
                (
                    asOf.map { ["--as-of=\($0)"] } ?? [],
                    database.map { ["--db=\(Self.place($0, folder))"] } ?? []
                )
            steps.append(
                try Self.step(json, "step \(number + 1)", steps.map(\.name), folder: folder, common: common))
        }
        self.steps = steps
    }

    private static func step(
        _ json: JSONValue, _ place: String, _ earlier: [String], folder: String,
        common: (day: [String], database: [String])
    ) throws(Problem) -> Step {
        guard case .object(var step) = json else {
            throw Problem(description: "\(place): expected an object, found \(json.kindName)")
        }
        let actions = BatchKey.steps.map(\.action.name)
        let found = BatchKey.steps.filter { step[$0.action.name] != nil }
        guard found.count == 1, let kind = found.first else {
            let near =
                found.isEmpty
                ? step.keys.sorted().lazy.compactMap { nearestName(to: $0, among: actions) }.first : nil
            throw Problem(
                description: "\(place): expected one of \(actions.joined(separator: ", ")), found "
                    + (found.isEmpty ? "none" : found.map(\.action.name).joined(separator: " and "))
                    + (near.map { "; did you mean '\($0)'?" } ?? ""))
        }
        var arguments = [kind.command] + common.database
        if kind.command != "import" { arguments += common.day }
        var subjects: [String] = []
        for key in [kind.action] + kind.keys {
            guard let value = step.removeValue(forKey: key.name) else { continue }
            guard let words = key.arguments(value, folder: folder) else {
                throw Problem(
                    description:
                        "\(place): \(key.name): expected \(key.expectation), found \(value.forMessages)"
                )
            }
            if key.option == nil { subjects = words } else { arguments += words }
        }
        if kind.command == "report", !arguments.contains(where: { $0.hasPrefix("--output=") }) {
            throw Problem(description: "\(place): a report in a batch needs an output")
        }
        let given = try text("name", &step, place)
        if let given, earlier.contains(given) {
            throw Problem(
                description: "\(place): name: an earlier step is called '\(given)' too; give it another")
        }
        let name = given ?? "\(kind.action.name) \(subjects.joined(separator: " "))"
        let needs = try needs(&step, place, earlier)
        try refuseRest(step, known: ["name", "needs"] + kind.keys.map(\.name), place: "\(place): ")
        return Step(name: name, arguments: arguments + ["--"] + subjects, needs: needs)
    }

    private static func needs(
        _ step: inout [String: JSONValue], _ place: String, _ earlier: [String]
    ) throws(Problem) -> [Int] {
        guard let value = step.removeValue(forKey: "needs") else { return Array(earlier.indices) }
        guard case .array(let names) = value else {
            throw Problem(description: "\(place): needs: expected a list of names, found \(value.kindName)")
        }
        var needs: [Int] = []
        for name in names {
            guard case .string(let text) = name, let index = earlier.firstIndex(of: text) else {
                let hint =
                    nearestName(to: name.text, among: earlier).map { "did you mean '\($0)'?" }
                    ?? "there are \(earlier.isEmpty ? "none" : earlier.joined(separator: ", "))"
                throw Problem(
                    description: "\(place): needs \(name.text): no earlier step has this name; \(hint)")
            }
            needs.append(index)
        }
        return needs
    }

    private static func place(_ path: String, _ folder: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    private static func text(
        _ key: String, _ object: inout [String: JSONValue], _ place: String = ""
    ) throws(Problem) -> String? {
        switch object.removeValue(forKey: key) {
        case nil: return nil
        case .string(let text)?: return text
        case let value?:
            throw Problem(
                description:
                    "\(place.isEmpty ? "" : place + ": ")\(key): expected a text, found \(value.kindName)")
        }
    }

    private static func refuseRest(
        _ rest: [String: JSONValue], known: [String], place: String
    ) throws(Problem) {
        guard let key = rest.keys.sorted().first else { return }
        let hint =
            nearestName(to: key, among: known).map { "did you mean '\($0)'?" }
            ?? "known are \(known.joined(separator: ", "))"
        throw Problem(description: "\(place)unknown key '\(key)'; \(hint)")
    }
}

extension JSONValue {
    /// A number or a short text as it is, of others the kind.
    fileprivate var forMessages: String {
        switch self {
        case .integer, .number: text
        case .string(let text) where text.utf8.count <= 40: self.text
        default: kindName
        }
    }
}
