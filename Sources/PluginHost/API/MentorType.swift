import Engagement
import Lua

/// A mentor's number in the snapshot.
struct MentorNumber: BitwiseCopyable, Equatable {
    let number: Int32
}

extension View {
    func mentorType() -> LuaType<MentorNumber> {
        LuaType(
            "caseload.Mentor",
            summary: "A mentor of the program.",
            fields: [
                .string("id", "The district's own id.") { [unowned self] mentor in
                    snapshot.mentors[Int(mentor.number)].id.text
                },
                .string("name", "The name.") { [unowned self] mentor in
                    snapshot.mentors[Int(mentor.number)].name
                },
                LuaField("education", type: "string?", summary: "The highest level of education.") {
                    [unowned self] mentor, _ in
                    let education = snapshot.mentors[Int(mentor.number)].education
                    return education.isEmpty ? .nil : .string(education)
                },
                .number("years_home", "Years of experience in homes and communities.") {
                    [unowned self] mentor in
                    snapshot.mentors[Int(mentor.number)].yearsInHomeSettings
                },
                .number("years_school", "Years of experience in schools.") { [unowned self] mentor in
                    snapshot.mentors[Int(mentor.number)].yearsInSchoolSettings
                },
                .integer("caseload_limit", "The most students the mentor should have.") {
                    [unowned self] mentor in snapshot.mentors[Int(mentor.number)].caseloadLimit
                },
                LuaField(
                    "caseload", type: "caseload.Students",
                    summary: "The students in the mentor's care; in a report those whom it is about."
                ) {
                    [unowned self] mentor, call in
                    let caseload = snapshot.caseload(of: Int(mentor.number))
                    // A report reads of no more students than the access log says.
                    let rows = rowsInView.map { caseload.filter($0.contains) } ?? caseload
                    return try call.make(Students(rows: rows), students)
                },
            ] + mentorRecordFields(),
            methods: [timeMethod(), logEventMethod()],
            metamethods: [
                .text { [unowned self] mentor in snapshot.mentors[Int(mentor.number)].name },
                LuaMetamethod(.equal) { [unowned self] call in
                    .boolean(try call.object(0, mentor).number == call.object(1, mentor).number)
                },
            ])
    }

    /// The mentors of these numbers, in this order, each once: a loop finds its place by the mentor.
    func mentors(_ numbers: some Sequence<Int>) -> RecordSource {
        var seen: Set<Int> = []
        let once = numbers.filter { seen.insert($0).inserted }
        return RecordSource(once.map { MentorNumber(number: Int32($0)) }, of: mentor)
    }
}
