import Engagement

extension RecordLayout {
    static let contacts = RecordLayout(
        name: "contacts", table: "contact",
        prose: "A mentor's contacts about a student, with the student and with others.",
        columns: [
            .student,
            .date,
            LayoutColumn(
                "mentor_id", .reference(.mentor), .required, key: true, stored: "mentor",
                prose: "The mentor.", example: "M-3"),
            LayoutColumn(
                "with", .words(Constituent.self), .required, key: true, prose: "Whom the contact was with.",
                example: "guardian"),
            LayoutColumn(
                "role", .words(MentorRole.self), .required, prose: "In which role the mentor acted.",
                example: "case_manager"),
            LayoutColumn(
                "setting", .words(Setting.self), .required, prose: "Where it took place.", example: "home"),
            LayoutColumn("mode", .words(ContactMode.self), prose: "How.", example: "phone"),
            LayoutColumn(
                "minutes", .count, prose: "How long it took, up to \(longestContact).", example: "20"),
            LayoutColumn("person", .text, prose: "The name of whom it was with.", example: "Ngozi Okafor"),
            LayoutColumn(
                "note", .text, prose: "What was said or agreed. Confidential.",
                example: "Agreed on a homework hour"),
            LayoutColumn(
                "contact_id", .text, key: true, absent: LayoutColumn.noText,
                prose: "The contact's id, where there can be two of a kind on a day.", example: "C-17"),
        ],
        check: { (row, _) throws(RowProblem) in
            if let minutes = row.integer(7), minutes > longestContact {
                throw RowProblem(column: 7, "is more than the \(longestContact) minutes of a day")
            }
        })

    /// Minutes.
    private static let longestContact = 24 * 60
}
