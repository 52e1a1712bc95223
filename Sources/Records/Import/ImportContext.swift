import Engagement
import GRDB

/// What the rows of an import may name, and what codes mean: read from the database when first needed,
/// and added to as records come in.
final class ImportContext {
    private let database: Database
    private var maps: [IdentifierMap?] = Array(repeating: nil, count: Referent.allCases.count)
    private var ownIndicators: [Int64: Indicator]?
    private var catalog: IndicatorCatalog?
    /// The built-in indicators by id.
    let builtIn = Dictionary(uniqueKeysWithValues: IndicatorCatalog.builtIn.map { ($0.id, $0) })
    /// The district's own codes by layout, from the mapping.
    let codes: [String: [String: String]]
    /// The day of the import, after which nobody was born; nil where no files are let in.
    let today: CalendarDate?

    init(_ database: Database, codes: [String: [String: String]], today: CalendarDate? = nil) {
        self.database = database
        self.today = today
        self.codes = codes
    }

    /// The numbers of the records that others name.
    func map(_ referent: Referent) throws -> IdentifierMap {
        if let map = maps[referent.rawValue] { return map }
        let map = IdentifierMap()
        let rows = try SQLiteStatement(
            database, "SELECT number, \(referent.idColumn) FROM \(referent.noun) ORDER BY number")
        while try rows.step() { map.insert(rows.utf8(1), number: rows.integer(0)) }
        maps[referent.rawValue] = map
        return map
    }

    /// Says that records of this kind were added or changed.
    func noteChange(of referent: Referent?) {
        if referent == .indicator {
            ownIndicators = nil
            catalog = nil
        }
    }

    /// The indicator with this number.
    func indicator(_ number: Int64) -> Indicator? {
        indicators[number]
    }

    /// The indicator that a survey's subscale measures; nil if it measures none.
    func indicator(ofSubscale name: UnsafeBufferPointer<UInt8>) -> Indicator? {
        if catalog == nil { catalog = IndicatorCatalog(own: Array(indicators.values)) }
        guard let catalog, let number = catalog.number(ofSubscale: String(decoding: name, as: UTF8.self))
        else { return nil }
        return catalog.indicators[number]
    }

    /// The ids that can be named, for messages that say which one is near.
    func names(_ referent: Referent) -> [String] {
        // Among thousands of ids none is "near" in a way that helps.
        guard referent != .student, let ids = try? map(referent).all, ids.count <= 1000 else { return [] }
        return ids.map(\.id)
    }

    private var indicators: [Int64: Indicator] {
        if let ownIndicators { return ownIndicators }
        let read = (try? DistrictDatabase.indicators(database)) ?? [:]
        ownIndicators = read
        return read
    }
}

extension DistrictDatabase {
    /// All indicators by their numbers in the database, built-in and own.
    static func indicators(_ database: Database) throws -> [Int64: Indicator] {
        let builtIn = Dictionary(uniqueKeysWithValues: IndicatorCatalog.builtIn.map { ($0.id, $0) })
        var indicators: [Int64: Indicator] = [:]
        let rows = try SQLiteStatement(
            database,
            """
            SELECT number, id, domain, title, unit, minimum, maximum, direction, cadence, source
            FROM indicator ORDER BY number
            """)
        while try rows.step() {
            let id = rows.text(1)
            indicators[rows.integer(0)] =
                builtIn[id]
                ?? Indicator(
                    id: id, domain: EngagementDomain(rawValue: UInt32(rows.integer(2))) ?? .academic,
                    title: rows.text(3), unit: rows.text(4), minimum: rows.realIfKnown(5),
                    maximum: rows.realIfKnown(6),
                    direction: Indicator.Direction(rawValue: UInt32(rows.integer(7))) ?? .higherIsBetter,
                    cadence: Indicator.Cadence(rawValue: UInt32(rows.integer(8))) ?? .term,
                    kind: .observations, source: rows.text(9))
        }
        return indicators
    }
}
