import Engagement
import GRDB
import NearestName

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
            let name = String(decoding: words, as: UTF8.self)
            refuse(
                row, column: 2, value: name,
                "is no goal of the student that was set on \(day)\(try nearestGoal(to: name, student: slots[0])); add "
                    + "it to goals.csv or drop this row")
            return false
        }
    }

    /// The goal of the student that was meant, as a question in brackets; empty where none is near.
    private func nearestGoal(to words: String, student: Int64) throws -> String {
        let goals = try Row.fetchAll(
            session.database, sql: "SELECT goal, set_on FROM goal WHERE student = ? ORDER BY set_on",
            arguments: [student]
        ).map { row in (words: row[0] as String, day: CalendarDate(dayNumber: row[1])) }
        let near =
            goals.contains { $0.words == words } ? words : nearestName(to: words, among: goals.map(\.words))
        guard let goal = goals.last(where: { $0.words == near }) else { return "" }
        return " (did you mean '\(visible(goal.words))', set on \(goal.day)?)"
    }
}
