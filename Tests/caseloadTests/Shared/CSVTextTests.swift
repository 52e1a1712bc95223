import Testing

@testable import caseload

@Suite struct CSVTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""), ("a=b", "a=b"), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("", ""), ("'=1", "'=1"),
        ("=\u{301}1", "'=\u{301}1"),
    ])
    func textsAreQuotedAndNoFormulas(text: String, field: String) {
        #expect(CSVText.line([.text(text)]).utf8.elementsEqual((field + "\r\n").utf8))
    }

    @Test func numbersStayNumbers() {
        #expect(CSVText.line([.plain("-1.5"), .plain(""), .text("x")]) == "-1.5,,x\r\n")
    }
}
