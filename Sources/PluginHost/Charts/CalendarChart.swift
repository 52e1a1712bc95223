import Engagement

/// A heat map of a calendar: a square a day, a column a week, from Monday down.
struct CalendarChart {
    /// What a day can be, from the least to the most: each has a shade, and a letter that tells it without colour.
    struct Kind {
        let name: String
        /// One letter or none.
        let letter: String
    }

    static let kindLimit = ChartPalette.shades.count

    let title: String
    let kinds: [Kind]
    /// The number of the kind by day.
    let days: [CalendarDate: Int]
    let first: CalendarDate
    let last: CalendarDate

    /// At most so many days are drawn: three years.
    static let dayLimit = 1_096

    var alternative: String {
        let counts = kinds.enumerated().map { number, kind in
            "\(days.values.count { $0 == number }) \(kind.name)"
        }
        return "Calendar from \(first) to \(last). Days: \(counts.joined(separator: ", "))."
    }

    /// How many days of the week are drawn: five, unless something stands on a weekend.
    var rows: Int { max(5, days.keys.map(\.weekday).max() ?? 5) }
}
