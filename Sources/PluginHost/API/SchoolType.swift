import Engagement
import Lua

/// A school's number in the snapshot.
struct SchoolNumber: BitwiseCopyable, Equatable {
    let number: Int32
}

extension View {
    func schoolType() -> LuaType<SchoolNumber> {
        LuaType(
            "caseload.School",
            summary: "A school of the district.",
            fields: [
                .string("id", "The district's own id.") { [unowned self] school in
                    snapshot.schools[Int(school.number)].id.text
                },
                .string("name", "The name.") { [unowned self] school in
                    snapshot.schools[Int(school.number)].name
                },
                LuaField(
                    "days", type: "caseload.Date[]|caseload.Records",
                    summary: "The school days up to the run's date, the earliest first."
                ) { [unowned self] school, call in
                    try value(RecordSource(Array(snapshot.schoolDays[Int(school.number)]), of: date), call)
                },
            ],
            metamethods: [
                .text { [unowned self] school in snapshot.schools[Int(school.number)].name },
                LuaMetamethod(.equal) { [unowned self] call in
                    .boolean(try call.object(0, school).number == call.object(1, school).number)
                },
            ])
    }
}
