import Engagement
import Lua

extension View {
    func homeworkType() -> LuaType<Period> {
        LuaType(
            "caseload.Homework",
            summary:
                "A student's homework of the school year that was due by the as-of date. All figures are nil "
                + "where none is on record.",
            fields: [
                .integer("due", "Pieces that were due; exempt ones do not count.") { [unowned self] period in
                    snapshot.homework(of: Int(period.row))?.due
                },
                .integer("submitted", "Pieces handed in.") { [unowned self] period in
                    snapshot.homework(of: Int(period.row))?.submitted
                },
                .number("completion", "Share of the pieces due handed in, 0 to 1.") { [unowned self] period in
                    snapshot.homework(of: Int(period.row))?.completion
                },
                .number("accuracy", "Share of the possible points reached, 0 to 1.") {
                    [unowned self] period in
                    snapshot.homework(of: Int(period.row))?.accuracy
                },
            ],
            methods: [
                LuaMethod(
                    "items", returns: "caseload.HomeworkItem[]|caseload.Records",
                    summary: "All pieces on record.",
                    example:
                        "for _, piece in ipairs(student.homework:items()) do print(piece.title, piece.status) end"
                ) { [unowned self] period, call in
                    try list(snapshot.homework, homeworkItem, row: period.row, call)
                }
            ])
    }

    func homeworkItemType() -> LuaType<RecordInView<HomeworkItem>> {
        recordedType(
            "HomeworkItem", "A piece of homework.",
            [
                textField("title", "What it is called.") { $0.record.title },
                dayField("The day it was given.", "assigned", type: "caseload.Date?") { $0.record.assigned },
                dayField("The day it was due.", "due", type: "caseload.Date?") { $0.record.due },
                wordField("status", "exempt, fully graded, not submitted, partially graded or submitted.") {
                    $0.record.status
                },
                .number("score", "The points reached.") { $0.record.score.isNaN ? nil : $0.record.score },
                .number("maximum", "The most points there were.") {
                    $0.record.maximum.isNaN ? nil : $0.record.maximum
                },
            ])
    }
}
