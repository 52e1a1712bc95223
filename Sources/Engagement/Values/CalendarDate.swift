/// A day of the proleptic Gregorian calendar, without a time and without a time zone.
///
/// A school day is the same day wherever the program runs, so dates are counted, never computed from
/// an instant. Arithmetic is in whole days.
public struct CalendarDate: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Days since 1970-01-01, negative before it.
    public let dayNumber: Int32

    /// The day that lies `dayNumber` days after 1970-01-01.
    public init(dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// The day with this year, month (1...12) and day of the month; nil if the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(month, of: year)
        else { return nil }
        // Years are counted from March, so that the leap day is the last of its year.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The day written as `YYYY-MM-DD` in ASCII; nil for any other text and for days that do not exist.
    public init?(iso text: some Collection<UInt8>) {
        var digits: (Int, Int, Int) = (0, 0, 0)
        var position = 0
        for byte in text {
            switch position {
            case 4, 7:
                guard byte == UInt8(ascii: "-") else { return nil }
            case 0...9:
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                let digit = Int(byte - UInt8(ascii: "0"))
                if position < 4 {
                    digits.0 = digits.0 * 10 + digit
                } else if position < 7 {
                    digits.1 = digits.1 * 10 + digit
                } else {
                    digits.2 = digits.2 * 10 + digit
                }
            default:
                return nil
            }
            position += 1
        }
        guard position == 10 else { return nil }
        self.init(year: digits.0, month: digits.1, day: digits.2)
    }

    /// The day written as `YYYY-MM-DD`; nil for any other text and for days that do not exist.
    public init?(_ text: some StringProtocol) {
        self.init(iso: text.utf8)
    }

    /// Year, month 1...12 and day of the month 1...31.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// The day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday.
    public var weekday: Int {
        let fromThursday = (Int(dayNumber) % 7 + 7) % 7
        return (fromThursday + 3) % 7 + 1
    }

    /// The Monday of the week in which this day lies.
    public var startOfWeek: CalendarDate { self - (weekday - 1) }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    /// The day `days` later; days past what 32 bits can count stop at the last one.
    public static func + (date: CalendarDate, days: Int) -> CalendarDate {
        // Twice the range of 32 bits reaches from any day past either end, and cannot overflow.
        let step = min(max(days, -Int(UInt32.max)), Int(UInt32.max))
        return CalendarDate(dayNumber: Int32(clamping: Int(date.dayNumber) + step))
    }

    /// The day `days` earlier.
    public static func - (date: CalendarDate, days: Int) -> CalendarDate {
        date + (days == .min ? .max : -days)
    }

    /// How many days the left date lies after the right one.
    public static func - (left: CalendarDate, right: CalendarDate) -> Int {
        Int(left.dayNumber) - Int(right.dayNumber)
    }

    private static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = components
        func padded(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The day written as `YYYY-MM-DD`; nil for any other text.
    public init?(_ description: String) {
        self.init(iso: description.utf8)
    }
}

extension CalendarDate {
    /// The days that can be written as `YYYY-MM-DD`: from 0001-01-01 to 9999-12-31.
    public static let writable = CalendarDate(dayNumber: -719_162)...CalendarDate(dayNumber: 2_932_896)

    /// Stands in columns and events where no date is known. It lies before every day a calendar can name.
    public static let unknown = CalendarDate(dayNumber: .min)

    /// The date, or nil where none is known.
    public var ifKnown: CalendarDate? { self == .unknown ? nil : self }
}
