import Testing

@testable import Engagement

@Suite struct EventTableTests {
    private func table(_ records: [(String, Int)], rows: Int) -> EventTable<CalendarDate> {
        var builder = EventTableBuilder<CalendarDate>()
        for (date, row) in records { builder.append(day(date), row: row) }
        var texts = TextRenumbering(TextPoolBuilder())
        return builder.finish(rowCount: rows, texts: &texts)
    }

    @Test func groupsRecordsByRowAndKeepsTheirOrder() {
        let table = table(
            [("2025-09-02", 2), ("2025-09-05", 0), ("2025-09-03", 2), ("2025-09-01", 0), ("2025-09-09", 2)],
            rows: 4)
        #expect(Array(table[0]) == [day("2025-09-05"), day("2025-09-01")])
        #expect(table[1].isEmpty)
        #expect(Array(table[2]) == [day("2025-09-02"), day("2025-09-03"), day("2025-09-09")])
        #expect(table[3].isEmpty)
        #expect(!table.isEmpty)
    }

    /// Each record keeps who recorded it when the table is put into the order of the rows.
    @Test func originsStayWithTheirRecords() {
        var builder = EventTableBuilder<CalendarDate>()
        let records: [(String, Int, Int32)] = [
            ("2025-09-02", 2, 0), ("2025-09-05", 0, 0), ("2025-09-03", 2, 1), ("2025-09-01", 0, -1),
            ("2025-09-09", 1, 2),
        ]
        for (date, row, origin) in records { builder.append(day(date), row: row, origin: origin) }
        var texts = TextRenumbering(TextPoolBuilder())
        let table = builder.finish(rowCount: 3, texts: &texts)
        #expect(table.records.indices.map(table.origins.number) == [0, nil, 2, 0, 1])
        #expect(self.table([("2025-09-02", 0)], rows: 1).origins.number(of: 0) == nil)
    }

    @Test func canBeEmpty() {
        #expect(table([], rows: 0).isEmpty)
        #expect(table([], rows: 3)[2].isEmpty)
    }

    @Test func textsAreNumberedInTheOrderOfTheFinishedTable() {
        var texts = TextPoolBuilder()
        let unused = texts.intern("unused")
        var builder = EventTableBuilder<Demographic>()
        builder.append(Demographic(name: texts.intern("sex"), value: texts.intern("F")), row: 1)
        builder.append(Demographic(name: texts.intern("sex"), value: texts.intern("M")), row: 0)
        var renumbering = TextRenumbering(texts)
        let table = builder.finish(rowCount: 2, texts: &renumbering)
        let pool = renumbering.new.finish()
        #expect(table[0].map { pool[$0.name] + pool[$0.value] } == ["sexM"])
        #expect(table[1].map { pool[$0.name] + pool[$0.value] } == ["sexF"])
        #expect(table[0].first?.name.number == 1)
        #expect(unused.number == 1, "the unused text had the number that 'sex' has now")
    }
}
