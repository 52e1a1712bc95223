import Testing

@testable import caseload

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Zoë", 3), ("e\u{301}", 1), ("王小明", 6), ("ｆｕｌｌ", 8), ("한글", 4),
        ("👍", 2), ("👩‍👧", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("Ω≤·█", 4), ("…", 1), ("🇩🇪", 2), ("\u{200D}", 0),
    ])
    func countsColumnsOfTheTerminal(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("王小明", 5, "王小…"),
        ("王小明", 4, "王…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func cutsToAWidth(text: String, width: Int, cut: String) {
        #expect(text.cut(to: width) == cut)
        #expect(text.cut(to: width).displayWidth <= width)
    }

    @Test func fillsUpToAWidth() {
        #expect("王".padded(to: 4) == "王  ")
        #expect("王".padded(to: 4, onTheLeft: true) == "  王")
        #expect("abc".padded(to: 2) == "abc")
    }

    @Test(arguments: [
        ("one two", 7, ["one two"]), ("one two three", 8, ["one two", "  three"]),
        ("  - one two", 7, ["  - one", "  two"]), ("abcdefghij k", 6, ["abcde…", "  k"]),
    ])
    func wrapsAtSpaces(text: String, width: Int, lines: [String]) {
        #expect(text.wrapped(to: width, indent: "  ") == lines)
    }
}
