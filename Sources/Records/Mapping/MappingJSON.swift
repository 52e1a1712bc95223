import Engagement
import Foundation
import NearestName

/// The shapes of JSON that a mapping is made of, each with an error that names the place.
extension MappingParser {
    /// An object whose keys are all among `keys`.
    func object(_ json: Any, at place: String, keys: [String]) throws -> [String: Any] {
        guard let object = json as? [String: Any] else { throw wrong(place, "must be an object, { … }") }
        for key in object.keys.sorted() where !keys.contains(key) {
            throw unknown("key '\(key)'", at: place, key, keys)
        }
        return object
    }

    func array(_ json: Any, at place: String) throws -> [Any] {
        guard let array = json as? [Any] else { throw wrong(place, "must be a list, [ … ]") }
        return array
    }

    /// A text, or a number or truth as the text that stands for it.
    func text(_ json: Any, at place: String) throws -> String {
        if let text = json as? String { return text }
        if let number = json as? NSNumber { return number.stringValue }
        throw wrong(place, "must be a text, in quotes")
    }

    func strings(_ json: Any, at place: String) throws -> [String] {
        try array(json, at: place).map { try text($0, at: place) }
    }

    func stringMap(_ json: Any, at place: String) throws -> [String: String] {
        guard let object = json as? [String: Any] else { throw wrong(place, "must be an object, { … }") }
        return try object.mapValues { try text($0, at: place) }
    }

    func wrong(_ place: String, _ reason: String) -> RecordsError {
        RecordsError(.badData, "\(path): \(place): \(reason)")
    }

    func unknown(_ what: String, at place: String, _ name: String, _ known: [String]) -> RecordsError {
        let near = nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? "."
        return wrong(
            place, "\(visible(what)) is not known\(near) Known are \(known.joined(separator: ", "))")
    }
}
