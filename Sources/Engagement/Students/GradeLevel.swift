/// A student's year of schooling, as a number that can be compared: 0 is kindergarten, -1 the year before.
///
/// Read from the codes of the Common Education Data Standards (entry grade level), which OneRoster uses.
public enum GradeLevel {
    /// What a grade code says: a year, or a known code for a student outside the yearly grades.
    public enum Reading: Equatable, Sendable {
        /// A year of schooling, -1...13.
        case year(Int8)
        /// A known code without a year: infant and toddler, postsecondary, ungraded and the like.
        case ungraded
    }

    /// Reads `09`, `9`, `KG`, `PK` and the other codes, in either case; nil for a text that is none.
    public static func read(_ code: some StringProtocol) -> Reading? {
        switch code.uppercased() {
        case "PK", "PR": return .year(-1)
        case "KG", "TK", "K": return .year(0)
        case "IT", "PS", "UG", "AE", "OTHER": return .ungraded
        default:
            guard code.utf8.count <= 2, code.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
                let year = Int8(code), (1...13).contains(year)
            else { return nil }
            return .year(year)
        }
    }

    /// The code of a year of schooling: `PK`, `KG`, `01` to `13`.
    public static func code(_ year: Int8) -> String {
        switch year {
        case ..<0: "PK"
        case 0: "KG"
        case 1...9: "0\(year)"
        default: String(year)
        }
    }
}
