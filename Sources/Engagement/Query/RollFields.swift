extension StudentFields {
    /// What the roll says about a student. Id, grade, school and mentor need no declaration.
    static func roll(of snapshot: Snapshot) -> [StudentField] {
        let students = snapshot.students
        let texts = snapshot.texts
        func text(_ name: String, _ title: String, _ column: Column<Text>, _ kind: RecordKind) -> StudentField
        {
            StudentField(name, title, type: .text, kinds: [kind]) { FieldValue(texts.ifKnown(column[$0])) }
        }
        func date(_ name: String, _ title: String, _ column: Column<CalendarDate>) -> StudentField {
            StudentField(name, title, type: .date, kinds: [.identity]) { FieldValue(column[$0]) }
        }
        return [
            StudentField("id", "Id", type: .text, match: .key) { .text(texts[students.ids[$0]]) },
            StudentField("name", "Name", type: .text, kinds: [.identity]) { row in
                FieldValue(snapshot.name(of: row))
            },
            text("given_name", "Given name", students.givenNames, .identity),
            text("middle_name", "Middle name", students.middleNames, .identity),
            text("family_name", "Family name", students.familyNames, .identity),
            text("preferred_name", "Preferred name", students.preferredNames, .identity),
            .number("grade", "Grade", unit: StudentField.gradeUnit, kinds: []) { row in
                snapshot.grade(of: row).map(Double.init)
            },
            .number("age", "Age", unit: "years", kinds: [.demographics]) { row in
                snapshot.age(of: row).map(Double.init)
            },
            school(of: snapshot),
            mentor(of: snapshot),
            date("enrolled_from", "Enrolled from", students.enrolledFrom),
            date("enrolled_to", "Enrolled to", students.enrolledTo),
            text("language", "Language", students.languages, .demographics),
        ]
    }

    /// The school's name; equals the name and the id alike.
    private static func school(of snapshot: Snapshot) -> StudentField {
        StudentField(
            "school", "School", type: .text,
            match: .anyOf { row in
                snapshot.school(of: row).map { ([$0.name], [$0.id]) } ?? ([], [])
            },
            read: { row in
                FieldValue(snapshot.school(of: row).map { $0.name.isEmpty ? $0.id.text : $0.name })
            })
    }

    /// The names of the student's mentors; equals the name and the id of each.
    private static func mentor(of snapshot: Snapshot) -> StudentField {
        @Sendable func mentors(_ row: Int) -> [Mentor] {
            snapshot.caseloads[row].map { snapshot.mentors[Int($0.mentor)] }
        }
        return StudentField(
            "mentor", "Mentor", type: .text,
            match: .anyOf { row in (mentors(row).map(\.name), mentors(row).map(\.id)) },
            read: { row in
                let names = mentors(row).map { $0.name.isEmpty ? $0.id.text : $0.name }
                return FieldValue(names.joined(separator: ", "))
            })
    }

    /// A field `demographics.NAME` for each fact that is known of any student.
    static func demographics(of snapshot: Snapshot) -> [StudentField] {
        let texts = snapshot.texts
        let facts = Set(snapshot.demographics.records.lazy.map(\.name))
        return facts.map { fact in (fact, name: texts[fact]) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { fact, name in
                StudentField("demographics.\(name)", name, type: .text, kinds: [.demographics]) { row in
                    let found = snapshot.demographics[row].first { $0.name == fact }
                    return FieldValue(found.map { texts[$0.value] })
                }
            }
    }
}
