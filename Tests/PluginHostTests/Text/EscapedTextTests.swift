import Testing

@testable import PluginHost

@Suite struct EscapedTextTests {
    @Test(arguments: [
        ("Ada Sample", "Ada Sample"), ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
        ("a\u{1B}[2Jb\u{7F}", "a␛[2Jb␡"),
        ("a\r\nb\rc", "a\nb\nc"), ("\u{202E}abc", "\u{202E}abc\u{202C}"),
        ("\u{2067}a\u{202B}b", "\u{2067}a\u{202B}b\u{202C}\u{2069}"),
        ("a\u{202C}\u{2069}b", "ab"), ("\u{2067}a\u{2069}b", "\u{2067}a\u{2069}b"),
        ("👩‍👩‍👧 e\u{301} سلام", "👩‍👩‍👧 e\u{301} سلام"),
        // One Character with the mark behind it, and a quotation mark nonetheless.
        ("\"\u{301} onload=x", "&quot;\u{301} onload=x"), ("<\u{338}script>", "&lt;\u{338}script&gt;"),
    ])
    func html(text: String, escaped: String) {
        #expect(Array(HTMLText.escape(text).unicodeScalars) == Array(escaped.unicodeScalars))
    }

    @Test(arguments: [
        ("100 %", "100&nbsp;%"), ("a 5 % b %", "a 5&nbsp;% b %"),
        ("since 2025-09-08.", "since <time>2025-09-08</time>."),
        ("2025-09-08", "<time>2025-09-08</time>"), ("12025-09-08", "12025-09-08"),
        ("2025-09-081", "2025-09-081"),
        ("2025-09-08-1", "2025-09-08-1"), ("555-0141", "555-0141"), ("2025-9-08", "2025-9-08"), ("-", "-"),
        ("%", "%"),
        ("<b>2025-09-08 % ", "&lt;b&gt;<time>2025-09-08</time>&nbsp;% "), ("é 7 %", "é 7&nbsp;%"),
    ])
    func whatIsOneValueStaysOnOneLine(text: String, prose: String) {
        #expect(Array(HTMLText.prose(text).unicodeScalars) == Array(prose.unicodeScalars))
    }

    @Test func bytesThatAreNoTextBecomeTheSignForThat() {
        #expect(HTMLText.escape([0x61, 0xFF, 0x3C]) == Array("a\u{FFFD}&lt;".utf8))
        #expect(MarkdownText.escape([0xC3]) == Array("\u{FFFD}".utf8))
    }

    @Test(arguments: [
        ("plain, text. (yes) - no # hash", "plain, text. (yes) - no # hash"), ("- item", "\\- item"),
        ("+1", "\\+1"),
        ("12. x", "12\\. x"), ("12.", "12\\."), ("12.5 %", "12.5 %"), ("12) x", "12\\) x"), ("# x", "\\# x"),
        ("===", "\\==="),
        ("a\nb\tc", "a b c"), ("`x` ~y~ | z", "\\`x\\` \\~y\\~ \\| z"), ("<a href=x>", "\\<a href=x\\>"),
        ("![x](http://y)", "!\\[x\\](http\\://y)"), ("www.x.org me@x.org", "www\\.x.org me\\@x.org"),
        ("&lt;", "\\&lt;"),
    ])
    func markdown(text: String, escaped: String) {
        #expect(MarkdownText.escape(text) == escaped)
    }

    @Test(arguments: [
        ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""),
        ("\nx", "\"'\nx\""), ("＝1", "'＝1"), ("a=1", "a=1"), ("a,b", "\"a,b\""),
        ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("", ""),
    ])
    func csv(text: String, cell: String) {
        #expect(SpreadsheetText.cell(Array(text.utf8)) == Array(cell.utf8))
    }

    @Test(
        arguments: [
            (1, nil, "1"), (0.5, nil, "0.5"), (0.005, nil, "0.01"), (-0.001, nil, "0"), (-1.25, 1, "-1.3"),
            (2, 2, "2.00"),
            (1e300, nil, "1e+300"), (.nan, nil, "–"), (1234567.891, nil, "1234567.89"), (0.05, nil, "0.05"),
        ] as [(Double, Int?, String)])
    func decimals(value: Double, digits: Int?, text: String) {
        #expect(DecimalText.text(value, digits: digits) == text)
    }
}
