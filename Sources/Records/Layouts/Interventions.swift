import Engagement
import NearestName

extension RecordLayout {
    static let interventions = RecordLayout(
        name: "interventions", table: "intervention",
        prose: "Help that students get under the program.",
        columns: [
            .student,
            LayoutColumn(
                "start", .date, .required, key: true, prose: "The first day.", example: "2025-10-06"),
            LayoutColumn(
                "kind", .words(InterventionKind.self), .required, key: true, prose: "How much help it is.",
                example: "intensive"),
            LayoutColumn(
                "focus", .words(InterventionFocus.self), key: true, absent: LayoutColumn.noWord,
                prose: "What it works on.", example: "academic_support"),
            LayoutColumn(
                "end", .date, prose: "The last day; empty while it lasts.", example: "2025-12-12"),
            LayoutColumn(
                "status", .words(InterventionStatus.self),
                prose: """
                    How far it has come; where left out, `completed` with a last day and `active` without one.
                    """, example: "completed"),
            LayoutColumn(
                "role", .words(MentorRole.self), prose: "In which role the mentor acts.", example: "coach"),
            LayoutColumn(
                "mentor_id", .reference(.mentor), stored: "mentor", prose: "The mentor.", example: "M-3"),
            LayoutColumn(
                "indicators", .text,
                prose: "The ids of the indicators it is meant to move, divided by spaces.",
                example: "homework_completion absences"),
            LayoutColumn("outcome", .text, prose: "What came of it.", example: "Homework up to 90 %"),
            LayoutColumn(
                "note", .text, prose: "What there is to add. Confidential.", example: "Tutor twice a week"),
            LayoutColumn(
                "intervention_id", .text, key: true, absent: LayoutColumn.noText,
                prose: "Its id, where two of a kind can begin on a day.", example: "IV-9"),
        ],
        check: { (row, context) throws(RowProblem) in
            try row.requireOrder(from: 1, to: 4)
            let ids = String(decoding: row.text(8), as: UTF8.self).split(separator: " ").map(String.init)
            if ids.isEmpty { return }
            let known = context.names(.indicator)
            for id in ids {
                guard !known.isEmpty, !known.contains(id) else { continue }
                let near = nearestName(to: id, among: known).map { " (did you mean '\($0)'?)" } ?? ""
                throw RowProblem(
                    column: 8,
                    "names '\(visible(id))', which is no indicator\(near); divide ids by spaces, and add the "
                        + "district's own to indicators.csv")
            }
        })
}
