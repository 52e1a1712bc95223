/// A student who begins anew: in another school or grade, or after having left. Where the student was before is kept, so
/// that a day of before finds the student as it was then.
extension RecordLoader {
    /// The columns of students.csv that say where a student is, and since when.
    private enum Column {
        static let id = 0, grade = 5, school = 6, from = 7, to = 8
    }

    /// The most days by which a first day is corrected; a later one is that of another year.
    private static let longestCorrection = 31

    /// Whether a row about a student begins a new enrollment after the last day on record, and says no last day of its
    /// own: what is on record is that of the earlier one.
    ///
    /// - Parameters:
    ///   - given: The columns that the row's file gives.
    ///   - stored: What is on record in a column.
    func outlivesLastDay(
        _ slots: UnsafeMutablePointer<Int64>, given: UInt64, stored: (Int) -> Int64
    ) -> Bool {
        layout.referent == .student && given & 1 << UInt64(Column.to) == 0
            && hasLeft(slots, given: given, stored: stored)
    }

    /// The column that says the last day.
    var lastDayColumn: Int { Column.to }

    private func hasLeft(
        _ slots: UnsafeMutablePointer<Int64>, given: UInt64, stored: (Int) -> Int64
    ) -> Bool {
        let last = stored(Column.to)
        return given & 1 << UInt64(Column.from) != 0 && slots[Column.from] != RowSlots.empty
            && last != RowSlots.empty && last < slots[Column.from]
    }

    /// Puts a row's values on record, and where they begin a new enrollment, keeps the one before beside.
    func changeStudent(_ row: Int) throws {
        let slots = block.row(row)
        let given = session.files[Int(slots[storages.count + 1])].columns[layout.name] ?? 0
        bindKeys(of: slots, to: statements.find)
        guard try statements.find.step() else { return statements.find.reset() }
        let outlives = outlivesLastDay(slots, given: given, stored: stored)
        let begins = beginsAnew(slots, given: given)
        statements.find.reset()
        if begins { try keepEnrollment(slots) }
        try change(row)
        if outlives { try clearLastDay(slots) }
    }

    private func beginsAnew(_ slots: UnsafeMutablePointer<Int64>, given: UInt64) -> Bool {
        let (from, before) = (slots[Column.from], stored(Column.from))
        guard given & 1 << UInt64(Column.from) != 0, from != RowSlots.empty,
            before == RowSlots.empty || before < from
        else { return false }
        if hasLeft(slots, given: given, stored: stored) { return true }
        guard before != RowSlots.empty else { return false }
        // Without a last day and in the same place, a first day some weeks later corrects the one on record.
        return from - before > Self.longestCorrection
            || [Column.school, Column.grade].contains { column in
                let known = stored(column)
                return given & 1 << UInt64(column) != 0 && known != RowSlots.empty && known != slots[column]
            }
    }

    private func keepEnrollment(_ slots: UnsafeMutablePointer<Int64>) throws {
        let keep = try SQLiteStatement(
            session.database,
            """
            INSERT OR REPLACE INTO earlier_enrollment
            (student, enrolled_from, enrolled_to, school, grade, import)
            SELECT number, ifnull(enrolled_from, \(LayoutColumn.noDay)), min(ifnull(enrolled_to, ?1), ?1), school,
            grade, import FROM student WHERE student_id = ?2
            """)
        keep.bind(slots[Column.from] - 1, at: 1)
        keep.bind(RowSlots.text(slots[Column.id], in: block.bytes), at: 2)
        try keep.run()
    }

    private func clearLastDay(_ slots: UnsafeMutablePointer<Int64>) throws {
        let clear = try SQLiteStatement(
            session.database, "UPDATE student SET enrolled_to = NULL WHERE student_id = ?")
        clear.bind(RowSlots.text(slots[Column.id], in: block.bytes), at: 1)
        try clear.run()
    }
}
