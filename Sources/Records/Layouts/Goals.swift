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
        })
}
