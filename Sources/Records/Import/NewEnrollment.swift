/// A student who begins anew: in another school or grade, or after having left. Where the student was before is kept, so
/// that a day of before finds the student as it was then.
extension RecordLoader {
    /// The columns of students.csv that say where a student is, and since when.
    private enum Column {
        static let id = 0, grade = 5, school = 6, from = 7, to = 8
    }

    /// The most days by which a first day is corrected; a later one is that of another year.
    private static let longestCorrection = 31

    /// The columns of the record that was found which a row does not give and puts out of date: the last day of a student
    /// whose new enrollment begins after it.
    func outdated(by slots: UnsafeMutablePointer<Int64>) -> [Int] {
        layout.referent == .student && !gives(Column.to, slots) && hasLeft(before: slots) ? [Column.to] : []
    }

    /// Puts a row's values on record, and where they begin a new enrollment, keeps the one before beside.
    func changeStudent(_ row: Int) throws {
        let slots = block.row(row)
        bindKeys(of: slots, to: statements.find)
        guard try statements.find.step() else { return statements.find.reset() }
        let (begins, outlives) = (beginsAnew(slots), !outdated(by: slots).isEmpty)
        statements.find.reset()
        if begins { try keepEnrollment(slots) }
        try change(row)
        if outlives { try clearLastDay(slots) }
    }

    private func gives(_ column: Int, _ slots: UnsafeMutablePointer<Int64>) -> Bool {
        given(of: slots) & 1 << UInt64(column) != 0
    }

    private func hasLeft(before slots: UnsafeMutablePointer<Int64>) -> Bool {
        let last = stored(Column.to)
        return gives(Column.from, slots) && slots[Column.from] != RowSlots.empty
            && last != RowSlots.empty && last < slots[Column.from]
    }

    private func beginsAnew(_ slots: UnsafeMutablePointer<Int64>) -> Bool {
        let (from, before) = (slots[Column.from], stored(Column.from))
        guard gives(Column.from, slots), from != RowSlots.empty, before == RowSlots.empty || before < from
        else { return false }
        if hasLeft(before: slots) { return true }
        guard before != RowSlots.empty else { return false }
        // Without a last day and in the same place, a first day some weeks later corrects the one on record.
        return from - before > Self.longestCorrection
            || [Column.school, Column.grade].contains { column in
                let known = stored(column)
                return gives(column, slots) && known != RowSlots.empty && known != slots[column]
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
