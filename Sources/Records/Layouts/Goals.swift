import Engagement

extension RecordLayout {
    static let goals = RecordLayout(
        name: "goals", table: "goal",
        prose: "Goals that students have set, in their own words.",
        columns: [
            .student,
            LayoutColumn(
                "set_on", .date, .required, key: true, prose: "The day it was set.", example: "2025-09-22"),
            LayoutColumn(
                "goal", .identifier, .required, key: true, prose: "The goal, in the student's own words.",
                example: "Pass Algebra I"),
            LayoutColumn("due", .date, prose: "The day by which to reach it.", example: "2026-01-23"),
            LayoutColumn(
                "progress", .decimal(minimum: 0, maximum: 100),
                prose:
                    "How far the student has come, in percent, as far as goal_progress.csv says nothing of a day.",
                example: "100"),
            LayoutColumn(
                "status", .words(GoalStatus.self),
                prose: "What became of it; `active` where left out.", example: "reached"),
            LayoutColumn(
                "closed_on", .date, prose: "The day it was reached or dropped.", example: "2026-01-20"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 1, to: 6)
            if row.integer(5) == Int64(GoalStatus.active.rawValue), row.date(6) != nil {
                throw RowProblem(column: 6, isActive)
            }
        },
        review: { (loader, rows) in try loader.goals(closedOrActive: rows) })
}

extension RecordLayout {
    fileprivate static let isActive =
        "is given, but the goal is active; say in status whether it was reached or dropped, or leave closed_on empty"
}

extension RecordLoader {
    /// Those rows of goals.csv that do not say when an active goal was closed; the others are refused. A status that
    /// the file does not give is as on record.
    fileprivate func goals(closedOrActive rows: [UInt32]) throws -> [UInt32] {
        let known = try SQLiteStatement(
            session.database, "SELECT status FROM goal WHERE student = ? AND set_on = ? AND goal = ?")
        let (status, closedOn) = (5, 6)
        return try rows.filter { row in
            let slots = RowSlots(slots: block.row(Int(row)), bytes: UnsafePointer(block.bytes))
            guard let closed = slots.date(closedOn) else { return true }
            var found = slots.integer(status)
            if given(of: slots.slots) & 1 << UInt64(status) == 0 {
                bindKeys(of: slots.slots, to: known)
                defer { known.reset() }
                if try known.step(), !known.isNull(0) { found = known.integer(0) }
            }
            if let found, found != Int64(GoalStatus.active.rawValue) { return true }
            refuse(row, column: closedOn, value: "\(closed)", RecordLayout.isActive)
            return false
        }
    }
}
