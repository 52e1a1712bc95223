import Engagement
import Testing

@Suite struct ScheduleTests {
    @Test(
        arguments: [
            ("MO,WE", [1, 3]), ("TH, FR", [4, 5]), ("1MO,-1SU", [1, 7]), ("", []), ("MO,XX", nil),
            ("Monday", nil),
        ] as [(String, Set<Int>?)])
    func readsDaysAsCalendarsWriteThem(text: String, days: Set<Int>?) {
        #expect(Schedule.weekdays(byday: text) == days)
    }

    @Test(
        arguments: [
            ("15:00", 900), ("10:00:00", 600), ("9:30", 570), ("15:00Z", 900), ("15:00:00-05:00", 900),
            ("15:00+01:00", 900), ("24:00", 1440), ("25:00", nil), ("15", nil), ("15:60", nil), ("3 pm", nil),
            ("", nil), ("24:01", nil), ("15:00x", nil),
        ] as [(String, Int?)])
    func readsTimesOfDay(text: String, minute: Int?) {
        #expect(Schedule.minute(text) == minute)
    }

    @Test(arguments: [("tue", 2), ("Tuesday", 2), ("SU", 7), ("t", nil), ("xx", nil)] as [(String, Int?)])
    func readsDays(word: String, weekday: Int?) {
        #expect(Schedule.weekday(word) == weekday)
    }

    @Test(
        arguments: [
            (2, 900, true), (2, nil, true), (nil, 899, false), (2, 1079, true), (2, 1080, false),
            (3, 900, false), (nil, nil, true),
        ] as [(Int?, Int?, Bool)])
    func isOpenFromTheFirstMinuteToTheLast(weekday: Int?, minute: Int?, isOpen: Bool) {
        let schedule = Schedule(weekdays: [2, 4], opensAt: 900, closesAt: 1080)
        #expect(schedule.isOpen(weekday: weekday, minute: minute) == isOpen)
        #expect(schedule.summary == "Tue, Thu 15:00-18:00")
    }

    @Test func whatItDoesNotSayIsNoYes() {
        #expect(!Schedule().isOpen(weekday: 1, minute: nil))
        #expect(!Schedule(weekdays: [1]).isOpen(weekday: 1, minute: 600))
        #expect(Schedule(description: "By appointment").summary == "By appointment")
    }

    @Test func mayBeOpenPastMidnight() {
        let night = Schedule(weekdays: [5], opensAt: 1200, closesAt: 120)
        #expect(night.isOpen(weekday: 5, minute: 1300) && !night.isOpen(weekday: 5, minute: 60))
        #expect(night.isOpen(weekday: 6, minute: 60) && !night.isOpen(weekday: 6, minute: 1300))
        #expect(!night.isOpen(weekday: 5, minute: 600) && night.isOpen(weekday: nil, minute: 60))
        let sunday = Schedule(weekdays: [7], opensAt: 1200, closesAt: 120)
        #expect(sunday.isOpen(weekday: 1, minute: 0) && !sunday.isOpen(weekday: 7, minute: 0))
    }
}
