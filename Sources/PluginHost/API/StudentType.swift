import Engagement
import Lua

/// One student in a view: the row in the snapshot, and the place in the collection it came from, from
/// which a loop finds the next.
struct StudentRow: BitwiseCopyable {
    /// The student's school year, of which the parts about attendance, discipline and the like are copies.
    let year: Period
    let engagement: EngagementRow
    let place: Int32

    init(row: Int, place: Int = 0) {
        year = Period(row: row)
        engagement = EngagementRow(row: Int32(row))
        self.place = Int32(place)
    }

    var row: Int32 { year.row }
}

extension View {
    func studentType() -> LuaType<StudentRow> {
        LuaType(
            "caseload.Student",
            summary:
                "One student as of the run's date. A field of records that the plugin did not declare is an "
                + "error.",
            fields: basicFields() + identityFields() + demographicFields() + recordFields()
                + mentoringFields() + [scoresField()],
            methods: [scoreMethod()] + recordingMethods(),
            metamethods: [
                .text { [unowned self] student in "student \(snapshot.id(of: Int(student.row)))" },
                LuaMetamethod(.equal) { [unowned self] call in
                    .boolean(try call.object(0, student).row == call.object(1, student).row)
                },
            ])
    }

    private func basicFields() -> [LuaField<StudentRow>] {
        [
            LuaField("id", type: "string", summary: "The district's own id.") { [unowned self] student, _ in
                .value(value(snapshot.students.ids[Int(student.row)]))
            },
            .integer("grade", "Year of schooling; 0 is kindergarten.") { [unowned self] student in
                snapshot.grade(of: Int(student.row))
            },
            LuaField("school", type: "caseload.School?", summary: "The school.") {
                [unowned self] student, call in
                let number = snapshot.students.schools[Int(student.row)]
                return number < 0 ? .nil : try call.make(SchoolNumber(number: number), school)
            },
            LuaField(
                "mentors", type: "caseload.Mentor[]|caseload.Records",
                summary: "The mentors on the run's date."
            ) { [unowned self] student, call in
                try value(mentors(snapshot.caseloads[Int(student.row)].map { Int($0.mentor) }), call)
            },
        ]
    }

    private func identityFields() -> [LuaField<StudentRow>] {
        func field(
            _ name: String, _ summary: String, _ column: KeyPath<StudentColumns, Column<Text>>
        ) -> LuaField<StudentRow> {
            LuaField(name, type: "string?", summary: "\(summary) Reads identity.") {
                [unowned self] student, _ in
                try require(.identity, "student.\(name)")
                return .value(value(snapshot.students[keyPath: column][Int(student.row)]))
            }
        }
        return [
            LuaField(
                "name", type: "string",
                summary:
                    "Preferred or given name and family name; the id where none is known. Reads identity."
            ) { [unowned self] student, _ in
                try require(.identity, "student.name")
                return .string(snapshot.name(of: Int(student.row)))
            },
            field("given_name", "Given name.", \.givenNames),
            field("middle_name", "Middle name.", \.middleNames),
            field("family_name", "Family name.", \.familyNames),
            field(
                "preferred_name", "The given name the student goes by, where it is another.", \.preferredNames
            ),
            enrollment("enrolled_from", "The first day of enrollment; nil where not known.", \.enrolledFrom),
            enrollment("enrolled_to", "The last day of enrollment; nil while none is set.", \.enrolledTo),
        ]
    }

    private func enrollment(
        _ name: String, _ summary: String, _ column: KeyPath<StudentColumns, Column<CalendarDate>>
    ) -> LuaField<StudentRow> {
        LuaField(name, type: "caseload.Date?", summary: "\(summary) Reads identity.") {
            [unowned self] student, call in
            try require(.identity, "student.\(name)")
            return .value(try value(snapshot.students[keyPath: column][Int(student.row)], in: call.state))
        }
    }

    private func demographicFields() -> [LuaField<StudentRow>] {
        [
            LuaField(
                "age", type: "integer?",
                summary: "Years of age on the run's date, by the fact `birth_date`. Reads demographics."
            ) { [unowned self] student, _ in
                try require(.demographics, "student.age")
                return .integer(snapshot.age(of: Int(student.row)))
            },
            LuaField("language", type: "string?", summary: "Language of the home. Reads demographics.") {
                [unowned self] student, _ in
                try require(.demographics, "student.language")
                return .value(value(snapshot.students.languages[Int(student.row)]))
            },
            LuaField(
                "demographics", type: "table<string, string>|caseload.Demographics",
                summary: "Facts by name, for comparing groups. Reads demographics."
            ) { [unowned self] student, call in
                try require(.demographics, "student.demographics")
                let facts = snapshot.demographics[Int(student.row)].map { fact in
                    (name: snapshot.texts[fact.name], value: fact.value)
                }
                let latest = Dictionary(facts.map { ($0.name, $0.value) }) { $1 }
                return try call.make(
                    NamedValues(latest.map { (name: $0.key, value: $0.value) }) { [unowned self] text, _ in
                        value(text)
                    }, demographicFacts)
            },
        ]
    }

    func demographicFactsType() -> LuaType<NamedValues> {
        namedValuesType("Demographics", "What is on record about who a student is, by the fact's name.")
    }

    private func recordFields() -> [LuaField<StudentRow>] {
        func part(
            _ name: String, _ kind: RecordKind, _ summary: String, _ type: LuaType<Period>
        ) -> LuaField<StudentRow> {
            let summary = "\(summary) Reads \(kind.name)."
            guard !reads.contains(kind) else { return .view(name, \.year, type, summary: summary) }
            return LuaField(name, type: type.description.name, summary: summary) { [unowned self] _, _ in
                try require(kind, "student.\(name)")
                return .nil
            }
        }
        return [
            part("attendance", .attendance, "Presence in the school year.", attendance),
            part("discipline", .discipline, "Behavior in the school year.", discipline),
            part("grades", .grades, "Grades of courses.", grades),
            part("credits", .credits, "Credits toward graduation.", credits),
            part("homework", .homework, "Homework of the school year.", homework),
            part("survey", .survey, "Answers to surveys.", survey),
            .view(
                "engagement", \.engagement, engagement,
                summary: "The latest value of each indicator, by domain."),
        ]
    }
}
