import Engagement
import Foundation

/// How access records hang together: each holds the hash of the one before it and one over itself.
public enum AccessChain {
    /// What stands for a hash before the first record.
    public static let begin = String(repeating: "0", count: 64)

    /// The hash of a record: SHA-256 over its fields in their order, each as its length in bytes, a colon
    /// and its UTF-8, so that no two records are the same bytes.
    static func hash(of record: LoggedAccess) -> String {
        let hash = SHA256()
        let fields = [
            String(record.number), String(record.at), record.user, record.purpose, record.command,
            record.plugin, record.version, record.pluginHash, record.kinds, record.asOf.description,
            record.options, String(record.studentCount), record.students, record.previous,
        ]
        for field in fields { hash.update(Array("\(field.utf8.count):\(field)".utf8)) }
        return hash.hexDigest
    }

    /// A list of students as the log keeps it, a JSON array in byte order, and the hash that names it.
    static func list(of students: [Identifier]) throws -> (json: String, name: String) {
        let sorted = students.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let json = try JSONEncoder().encode(sorted)
        return (String(decoding: json, as: UTF8.self), name(ofList: Array(json)))
    }

    /// The hash that names a list.
    static func name(ofList json: [UInt8]) -> String {
        let hash = SHA256()
        hash.update(json)
        return hash.hexDigest
    }
}
