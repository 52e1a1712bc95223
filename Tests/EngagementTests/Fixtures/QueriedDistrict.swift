import Engagement

/// Four students of whom different things are known, for queries.
///
/// | row | id  | name         | grade | school | mentor | attendance | autonomy | score        |
/// |-----|-----|--------------|-------|--------|--------|------------|----------|--------------|
/// | 0   | S-1 | Ana Rivera   | 9     | North  | Lee    | 50 %       | 3        | 80 intensive |
/// | 1   | S-2 | Bo O'Neil    | 10    | South  | Lee    | 100 %      | missing  | 20 basic     |
/// | 2   | S-3 | missing      | KG    | North  | missing| 100 %      | 2        | no score     |
/// | 3   | s-4 | Zoë Ångström | none  | missing| Kim    | missing    | missing  | failed       |
struct QueriedDistrict {
    let snapshot: Snapshot
    let results: [RunResults]

    init(plugins: [String] = ["check-and-connect"]) {
        var builder = SnapshotBuilder(asOf: day("2025-09-30"))
        let north = builder.addSchool(School(id: "n", name: "North High"))
        let south = builder.addSchool(School(id: "s", name: "South High"))
        let kim = builder.addMentor(Mentor(id: "kim", name: "Jo Kim"))
        let lee = builder.addMentor(Mentor(id: "m-1", name: "Sam Lee"))
        func add(_ id: String, _ given: String, _ family: String, _ grade: Int8?, _ school: Int?) {
            var student = StudentRecord(id: Identifier(id))
            student.givenName = given
            student.familyName = family
            student.grade = grade
            student.school = school
            student.enrolledFrom = id == "s-4" ? nil : day("2025-09-01")
            _ = builder.addStudent(student)
        }
        add("S-1", "Ana", "Rivera", 9, north)
        add("S-2", "Bo", "O'Neil", 10, south)
        add("S-3", "", "", 0, north)
        add("s-4", "Zoë", "Ångström", nil, nil)
        for (mentor, row) in [(lee, 0), (lee, 1), (kim, 3)] {
            builder.add(CaseloadAssignment(mentor: mentor, from: .unknown, to: .unknown), to: row)
        }
        for school in [north, south] {
            for date in ["2025-09-01", "2025-09-02"] { builder.addSchoolDay(day(date), school: school) }
        }
        builder.add(AttendanceEvent(date: day("2025-09-01"), code: .unexcused), to: 0)
        let autonomy = builder.catalog.number(of: "autonomy") ?? 0
        for (row, value) in [(0, 3.0), (2, 2.0)] {
            builder.add(Observation(date: day("2025-09-03"), indicator: autonomy, value: value), to: row)
        }
        let (sex, female) = (builder.intern("sex"), builder.intern("F"))
        builder.add(Demographic(name: sex, value: female), to: 0)
        snapshot = builder.finish()
        let fingerprint = snapshot.fingerprint
        results = plugins.map { plugin in
            RunResults(
                run: Run(
                    started: 0, finished: 1, user: "ana", plugin: plugin, version: "1.0.0", pluginHash: "",
                    options: "{}", asOf: day("2025-09-30"), fingerprint: fingerprint, seed: 0,
                    hostVersion: "0"),
                outcomes: [
                    "S-1": .scored(Score(score: 80, tier: "intensive", reasons: ["missed 50 %", "no club"])),
                    "S-2": .scored(Score(score: 20, tier: "basic")),
                    "S-3": .notScored,
                    "s-4": .failed("init.lua:3: oops"),
                ])
        }
    }

    var fields: StudentFields { StudentFields(snapshot, results: results) }
}
