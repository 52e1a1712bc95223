import Engagement

/// How many of each week's school days a student was there, for a line of bars.
struct AttendanceWeeks {
    struct Week {
        let monday: CalendarDate
        let days: Int
        let present: Int

        /// The share of the week's school days on which the student was there; 1 where there was none.
        var share: Double { days == 0 ? 1 : Double(present) / Double(days) }
    }

    let weeks: [Week]

    var first: Week? { weeks.first }
    var last: Week? { weeks.last }

    /// The weeks of the school year up to the snapshot's day, from the student's first school day on.
    ///
    /// - Returns: nil where the district has no attendance on record or the student no school day.
    init?(_ snapshot: Snapshot, row: Int) {
        let days = snapshot.enrolledDays(of: row, from: nil, through: nil)
        guard snapshot.hasAttendance, let first = days.first, let last = days.last else { return nil }
        var weeks: [Week] = []
        var monday = first.startOfWeek
        while monday <= last {
            guard let week = snapshot.attendance(of: row, from: monday, through: monday + 6) else {
                return nil
            }
            weeks.append(Week(monday: monday, days: week.daysEnrolled, present: week.daysPresent))
            monday = monday + 7
        }
        self.weeks = weeks
    }

    /// A bar for each week, from `▁` for none of its days to `█` for all of them; `·` for a week without
    /// school.
    var sparkLine: String {
        let bars = Array("▁▂▃▄▅▆▇█")
        return String(
            weeks.map { week in
                week.days == 0 ? "·" : bars[Int((week.share * Double(bars.count - 1)).rounded(.down))]
            })
    }
}
