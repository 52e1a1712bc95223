import Testing

@testable import caseload

@Suite struct TableTests {
    private func table() -> Table {
        var table = Table(columns: [
            .init(title: "id", isKey: true), .init(title: "name"),
            .init(title: "attendance.rate", isNumeric: true), .init(title: "school"),
        ])
        table.add(["S-1042-North", "Ana Maria Rivera Gonzales", "93.4 %", "North High"])
        table.add(["S-2", "王小明", "8 %", ""])
        return table
    }

    private func lines(_ width: Int?) -> [String] {
        table().lines(for: Terminal(width: width, hasColor: false))
    }

    @Test func standsInFullWhereThereIsNoTerminal() {
        #expect(
            lines(nil) == [
                "id            name                       attendance.rate  school",
                "S-1042-North  Ana Maria Rivera Gonzales           93.4 %  North High",
                "S-2           王小明                                 8 %",
            ])
    }

    @Test func titlesGiveWayBeforeTexts() {
        #expect(
            lines(61) == [
                "id            name                       attenda…  school",
                "S-1042-North  Ana Maria Rivera Gonzales    93.4 %  North High",
                "S-2           王小明                          8 %",
            ])
    }

    @Test func textsGiveWayAndKeysAndNumbersDoNot() {
        #expect(
            lines(50) == [
                "id            name            attenda…  school",
                "S-1042-North  Ana Maria Riv…    93.4 %  North High",
                "S-2           王小明               8 %",
            ])
    }

    @Test(arguments: 20...60)
    func noLineIsLongerThanTheTerminal(width: Int) {
        for line in lines(width) { #expect(line.displayWidth <= width, "\(line)") }
    }

    @Test func columnsWithoutRoomAreNamed() {
        #expect(
            lines(40) == [
                "id            name              attenda…",
                "S-1042-North  Ana Maria River…    93.4 %",
                "S-2           王小明                 8 %",
                "… no room for school",
            ])
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
