import Testing

@testable import caseload

@Suite struct TableTests {
    private func table() -> Table {
        var table = Table(columns: [
            .init(title: "id"), .init(title: "name"), .init(title: "rate", isNumeric: true),
            .init(title: "school"),
        ])
        table.add(["S-1", "Ana Maria Rivera Gonzales", "93.4 %", "North High"])
        table.add(["S-2", "王小明", "8 %", ""])
        return table
    }

    private func lines(_ width: Int?) -> [String] {
        table().lines(for: Terminal(width: width, hasColor: false))
    }

    @Test func standsInFullWhereThereIsNoTerminal() {
        #expect(
            lines(nil) == [
                "id   name                         rate  school",
                "S-1  Ana Maria Rivera Gonzales  93.4 %  North High",
                "S-2  王小明                        8 %",
            ])
    }

    @Test func textsGiveWayBeforeNumbers() {
        #expect(
            lines(40) == [
                "id   name               rate  school",
                "S-1  Ana Maria Rive…  93.4 %  North High",
                "S-2  王小明              8 %",
            ])
    }

    @Test(arguments: 20...60)
    func noLineIsLongerThanTheTerminal(width: Int) {
        for line in lines(width) { #expect(line.displayWidth <= width, "\(line)") }
    }

    @Test func columnsWithoutRoomAreNamed() {
        let lines = lines(24)
        #expect(lines.last == "… no room for school")
        #expect(lines[1] == "S-1  Ana Maria …  93.4 %")
    }

    @Test func cellsCannotSteerTheTerminal() {
        var table = Table(columns: [.init(title: "\u{1B}t")])
        table.add(["\u{1B}[2J\nx"])
        #expect(table.lines(for: Terminal(width: 80, hasColor: false)) == ["␛t", "␛[2J␊x"])
    }

    @Test func titlesAreBoldWhereColorsAre() {
        let lines = Table(columns: [.init(title: "id")]).lines(for: Terminal(width: 80, hasColor: true))
        #expect(lines == ["\u{1B}[1mid\u{1B}[0m"])
    }
}
