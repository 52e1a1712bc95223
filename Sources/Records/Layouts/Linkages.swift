import Engagement

extension RecordLayout {
    static let linkages = RecordLayout(
        name: "linkages", table: "linkage_step",
        prose: """
            The steps of students' linkages to services, a step a row: `proposed`, `referred`, `enrolled`, \
            `active`, then `completed`, `declined` or `ended`. A step may be left out, none is taken back. \
            A row that repeats the status before it is a note on how the linkage goes.
            """,
        columns: [
            .student,
            LayoutColumn(
                "service_id", .reference(.service), .required, key: true, stored: "service",
                prose: "The service.", example: "SV-1"),
            .date,
            LayoutColumn(
                "status", .words(LinkageStatus.self), .required, key: true,
                prose: "How far the linkage has come with the step.", example: "referred"),
            LayoutColumn(
                "mentor_id", .reference(.mentor), stored: "mentor", prose: "The mentor who coordinates it.",
                example: "M-3"),
            LayoutColumn(
                "domain", .words(EngagementDomain.self), prose: "The domain it is to help with.",
                example: "academic"),
            LayoutColumn(
                "priority", .count, prose: "1, the most urgent, to 5.", example: "2"),
            LayoutColumn(
                "reason", .text, prose: "Why it was proposed.", example: "Homework completion at 40 %"),
            LayoutColumn("outcome", .text, prose: "What came of it.", example: ""),
            LayoutColumn("proposed_by", .text, prose: "The plugin that proposed it.", example: ""),
            LayoutColumn(
                "note", .text, prose: "What there is to add. Confidential.",
                example: "Form handed to the mother"),
            LayoutColumn(
                "linkage_id", .text, key: true, absent: LayoutColumn.noText,
                prose: "Which linkage it is, where a student has had several to one service.", example: ""),
            LayoutColumn(
                "step_id", .text, key: true, absent: LayoutColumn.noText,
                prose: "The step's id, where there can be two of a status on a day.", example: ""),
        ],
        keyOrder: [0, 1, 11, 2, 3, 12],
        check: { (row, _) throws(RowProblem) in
            guard let priority = row.integer(6), !(1...5).contains(priority) else { return }
            throw RowProblem(column: 6, "is no priority: 1, the most urgent, to 5")
        },
        review: { (loader, rows) in try loader.linkageSteps(inOrder: rows) })
}
