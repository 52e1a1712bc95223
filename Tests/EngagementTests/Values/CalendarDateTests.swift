import Engagement
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2000-03-01", 11_017, 3),
        ("2024-02-29", 19_782, 4), ("2026-11-20", 20_777, 5), ("1900-03-01", -25_508, 4),
        ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5), ("2025-09-07", 20_338, 7),
    ])
    func knownDays(text: String, dayNumber: Int32, weekday: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.dayNumber == dayNumber)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test(arguments: [
        "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
        "0000-01-01", "2026-1-5", "26-01-05", "2026-01-055", "2026/01/05", " 2026-01-05", "2026-01-05 ",
        "2026-01-0x", "", "2026-01", "+026-01-05", "２０２６-01-05", "2026-01-05T00:00:00",
    ])
    func textsThatAreNoDay(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [(2000, 29), (1900, 28), (2023, 28), (2024, 29), (2100, 28)])
    func februaryEnds(year: Int, last: Int) {
        #expect(CalendarDate(year: year, month: 2, day: last) != nil)
        #expect(CalendarDate(year: year, month: 2, day: last + 1) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        var previous = CalendarDate(dayNumber: -1)
        for number in Int32(0)...146_097 {
            let date = CalendarDate(dayNumber: number)
            let (year, month, dayOfMonth) = date.components
            guard CalendarDate(year: year, month: month, day: dayOfMonth) == date,
                date.weekday == previous.weekday % 7 + 1
            else {
                Issue.record("day \(number) came back as \(date)")
                return
            }
            previous = date
        }
    }

    @Test func countsAndComparesDays() {
        #expect(day("2024-03-01") - day("2024-02-01") == 29)
        #expect(day("2024-02-28") + 2 == day("2024-03-01"))
        #expect(day("2025-01-01") - 1 == day("2024-12-31"))
        #expect(day("2024-12-31") < day("2025-01-01"))
    }

    @Test func arithmeticStopsAtTheLastDay() {
        let last = CalendarDate(dayNumber: .max)
        #expect(day("2025-01-01") + .max == last)
        #expect(day("1960-01-01") + .min == .unknown)
        #expect(day("2025-01-01") - .min == last)
        #expect(day("1960-01-01") - .max == .unknown)
    }

    @Test(arguments: ["2025-09-01", "2025-09-03", "2025-09-07"])
    func weeksBeginOnMonday(text: String) {
        #expect(day(text).startOfWeek == day("2025-09-01"))
    }

    @Test func theUnknownDayLiesBeforeAllOthersAndIsNotKnown() {
        #expect(CalendarDate.unknown < day("0001-01-01"))
        #expect(CalendarDate.unknown.ifKnown == nil)
        #expect(day("2025-09-01").ifKnown == day("2025-09-01"))
    }
}
