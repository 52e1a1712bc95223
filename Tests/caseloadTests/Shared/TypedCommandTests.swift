import Testing

@testable import caseload

@Suite struct TypedCommandTests {
    @Test(
        arguments: [
            (["/x/caseload", "run", "a"], "caseload run a --resume"),
            (["caseload", "run", "a", "--resume", "--db=b.db"], "caseload run a --resume --db=b.db"),
            (
                ["caseload", "run", "a", "--students", "grade = 9", "--title", "it's", ""],
                #"caseload run a --students 'grade = 9' --title 'it'\''s' '' --resume"#
            ),
        ] as [([String], String)])
    func canBeTypedAgain(_ arguments: [String], _ text: String) {
        #expect(TypedCommand.text(adding: "--resume", to: arguments) == text)
    }
}
