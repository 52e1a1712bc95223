import Engagement
import Testing

@Suite struct LinkageStatusTests {
    @Test(
        arguments: [
            (nil, .proposed, true), (nil, .active, true), (nil, .completed, false), (nil, .declined, false),
            (.proposed, .referred, true), (.proposed, .active, true), (.proposed, .declined, true),
            (.proposed, .completed, true), (.referred, .completed, true), (.proposed, .ended, false),
            (.referred, .referred, true), (.referred, .proposed, false), (.referred, .declined, true),
            (.enrolled, .declined, false), (.enrolled, .completed, true), (.enrolled, .ended, true),
            (.active, .active, true), (.active, .enrolled, false), (.active, .completed, true),
            (.completed, .active, false), (.declined, .proposed, false), (.ended, .ended, false),
        ] as [(LinkageStatus?, LinkageStatus, Bool)])
    func aStepIsNeverTakenBack(previous: LinkageStatus?, next: LinkageStatus, isAllowed: Bool) {
        #expect((next.problem(after: previous) == nil) == isAllowed)
    }

    @Test func sayWhatWouldBeRight() {
        #expect(
            LinkageStatus.proposed.problem(after: .active)
                == "'proposed' cannot follow 'active'; active, completed or ended can")
        #expect(
            LinkageStatus.ended.problem(after: nil)
                == "a linkage cannot begin as 'ended'; it begins as proposed, referred, enrolled or active")
        #expect(
            LinkageStatus.referred.problem(after: .declined)
                == "the linkage is declined and closed; a new one to the same service needs a linkage_id of its own"
        )
    }

    @Test func theOpenOnesAreThoseWithANext() {
        for status in LinkageStatus.allCases { #expect(status.isOpen == !status.next.isEmpty) }
    }
}
