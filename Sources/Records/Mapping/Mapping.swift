/// How files with other names, headers and codes become records: `mapping.json`.
public struct Mapping: Sendable {
    /// What the district's codes mean, by record: `attendance` and `discipline`.
    var codes: [String: [String: String]] = [:]

    /// Reads a mapping; throws ``RecordsError`` with the file's name and the key at fault.
    public init(contentsOfFile path: String) throws {
        throw RecordsError(.cannot, "\(path): mappings are not read yet")
    }
}
