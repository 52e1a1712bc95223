import Testing

@testable import Engagement

/// Outcomes as bytes: what goes in comes out, and what another process says is read with care.
@Suite struct OutcomeBlockTests {
    private static let tiers = ["basic", "intensive"]
    private static let outcomes: [StudentOutcome] = [
        .notScored, .failed("init.lua:3: büm"), .scored(Score(score: 12.5)),
        .scored(
            Score(
                score: 0, tier: "intensive", domains: [.academic: 1, .affective: 99.5],
                reasons: ["often äbsent", "", "a reason of more than eight letters"])),
        .scored(Score(tier: "basic", domains: [.cognitive: 100])),
        .proposed([Proposal(service: "food", reason: "hungry", priority: 2)]),
    ]

    private static let bytes = outcomes.reduce(into: [UInt8]()) {
        OutcomeBlock.append($1, tiers: tiers, to: &$0)
    }

    @Test func whatGoesInComesOut() {
        let block = OutcomeBlock(Self.outcomes, tiers: Self.tiers)
        #expect(block.count == 6)
        #expect(block.outcomes == Self.outcomes)
        #expect(OutcomeBlock(Self.bytes, count: 6, tiers: Self.tiers)?.outcomes == Self.outcomes)
        block.withEntry(3) { entry in
            #expect(entry.isScore && entry.score == 0 && entry.tier == 1 && entry.reasonCount == 3)
        }
        block.withEntry(1) {
            #expect($0.isFailure && String(decoding: $0.message, as: UTF8.self) == "init.lua:3: büm")
        }
    }

    @Test func aTextThatIsTooLongIsCutBehindALetter() {
        let long = String(repeating: "ä", count: 40_000)
        let block = OutcomeBlock([.failed(long), .scored(Score(score: 1, reasons: [long]))], tiers: [])
        let cut = String(repeating: "ä", count: 32_767)
        #expect(block.outcomes == [.failed(cut), .scored(Score(score: 1, reasons: [cut]))])
    }

    @Test func whatIsNoBlockIsRefused() {
        #expect(OutcomeBlock(Self.bytes, count: 5, tiers: Self.tiers) == nil)
        #expect(OutcomeBlock(Self.bytes, count: 7, tiers: Self.tiers) == nil)
        #expect(OutcomeBlock(Self.bytes, count: 6, tiers: ["basic"]) == nil)
        for length in 0..<Self.bytes.count {
            #expect(
                OutcomeBlock(Array(Self.bytes[..<length]), count: 6, tiers: Self.tiers) == nil, "\(length)")
        }
        var broken = Self.bytes
        for place in broken.indices where broken[place] == 0xc3 { broken[place] = 0xff }
        #expect(OutcomeBlock(broken, count: 6, tiers: Self.tiers) == nil)
        #expect(OutcomeBlock([9], count: 1, tiers: []) == nil)
    }

    /// Wherever it stands in a text of any length: most bytes are looked at eight at a time.
    @Test(arguments: 1...26)
    func aByteThatIsNoTextIsSeen(_ length: Int) {
        for place in 0..<length {
            var text = [UInt8](repeating: 0x61, count: length)
            text[place] = 0xff
            let bytes = [2, UInt8(length), 0] + text
            #expect(OutcomeBlock(bytes, count: 1, tiers: []) == nil, "byte \(place)")
            guard place + 1 < length else { continue }
            text.replaceSubrange(place...place + 1, with: Array("ä".utf8))
            let block = OutcomeBlock([2, UInt8(length), 0] + text, count: 1, tiers: [])
            #expect(block?.outcomes == [.failed(String(decoding: text, as: UTF8.self))], "byte \(place)")
        }
    }
}
