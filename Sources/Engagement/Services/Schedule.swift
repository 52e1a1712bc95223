/// When a service is open: on which days of the week, between which hours, from when to when.
public struct Schedule: Sendable, Hashable {
    /// The first and the last day it holds; nil where not said.
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?
    /// Days of the week, 1 for Monday to 7 for Sunday; empty where not said.
    public var weekdays: Set<Int>
    /// Minutes since midnight, 0...1440; nil where not said.
    public var opensAt: Int?
    public var closesAt: Int?
    /// The hours in words; empty where not said.
    public var description: String

    /// A schedule; its parts are taken as they are.
    public init(
        validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil, weekdays: Set<Int> = [],
        opensAt: Int? = nil, closesAt: Int? = nil, description: String = ""
    ) {
        self.validFrom = validFrom
        self.validTo = validTo
        self.weekdays = weekdays
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.description = description
    }

    /// Whether it holds on a day.
    public func isValid(on date: CalendarDate) -> Bool {
        if let validFrom, date < validFrom { return false }
        if let validTo, date > validTo { return false }
        return true
    }

    /// Whether it says that the service is open on a day of the week, at a time of day.
    ///
    /// - Parameters:
    ///   - weekday: 1 for Monday to 7 for Sunday; nil for any.
    ///   - minute: Minutes since midnight; nil for any.
    /// - Returns: false also where the schedule does not say.
    public func isOpen(weekday: Int?, minute: Int?) -> Bool {
        func opens(on weekday: Int?) -> Bool { weekday.map { weekdays.contains($0) } ?? true }
        guard let minute else { return opens(on: weekday) }
        guard let opensAt, let closesAt else { return false }
        if opensAt <= closesAt { return opens(on: weekday) && opensAt <= minute && minute < closesAt }
        // Open past midnight: from the evening into the morning of the next day.
        let dayBefore = weekday.map { $0 == 1 ? 7 : $0 - 1 }
        return opens(on: weekday) && minute >= opensAt || opens(on: dayBefore) && minute < closesAt
    }

    /// `Tue, Thu 15:00-18:00`; the words of the directory where it gives no days and hours.
    public var summary: String {
        let days = weekdays.sorted().map { Self.dayNames[$0 - 1] }.joined(separator: ", ")
        let hours = [opensAt, closesAt].compactMap { $0.map(Self.clock) }.joined(separator: "-")
        let text = [days, hours].filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? description : text
    }

    /// Days of the week for people, Monday first.
    public static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// A time of day as `15:00`.
    public static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// The day of the week that a word means: `tue`, `Tuesday` or `TU`; nil for any other.
    public static func weekday(_ word: some StringProtocol) -> Int? {
        let wanted = word.lowercased()
        guard wanted.utf8.count >= 2 else { return nil }
        return fullDayNames.firstIndex { $0.hasPrefix(wanted) }.map { $0 + 1 }
    }

    /// The same in full and in lower case.
    public static let fullDayNames = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The days of the week of a list as calendars write it (RFC 5545): `MO,WE`, `1MO,-1FR`; nil for any
    /// other text. Which Monday of a month is left open: the service is there on some.
    public static func weekdays(byday text: some StringProtocol) -> Set<Int>? {
        var days: Set<Int> = []
        for part in text.split(separator: ",") {
            let word = String(part.filter { $0 != " " }).drop { $0.isNumber || $0 == "-" || $0 == "+" }
            guard word.utf8.count == 2, let day = weekday(word) else { return nil }
            days.insert(day)
        }
        return days
    }

    /// The minute of the day of a time as `15:00`, `15:00:00`, `9:30` or with a zone behind it (`15:00Z`,
    /// `15:00-05:00`), which is taken as the place's own; nil for any other text.
    public static func minute(_ text: some StringProtocol) -> Int? {
        let bytes = Array(text.utf8)
        guard let end = bytes.firstIndex(where: { !(48...58).contains($0) }) ?? Optional(bytes.count)
        else { return nil }
        let zone = bytes[end...].filter { $0 != 0x20 }
        guard zone.isEmpty || zone == [0x5A] || zone[0] == 0x2B || zone[0] == 0x2D else { return nil }
        let parts = bytes[..<end].split(separator: 58, omittingEmptySubsequences: false)
        let numbers = parts.map { part in
            (1...2).contains(part.count) ? part.reduce(0) { $0 * 10 + Int($1) - 48 } : 99
        }
        guard (2...3).contains(numbers.count), numbers[0] <= 24, numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        let minute = numbers[0] * 60 + numbers[1]
        return minute <= 1440 ? minute : nil
    }
}
