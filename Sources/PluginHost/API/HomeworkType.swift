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
                    "items", returns: "caseload.HomeworkItem[]",
                    summary: "All pieces on record: title, assigned, due, status, score, maximum.",
                    example:
                        "for _, piece in ipairs(student.homework:items()) do print(piece.title, piece.status) end"
                ) { [unowned self] period, call in
                    let state = call.state
                    return try list(Array(snapshot.homework[Int(period.row)]), in: state) {
                        piece throws(LuaError) in
                        [
                            "title": value(piece.title), "status": .string(piece.status.name),
                            "assigned": try value(piece.assigned, in: state),
                            "due": try value(piece.due, in: state), "score": value(piece.score),
                            "maximum": value(piece.maximum),
                        ]
                    }
                }
            ])
    }
}
