/// The school year of the example: its terms, its days off and the days on which there was school.
///
/// The files stop at ``lastDay``, the day on which the example is looked at; the year itself goes on.
struct SchoolYear {
    /// A grading period, with the day on which its grades were posted; nil while it runs.
    struct GradingPeriod {
        let id: String
        let title: String
        let semester: String
        let start: Day
        let end: Day
        let posted: Day?
    }

    /// A stretch of weekdays without school.
    struct Break {
        let first: Day
        let last: Day
        let note: String
    }

    let id = "2025-26"
    let start = Day(2025, 8, 18)
    let end = Day(2026, 6, 5)
    /// The last day of which the files know.
    let lastDay = Day(2026, 5, 15)

    let semesters = [
        (id: "2025-26-S1", title: "Fall semester", start: Day(2025, 8, 18), end: Day(2025, 12, 19)),
        (id: "2025-26-S2", title: "Spring semester", start: Day(2026, 1, 5), end: Day(2026, 6, 5)),
    ]

    let gradingPeriods = [
        GradingPeriod(
            id: "2025-26-Q1", title: "Quarter 1", semester: "2025-26-S1", start: Day(2025, 8, 18),
            end: Day(2025, 10, 17), posted: Day(2025, 10, 24)),
        GradingPeriod(
            id: "2025-26-Q2", title: "Quarter 2", semester: "2025-26-S1", start: Day(2025, 10, 20),
            end: Day(2025, 12, 19), posted: Day(2026, 1, 9)),
        GradingPeriod(
            id: "2025-26-Q3", title: "Quarter 3", semester: "2025-26-S2", start: Day(2026, 1, 5),
            end: Day(2026, 3, 13), posted: Day(2026, 3, 27)),
        GradingPeriod(
            id: "2025-26-Q4", title: "Quarter 4", semester: "2025-26-S2", start: Day(2026, 3, 23),
            end: Day(2026, 6, 5), posted: nil),
    ]

    let breaks = [
        Break(first: Day(2025, 9, 1), last: Day(2025, 9, 1), note: "Labor Day"),
        Break(first: Day(2025, 10, 13), last: Day(2025, 10, 13), note: "Staff day"),
        Break(first: Day(2025, 11, 11), last: Day(2025, 11, 11), note: "Veterans Day"),
        Break(first: Day(2025, 11, 26), last: Day(2025, 11, 28), note: "Thanksgiving"),
        Break(first: Day(2025, 12, 22), last: Day(2026, 1, 2), note: "Winter break"),
        Break(first: Day(2026, 1, 19), last: Day(2026, 1, 19), note: "Martin Luther King Jr. Day"),
        Break(first: Day(2026, 2, 16), last: Day(2026, 2, 16), note: "Presidents' Day"),
        Break(first: Day(2026, 3, 16), last: Day(2026, 3, 20), note: "Spring break"),
        Break(first: Day(2026, 4, 3), last: Day(2026, 4, 3), note: "Staff day"),
    ]

    /// The day on which the first school alone stayed closed, so that calendars differ between schools.
    let closure = (day: Day(2026, 1, 27), school: 0, note: "Burst water pipe")

    /// The days of school of the whole district up to ``lastDay``, ascending.
    let days: [Day]

    init() {
        var days: [Day] = []
        for number in start.number...lastDay.number {
            let day = Day(number: number)
            if day.weekday <= 5, !breaks.contains(where: { $0.first <= day && day <= $0.last }) {
                days.append(day)
            }
        }
        self.days = days
    }

    /// Whether a day of school of the district was one in this school, by the school's number.
    func wasOpen(_ school: Int, on day: Day) -> Bool {
        school != closure.school || day != closure.day
    }

    /// The break that a day lies in; nil on a day of school.
    func note(of day: Day) -> String? {
        breaks.first { $0.first <= day && day <= $0.last }?.note
    }

    /// The days of school of each week up to ``lastDay``, weeks without school left out.
    var weeks: [[Day]] {
        var weeks: [[Day]] = []
        for day in days {
            if let first = weeks.last?.first, day - first < 8 - first.weekday {
                weeks[weeks.count - 1].append(day)
            } else {
                weeks.append([day])
            }
        }
        return weeks
    }
}
