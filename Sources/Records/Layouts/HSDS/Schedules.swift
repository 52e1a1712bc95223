import Engagement

extension RecordLayout {
    static let schedules = RecordLayout(
        name: "schedules", table: "schedule",
        prose: "When services are open, as in HSDS: days of the week, hours, from when to when.",
        columns: [
            .directoryID(example: "SC-1"),
            .about(.service, example: "SV-1"),
            .about(.location),
            .about(.serviceAtLocation),
            LayoutColumn("valid_from", .date, prose: "The first day it holds.", example: "2025-09-01"),
            LayoutColumn("valid_to", .date, prose: "The last day it holds.", example: "2026-06-12"),
            LayoutColumn("dtstart", .date, prose: "The first day it is open.", example: ""),
            LayoutColumn("until", .date, prose: "The last day it is open.", example: ""),
            LayoutColumn(
                "freq", .text, prose: "How often, in the words of RFC 5545: `DAILY`, `WEEKLY`, `MONTHLY` …",
                example: "WEEKLY"),
            LayoutColumn(
                "byday", .text, prose: "The days of the week: `MO`, `TU` … `SU`, divided by commas.",
                example: "\"TU,TH\""),
            LayoutColumn("description", .text, prose: "The hours in words.", example: "Not on holidays"),
            LayoutColumn("opens_at", .text, prose: "When it opens.", example: "15:00"),
            LayoutColumn(
                "closes_at", .text,
                prose: "When it closes; in the morning, by noon, for what opens at 17:00 or later.",
                example: "18:00"),
        ],
        passedOver: [
            "timezone", "count", "wkst", "interval", "byweekno", "bymonthday", "byyearday", "schedule_link",
            "attending_type", "notes",
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 4, to: 5)
            try row.requireOrder(from: 6, to: 7)
            guard Schedule.weekdays(byday: String(decoding: row.text(9), as: UTF8.self)) != nil else {
                throw RowProblem(column: 9, "is no list of days; write them as MO,TU,WE,TH,FR,SA,SU")
            }
            let frequency = String(decoding: row.text(8), as: UTF8.self)
            guard frequency.isEmpty || frequencies.contains(frequency.uppercased()) else {
                throw RowProblem(
                    column: 8,
                    "is no frequency; write \(frequencies.joined(separator: ", ")) or leave it empty")
            }
            for column in [11, 12] {
                let text = String(decoding: row.text(column), as: UTF8.self)
                guard text.isEmpty || Schedule.minute(text) != nil else {
                    throw RowProblem(column: column, "is no time of day; write it as 15:00")
                }
            }
            let opensAt = String(decoding: row.text(11), as: UTF8.self)
            guard let opens = Schedule.minute(opensAt),
                let closes = Schedule.minute(String(decoding: row.text(12), as: UTF8.self)), closes < opens
            else { return }
            // A shelter is open overnight.
            guard opens >= 17 * 60, closes <= 12 * 60 else {
                throw RowProblem(
                    column: 12,
                    "lies before opens_at, \(opensAt); only what opens at 17:00 or later closes on the next "
                        + "morning, by 12:00")
            }
        })

    /// How often something recurs, as calendars write it.
    private static let frequencies = [
        "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
    ]
}
