/// A calendar day as a count of days, so that the generator needs no time zone and no other module.
struct Day: Hashable, Comparable {
    /// Days since 1970-01-01.
    let number: Int

    init(number: Int) {
        self.number = number
    }

    /// The day with this year, month and day of the month, all of which exist.
    init(_ year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of the month.
    var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// 1 is Monday, 7 is Sunday.
    var weekday: Int { (number + 3) % 7 + 1 }

    static func < (left: Day, right: Day) -> Bool { left.number < right.number }
    static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
    static func - (left: Day, right: Day) -> Int { left.number - right.number }
}
