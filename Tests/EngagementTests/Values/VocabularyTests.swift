import Engagement
import Testing

@Suite struct VocabularyTests {
    /// The numbers stand in databases and fingerprints: a word must keep the number it has.
    @Test func wordsKeepTheirNumbers() {
        #expect(words(AttendanceCode.self) == "present excused unexcused tardy early_departure missed_class")
        #expect(
            words(DisciplineKind.self) == "referral detention in_school_suspension out_of_school_suspension")
        #expect(words(ActivityKind.self) == "extracurricular school_event community_event")
        #expect(words(TermKind.self) == "schoolYear semester term gradingPeriod")
        #expect(
            words(HomeworkStatus.self)
                == "exempt fully graded not submitted partially graded submitted")
        #expect(words(EngagementDomain.self) == "academic behavioral cognitive affective")
        #expect(words(Setting.self) == "school home community")
        #expect(words(Indicator.Cadence.self) == "daily weekly term twice_a_year")
        #expect(words(Indicator.Direction.self) == "higher lower")
        #expect(
            words(RecordKind.self)
                == "identity demographics attendance discipline grades credits homework observations survey "
                + "activities contacts interventions linkages goals guardians notes scores fidelity")
    }

    @Test func everyWordIsReadBack() {
        expectReadBack(AttendanceCode.self)
        expectReadBack(DisciplineKind.self)
        expectReadBack(ActivityKind.self)
        expectReadBack(TermKind.self)
        expectReadBack(HomeworkStatus.self)
        expectReadBack(EngagementDomain.self)
        expectReadBack(Setting.self)
        expectReadBack(Indicator.Cadence.self)
        expectReadBack(Indicator.Direction.self)
        expectReadBack(RecordKind.self)
    }

    @Test(arguments: ["", "Present", "absent", "present "])
    func otherWordsAreNone(word: String) {
        #expect(AttendanceCode(name: word) == nil)
    }

    private func words<Words: Vocabulary>(_ words: Words.Type) -> String {
        words.allCases.sorted { $0.rawValue < $1.rawValue }.map(\.name).joined(separator: " ")
    }

    private func expectReadBack<Words: Vocabulary>(_ words: Words.Type) {
        for word in words.allCases {
            #expect(Words(name: word.name) == word)
        }
        #expect(Set(words.names).count == words.allCases.count)
        #expect(words.allCases.map(\.rawValue).sorted() == Array(0..<UInt32(words.allCases.count)))
    }
}
