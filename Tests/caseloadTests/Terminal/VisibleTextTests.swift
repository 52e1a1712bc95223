import Testing

@testable import caseload

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31mred", "␛[31mred"), ("a\tb\r\nc\u{0}", "a␉b␍␊c␀"),
        ("del\u{7F}", "del␡"),
        ("\u{9B}31m", "\\u{9B}31m"), ("\u{202E}gnp.exe", "\\u{202E}gnp.exe"), ("\u{200F}x", "\\u{200F}x"),
        ("a\u{2028}b", "a\\u{2028}b"), ("\u{FEFF}bom", "\\u{FEFF}bom"),
        ("Zoë e\u{301} 王 👩‍👧", "Zoë e\u{301} 王 👩‍👧"),
        ("می‌خواهم", "می‌خواهم"),
    ])
    func showsWhatWouldSteerTheTerminal(text: String, shown: String) {
        #expect(text.visible == shown)
    }
}
