import Engagement
import Lua

/// A small district that a plugin's test describes as a table of Lua.
///
/// Every weekday from the start of the school year to the as-of date is a school day, and every student
/// without a `school` goes to one called `school`.
struct TestDistrict {
    let district: District
    let options: [String: JSONValue]
    let title: String
    /// The format of a report; nil for the plugin's first.
    let format: Manifest.ReportFormat?

    /// Reads a description.
    ///
    /// - Throws: For an unknown key, a missing part or a value that cannot be.
    init(_ description: LuaTable, view: View) throws {
        var reader = try TableReader(description, what: "the district", view: view)
        let asOf = try reader.date("as_of")
        let yearStart = try reader.optionalDate("year_start")
        title = try reader.optionalText("title") ?? "Report"
        format = try reader.option("format", Manifest.ReportFormat.self)
        options = try reader.table("options").map(Self.options) ?? [:]
        var builder = SnapshotBuilder(
            asOf: asOf, catalog: IndicatorCatalog(own: try Self.indicators(&reader)))
        if let yearStart {
            builder.addTerm(Term(id: "year", title: "Year", kind: .schoolYear, start: yearStart, end: asOf))
        }
        try GraduationDescription.addTerms(&reader, to: &builder)
        try GraduationDescription.addRequirements(&reader, to: &builder)
        builder.directory = try ServiceDescription.directory(&reader)
        var schools = try reader.list("schools").map { entry in
            var school = try TableReader(entry, what: "a school", view: view)
            let result = School(
                id: Identifier(try school.text("id")), name: try school.optionalText("name") ?? "",
                coordinates: Coordinates(
                    latitude: try school.optionalNumber("latitude"),
                    longitude: try school.optionalNumber("longitude")))
            try school.finish()
            return result
        }
        schools.append(School(id: "school", name: "School"))
        schools.sort { $0.id < $1.id }
        for school in schools {
            let number = builder.addSchool(school)
            for day in Self.weekdays(from: yearStart ?? asOf - 365, to: asOf) {
                builder.addSchoolDay(day, school: number)
            }
        }
        var mentors: [Identifier: Int] = [:]
        for entry in try reader.list("mentors") {
            var mentor = try TableReader(entry, what: "a mentor", view: view)
            let id = Identifier(try mentor.text("id"))
            let described = try MentorDescription.mentor(id, &mentor, to: &builder)
            mentors[id] = builder.addMentor(described)
            try mentor.finish()
        }
        var students = try reader.list("students").map { entry in
            var student = try TableReader(entry, what: "a student", view: view)
            return (id: Identifier(try student.text("id")), reader: student)
        }
        students.sort { $0.id < $1.id }
        for index in students.indices {
            try StudentDescription.add(
                students[index].id, &students[index].reader, schools: schools.map(\.id), mentors: mentors,
                to: &builder)
        }
        let snapshot = builder.finish()
        district = District(
            snapshot: snapshot, results: try Self.results(&reader, "scores", snapshot.asOf, view: view),
            previous: try Self.results(&reader, "previous_scores", snapshot.asOf - 7, view: view),
            fidelity: try FidelityDescription.results(&reader, "fidelity", snapshot.asOf),
            previousFidelity: try FidelityDescription.results(
                &reader, "previous_fidelity", snapshot.asOf - 7))
        try reader.finish()
    }

    static func weekdays(from first: CalendarDate, to last: CalendarDate) -> [CalendarDate] {
        guard first <= last else { return [] }
        return (0...(last - first)).map { first + $0 }.filter { $0.weekday <= 5 }
    }

    static func options(_ table: LuaTable) throws -> [String: JSONValue] {
        var options: [String: JSONValue] = [:]
        for (key, value) in try table.pairs() {
            options[key.description] =
                switch value {
                case .boolean(let value): .boolean(value)
                case .integer(let value): .integer(value)
                case .number(let value): .number(value)
                default: .string(value.description)
                }
        }
        return options
    }

    private static func indicators(_ reader: inout TableReader) throws -> [Indicator] {
        try reader.list("indicators").map { entry in
            var indicator = try TableReader(entry, what: "an indicator", view: reader.view)
            let result = Indicator(
                id: try indicator.text("id"), domain: try indicator.word("domain"),
                title: try indicator.optionalText("title") ?? "",
                unit: try indicator.optionalText("unit") ?? "",
                minimum: try indicator.optionalNumber("minimum"),
                maximum: try indicator.optionalNumber("maximum"),
                cadence: .weekly, kind: .observations)
            try indicator.finish()
            return result
        }
    }

    /// `scores = { plugin = { id = { score = …, tier = …, domains = { … }, reasons = … } } }`
    private static func results(
        _ reader: inout TableReader, _ key: String, _ asOf: CalendarDate, view: View
    ) throws -> [RunResults] {
        try (reader.table(key)?.pairs() ?? []).map { plugin, byStudent in
            var outcomes: [Identifier: StudentOutcome] = [:]
            for (id, value) in try byStudent.table?.pairs() ?? [] {
                guard let table = value.table else { continue }
                var entry = try TableReader(table, what: "a score", view: view)
                let reasons = try (entry.table("reasons")?.array() ?? []).map(\.description)
                var score = Score(
                    score: try entry.optionalNumber("score"), tier: try entry.optionalText("tier"),
                    reasons: reasons)
                for (name, figure) in try entry.table("domains")?.pairs() ?? [] {
                    guard let domain = EngagementDomain(name: name.description), let figure = figure.number
                    else { throw LuaError("a score: domains: expected a number for each domain") }
                    score.domains[domain] = figure
                }
                try entry.finish()
                outcomes[Identifier(id.description)] = .scored(score)
            }
            let run = Run(
                started: 0, finished: 0, user: "", plugin: plugin.description, version: "", pluginHash: "",
                options: "{}", asOf: asOf, fingerprint: "", seed: 0,
                hostVersion: "")
            return RunResults(run: run, outcomes: outcomes)
        }
    }
}
