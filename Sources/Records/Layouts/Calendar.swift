extension RecordLayout {
    static let calendar = RecordLayout(
        name: "calendar", table: "calendar",
        prose: """
            School days, and days off. A row without a school stands for every school; a row of a school \
            goes before it. A school without school days here has those on which attendance was noted.
            """,
        columns: [
            LayoutColumn(
                "date", .date, .required, key: true, prose: "The day.", example: "2025-09-02"),
            LayoutColumn(
                "school_id", .reference(.school), key: true, stored: "school", absent: 0,
                prose: "The school; empty for every school.", example: "HS-1"),
            LayoutColumn(
                "school_day", .yesNo, absent: 1, prose: "Whether school is held; empty means yes.",
                example: "yes"),
            LayoutColumn("note", .text, prose: "Why not, or what is special.", example: "First day"),
        ],
        keyOrder: [1, 0])
}

extension ColumnType {
    /// Yes or no.
    static let yesNo = ColumnType.word([Word(name: "yes", number: 1), Word(name: "no", number: 0)])
}
