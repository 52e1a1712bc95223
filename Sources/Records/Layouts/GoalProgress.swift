import Engagement
import GRDB

extension RecordLayout {
    static let goalProgress = RecordLayout(
        name: "goal_progress", table: "goal_progress",
        prose: """
            How far students had come with their goals on a day. From that day on it counts instead of the \
            progress in goals.csv, until the next day that has one.
            """,
        columns: [
            .student,
            LayoutColumn(
                "set_on", .date, .required, key: true, prose: "The day the goal was set.",
                example: "2025-09-22"),
            LayoutColumn(
                "goal", .identifier, .required, key: true, prose: "The goal, in the words of goals.csv.",
                example: "Pass Algebra I"),
            LayoutColumn(
                "date", .date, .required, key: true, prose: "The day it is of.", example: "2025-11-14"),
            LayoutColumn(
                "progress", .decimal(minimum: 0, maximum: 100), .required,
                prose: "How far the student has come, in percent.", example: "60"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 1, to: 3)
        },
        review: { (loader, rows) in try loader.progressOfGoals(rows) })
}

extension RecordLoader {
    /// Those rows of goal_progress.csv whose goal is on record; the others are refused.
    fileprivate func progressOfGoals(_ rows: [UInt32]) throws -> [UInt32] {
        let goal = try SQLiteStatement(
            session.database, "SELECT 1 FROM goal WHERE student = ? AND set_on = ? AND goal = ?")
        return try rows.filter { row in
            let slots = block.row(Int(row))
            let words = RowSlots.text(slots[2], in: block.bytes)
            goal.bind(slots[0], at: 1)
            goal.bind(slots[1], at: 2)
            goal.bind(words, at: 3)
            defer { goal.reset() }
            if try goal.step() { return true }
            let day = CalendarDate(dayNumber: Int32(truncatingIfNeeded: slots[1]))
            refuse(
                row,
                "column goal: '\(visible(String(decoding: words, as: UTF8.self)))' is no goal of the student that "
                    + "was set on \(day); add it to goals.csv or drop this row")
            return false
        }
    }
}
