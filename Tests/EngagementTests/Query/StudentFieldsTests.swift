import Engagement
import Testing

@Suite struct StudentFieldsTests {
    private let district = QueriedDistrict()

    @Test(
        arguments: [
            ("id", 0, .text("S-1")), ("name", 0, .text("Ana Rivera")), ("name", 2, .text("S-3")),
            ("given_name", 2, .missing), ("grade", 0, .number(9)), ("grade", 3, .missing),
            ("school", 1, .text("South High")), ("school", 3, .missing), ("mentor", 3, .text("Jo Kim")),
            ("mentor", 2, .missing), ("enrolled_from", 3, .missing), ("attendance.rate", 0, .number(0.5)),
            ("attendance.rate", 3, .missing), ("attendance.absences", 1, .number(0)),
            ("attendance.absences", 3, .missing), ("attendance_rate", 0, .number(0.5)),
            ("discipline.referrals", 0, .missing), ("credits.earned", 0, .missing),
            ("homework.completion", 0, .missing), ("autonomy", 0, .number(3)), ("autonomy", 1, .missing),
            ("engagement.cognitive.autonomy", 2, .number(2)), ("demographics.sex", 0, .text("F")),
            ("demographics.sex", 1, .missing), ("check-and-connect.score", 0, .number(80)),
            ("check-and-connect.tier", 1, .text("basic")), ("score", 2, .missing), ("tier", 3, .missing),
            ("reasons", 0, .text("missed 50 %; no club")), ("reasons", 1, .missing),
            ("ATTENDANCE.Rate", 0, .number(0.5)),
        ] as [(String, Int, FieldValue)])
    func fieldsHaveTheirValues(name: String, row: Int, value: FieldValue) throws {
        #expect(try district.fields.field(named: name).value(row: row) == value)
    }

    @Test(arguments: [
        ("attendence.rate", "no field 'attendence.rate'; did you mean 'attendance.rate'?"),
        ("garde", "no field 'garde'; did you mean 'grade'?"), ("shoe_size", "no field 'shoe_size'"),
        ("check-and-conect.tier", "no field 'check-and-conect.tier'; did you mean 'check-and-connect.tier'?"),
    ])
    func aNameThatIsNoneIsAnError(name: String, message: String) {
        let error = #expect(throws: FieldError.self) { try district.fields.field(named: name) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ([], "no 'score' yet: no scoring plugin has results on record"),
        (
            ["b", "a"],
            "'score' leaves open whose, as check-and-connect has no results; write a.score or b.score"
        ),
    ])
    func aBareScoreMustHaveOneOwner(plugins: [String], message: String) {
        let fields = QueriedDistrict(plugins: plugins).fields
        let error = #expect(throws: FieldError.self) { try fields.field(named: "score") }
        #expect(error?.description == message)
    }

    /// The example of the design, `{ grade = 9, tier = "intensive" }`, where several plugins have scored.
    @Test func aBareTierOfSeveralIsTheProgramsOwn() throws {
        let fields = QueriedDistrict(plugins: ["a", "check-and-connect", "z"]).fields
        #expect(try fields.field(named: "tier").name == "check-and-connect.tier")
        #expect(try fields.field(named: "Score").name == "check-and-connect.score")
    }

    /// Proposals of services are no score that a tier could be of.
    @Test func whatOnlyProposesIsNoOwnerOfAScore() throws {
        let linking = QueriedDistrict(plugins: ["service-match"]).results[0].run
        let proposals = RunResults(run: linking, outcomes: ["S-1": .proposed([]), "S-2": .notScored])
        let one = QueriedDistrict(plugins: ["a"])
        let fields = StudentFields(one.snapshot, results: one.results + [proposals])
        #expect(try fields.field(named: "tier").name == "a.tier")
        let two = StudentFields(
            one.snapshot, results: one.results + QueriedDistrict(plugins: ["b"]).results + [proposals])
        let error = #expect(throws: FieldError.self) { try two.field(named: "tier") }
        #expect(error?.description.hasSuffix("write a.tier or b.tier") == true)
    }

    @Test func whatIsNotInViewCannotBeAsked() throws {
        let fields = StudentFields(district.snapshot, results: district.results, reading: [.attendance])
        #expect(try fields.field(named: "attendance.rate").value(row: 0) == .number(0.5))
        #expect(try fields.field(named: "id").value(row: 0) == .text("S-1"))
        #expect(fields.all.filter { $0.name == "name" || $0.name == "autonomy" }.isEmpty)
        for (name, needed) in [
            ("name", "'identity'"), ("autonomy", "'observations' or 'survey'"),
            ("demographics.sex", "'demographics'"),
            ("engagement.cognitive.autonomy", "'observations' or 'survey'"), ("score", "'scores'"),
            ("check-and-connect.tier", "'scores'"), ("homework.due", "'homework'"),
        ] {
            let error = #expect(throws: FieldError.self) { try fields.field(named: name) }
            #expect(error?.description == "'\(name)' is not in view; it needs \(needed)")
        }
    }

    @Test func valuesOfKindsThatAreNotInViewDoNotCount() throws {
        var small = SmallDistrict()
        small.observe("2025-09-08", "autonomy", 4)
        small.answer("2025-09-05", "autonomy", 2)
        let snapshot = small.snapshot()
        func autonomy(_ kinds: Set<RecordKind>) throws -> FieldValue {
            try StudentFields(snapshot, reading: kinds).field(named: "autonomy").value(row: 0)
        }
        #expect(try autonomy([.survey]) == .number(2))
        #expect(try autonomy([.observations]) == .number(4))
        #expect(try autonomy([.survey, .observations]) == .number(4))
    }

    @Test func everyFieldIsFoundByItsNameAndNamedOnce() throws {
        let fields = district.fields
        for field in fields.all {
            #expect(try fields.field(named: field.name).title == field.title)
            #expect(!field.title.isEmpty)
            #expect(field.unit.isEmpty == (field.type != .number), "\(field.name)")
        }
        #expect(Set(fields.all.map(\.name)).count == fields.all.count)
    }

    @Test func aDistrictsIndicatorDoesNotHideAFieldOfTheRoll() throws {
        let own = Indicator(
            id: "grade", domain: .academic, title: "Own", unit: "own", cadence: .term, kind: .observations)
        var small = SmallDistrict(own: [own])
        small.observe("2025-09-08", "grade", 4)
        let fields = StudentFields(small.snapshot())
        #expect(try fields.field(named: "grade").value(row: 0) == .missing)
        #expect(try fields.field(named: "engagement.academic.grade").value(row: 0) == .number(4))
    }

    @Test(
        arguments: [
            ("attendance.rate", .number(0.93421), "93.4 %"), ("attendance.rate", .number(1), "100 %"),
            ("attendance.rate", .number(0.0004), "0 %"), ("grade", .number(9), "9"),
            ("grade", .number(0), "KG"),
            ("grade", .number(-1), "PK"), ("autonomy", .number(2.5), "2.5"),
            ("autonomy", .number(2.005), "2.01"),
            ("autonomy", .number(-0.05), "-0.05"), ("autonomy", .number(-1234.5), "-1234.5"),
            ("autonomy", .number(1e300), "1e+300"), ("autonomy", .missing, ""), ("name", .text("Bo"), "Bo"),
            ("enrolled_from", .date(day("2025-09-01")), "2025-09-01"),
        ] as [(String, FieldValue, String)])
    func valuesReadAsPeopleWriteThem(name: String, value: FieldValue, text: String) throws {
        #expect(try district.fields.field(named: name).description(of: value) == text)
    }
}
