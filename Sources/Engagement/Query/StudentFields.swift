import NearestName

/// All fields that can be asked about the students of a snapshot: the roll, figures of attendance,
/// discipline, homework and credits, every indicator, and the latest results of scoring plugins.
///
/// ```swift
/// let fields = StudentFields(snapshot, results: latest)
/// let rate = try fields.field(named: "attendance.rate")
/// rate.value(row: 0)   // .number(0.94)
/// ```
/// Names are matched in upper or lower case. An indicator goes by its id and by
/// `engagement.DOMAIN.ID`; a result by `PLUGIN.score`, `PLUGIN.tier` and `PLUGIN.reasons`, and without
/// the plugin's name where only one plugin has scored anybody; where several have, `check-and-connect` is meant.
public struct StudentFields: Sendable {
    /// The fields that may be read, each once, in the order for people.
    public let all: [StudentField]
    /// How many students there are.
    let rowCount: Int
    private let numbers: [String: Int]
    private let withheld: [String: Set<RecordKind>]
    /// The plugins whose scores there are; nil where the rows are no students.
    private let scoringPlugins: [String]?
    private let kinds: Set<RecordKind>

    /// The fields of a snapshot.
    ///
    /// - Parameters:
    ///   - results: The latest results of each plugin that has any.
    ///   - kinds: The kinds of record that may be read. Fields of other kinds are known by name only.
    public init(
        _ snapshot: Snapshot, results: [RunResults] = [],
        reading kinds: Set<RecordKind> = Set(RecordKind.allCases)
    ) {
        let results = results.sorted { $0.run.plugin.utf8.lexicographicallyPrecedes($1.run.plugin.utf8) }
        var known: [(field: StudentField, aliases: [String])] = Self.roll(of: snapshot).map { ($0, []) }
        known += Self.demographics(of: snapshot).map { ($0, []) }
        known += Self.events(of: snapshot).map { ($0, []) }
        known += Self.indicators(of: snapshot, reading: kinds, taken: Set(known.map(\.field.name)))
        known += Self.linkages(of: snapshot, results: results, reading: kinds).map { ($0, []) }
        known += Self.scores(of: snapshot, results: results)

        var all: [StudentField] = []
        var numbers: [String: Int] = [:]
        var withheld: [String: Set<RecordKind>] = [:]
        for (field, aliases) in known {
            let names = ([field.name] + aliases).map { $0.lowercased() }
            if field.kinds.isEmpty || !field.kinds.isDisjoint(with: kinds) {
                all.append(field)
                for name in names where numbers[name] == nil { numbers[name] = all.count - 1 }
            } else {
                for name in names { withheld[name] = field.kinds }
            }
        }
        self.all = all
        self.numbers = numbers
        self.withheld = withheld
        rowCount = snapshot.students.count
        scoringPlugins = Self.scoringPlugins(among: results)
        self.kinds = kinds
    }

    /// The fields of other things than students, such as a student's contacts: a query means the same of them.
    ///
    /// - Parameters:
    ///   - records: Each of another name.
    ///   - rowCount: How many things there are.
    public init(ofRecords records: [StudentField], rowCount: Int) {
        all = records
        self.rowCount = rowCount
        numbers = Dictionary(
            records.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        (withheld, scoringPlugins, kinds) = ([:], nil, Set(RecordKind.allCases))
    }

    /// The field with this name.
    ///
    /// - Throws: ``FieldError`` where there is none, where it may not be read, and where a bare `score`
    ///   leaves open whose.
    public func field(named name: String) throws(FieldError) -> StudentField {
        let wanted = name.lowercased()
        if let number = numbers[wanted] { return all[number] }
        if let kinds = withheld[wanted] {
            throw .notInView(name: name, kinds: RecordKind.allCases.filter(kinds.contains).map(\.name))
        }
        if let kind = undeclared(wanted) { throw .notInView(name: name, kinds: [kind.name]) }
        if let scoringPlugins, Self.scoreFieldNames.contains(wanted) {
            throw .whoseScore(name: wanted, plugins: scoringPlugins)
        }
        throw .unknown(name: name, nearest: nearest(to: wanted))
    }

    /// The kind of record that a field comes from which is not even known without it: what plugins found.
    private func undeclared(_ name: String) -> RecordKind? {
        let last = name.split(separator: ".").last.map(String.init) ?? ""
        if Self.scoreFieldNames.contains(last) { return kinds.contains(.scores) ? nil : .scores }
        guard Self.gapFieldNames.contains(name) else { return nil }
        return [.linkages, .scores].first { !kinds.contains($0) }
    }

    /// The name that was probably meant: one close to it, one that ends with it, or the first of a part that is called
    /// almost so.
    private func nearest(to name: String) -> String? {
        let known = all.map { $0.name.lowercased() } + numbers.keys.sorted() + withheld.keys.sorted()
        if let near = nearestName(to: name, among: known) { return near }
        if let longer = known.first(where: { $0.hasSuffix(".\(name)") }) { return longer }
        let parts = Set(known.filter { $0.contains(".") }.compactMap { $0.split(separator: ".").first })
        let part = nearestName(to: String(name.prefix { $0 != "." }), among: parts.map(String.init).sorted())
        return part.flatMap { part in known.first { $0.hasPrefix("\(part).") } }
    }
}

/// Why a name leads to no field.
public enum FieldError: Error, Hashable, CustomStringConvertible {
    /// No field has this name; perhaps another was meant.
    case unknown(name: String, nearest: String?)
    /// The field exists, but none of the kinds of record that it comes from may be read.
    case notInView(name: String, kinds: [String])
    /// A score was asked for without saying whose; no plugin has results, or several but `check-and-connect`.
    case whoseScore(name: String, plugins: [String])

    public var description: String {
        switch self {
        case .unknown(let name, let nearest?): "no field '\(name)'; did you mean '\(nearest)'?"
        case .unknown(let name, nil): "no field '\(name)'"
        case .notInView(let name, let kinds):
            "'\(name)' is not in view; it needs \(kinds.map { "'\($0)'" }.joined(separator: " or "))"
        case .whoseScore(let name, []):
            "no '\(name)' yet: no scoring plugin has results on record"
        case .whoseScore(let name, let plugins):
            "'\(name)' leaves open whose, as \(StudentFields.programScore) has no results; write "
                + plugins.map { "\($0).\(name)" }.joined(separator: " or ")
        }
    }
}
