import Testing

@testable import Engagement

@Suite struct TextPoolTests {
    @Test func equalTextsHaveOneNumber() {
        var builder = TextPoolBuilder()
        let north = builder.intern("North")
        let south = builder.intern("South")
        #expect(builder.intern("North") == north)
        #expect(north != south)
        let pool = builder.finish()
        #expect(pool[north] == "North")
        #expect(pool[south] == "South")
    }

    @Test func theEmptyTextIsNone() {
        var builder = TextPoolBuilder()
        #expect(builder.intern("") == .none)
        let word = builder.intern("word")
        let pool = builder.finish()
        #expect(pool[.none] == "")
        #expect(pool.ifKnown(.none) == nil)
        #expect(pool.ifKnown(word) == "word")
        #expect(pool.utf8(.none).isEmpty)
    }

    @Test func normalizationFormsAreTwoTexts() {
        var builder = TextPoolBuilder()
        #expect(builder.intern("\u{E9}") != builder.intern("e\u{301}"))
    }

    @Test func staysRightWhileItGrows() {
        var builder = TextPoolBuilder()
        let texts = (0..<20_000).map { "text \($0)" }
        let numbers = texts.map { builder.intern($0) }
        #expect(texts.map { builder.intern($0) } == numbers)
        let pool = builder.finish()
        #expect(numbers.map { pool[$0] } == texts)
    }

    @Test func keepsControlCharactersAndLongTexts() {
        var builder = TextPoolBuilder()
        let wild = "a\u{0}b\u{1B}[31m\r\n"
        let long = String(repeating: "x", count: 1 << 20)
        let numbers = [builder.intern(wild), builder.intern(long)]
        let pool = builder.finish()
        #expect(Array(pool[numbers[0]].utf8) == Array(wild.utf8))
        #expect(pool.utf8(numbers[1]).count == 1 << 20)
    }
}
