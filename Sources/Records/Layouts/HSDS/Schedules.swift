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
            LayoutColumn("freq", .text, prose: "How often: `WEEKLY`, `DAILY`, `MONTHLY`.", example: "WEEKLY"),
            LayoutColumn(
                "byday", .text, prose: "The days of the week: `MO`, `TU` … `SU`, divided by commas.",
                example: "\"TU,TH\""),
            LayoutColumn("description", .text, prose: "The hours in words.", example: "Not on holidays"),
            LayoutColumn("opens_at", .text, prose: "When it opens.", example: "15:00"),
            LayoutColumn("closes_at", .text, prose: "When it closes.", example: "18:00"),
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
            for column in [11, 12] {
                let text = String(decoding: row.text(column), as: UTF8.self)
                guard text.isEmpty || Schedule.minute(text) != nil else {
                    throw RowProblem(column: column, "is no time of day; write it as 15:00")
                }
            }
        })
}
