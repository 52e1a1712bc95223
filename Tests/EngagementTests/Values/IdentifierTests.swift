import Engagement
import Testing

@Suite struct IdentifierTests {
    @Test func normalizationFormsAreTwoKeys() {
        let composed = "Ren\u{E9}e"
        let decomposed = "Rene\u{301}e"
        #expect(composed == decomposed, "as texts they are equal, which is why keys are compared by byte")
        #expect(Identifier(composed) != Identifier(decomposed))
        #expect(Set([Identifier(composed), Identifier(decomposed)]).count == 2)
    }

    @Test(arguments: [
        ("a", "b"), ("A", "a"), ("10", "9"), ("a", "aa"), ("z", "\u{E9}"), ("e\u{301}", "\u{E9}"),
    ])
    func ordersByBytes(smaller: String, larger: String) {
        #expect(Identifier(smaller) < Identifier(larger))
        #expect(!(Identifier(larger) < Identifier(smaller)))
    }

    @Test func isKeptAsWritten() {
        #expect(Identifier(" S-1 ").description == " S-1 ")
        #expect(Identifier("S-1") != Identifier("s-1"))
    }
}
