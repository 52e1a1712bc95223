import Engagement
import Lua

/// What a plugin's test says of graduation: `requirements` of the district, `diploma` and `waivers` of a
/// student, with the columns of the CSV files.
struct GraduationDescription {
    private let diploma: String?
    private let waivers: [LuaTable]

    init(_ student: inout TableReader) throws {
        diploma = try student.optionalText("diploma")
        waivers = try student.list("waivers")
    }

    func add(to builder: inout SnapshotBuilder, row: Int, view: View) throws {
        if let diploma { builder.add(GraduationPlan(diploma: builder.intern(diploma)), to: row) }
        for table in waivers {
            var waiver = try TableReader(table, what: "a waiver", view: view)
            try waiver.takeOrigin(of: &builder)
            builder.add(
                CreditWaiver(
                    date: try waiver.optionalDate("date") ?? .unknown,
                    subject: builder.intern(try waiver.text("subject")),
                    reason: builder.intern(try waiver.optionalText("reason") ?? ""),
                    credits: try waiver.optionalNumber("credits")), to: row)
            try waiver.finish()
        }
    }

    static func addRequirements(_ district: inout TableReader, to builder: inout SnapshotBuilder) throws {
        for table in try district.list("requirements") {
            var requirement = try TableReader(table, what: "a requirement", view: district.view)
            let first = Int(try requirement.optionalNumber("first_grade") ?? 9)
            let last = Int(try requirement.optionalNumber("last_grade") ?? 12)
            builder.add(
                GraduationRequirement(
                    diploma: try requirement.optionalText("diploma") ?? "",
                    subject: try requirement.text("subject"), credits: try requirement.number("credits"),
                    grades: first...max(first, last),
                    takesSurplus: try requirement.optionalText("takes_surplus") == "yes",
                    repeatsCount: try requirement.optionalText("repeats_count") == "yes"))
            try requirement.finish()
        }
    }

    static func addTerms(_ district: inout TableReader, to builder: inout SnapshotBuilder) throws {
        for (number, table) in try district.list("terms").enumerated() {
            var term = try TableReader(table, what: "a term", view: district.view)
            builder.addTerm(
                Term(
                    id: Identifier("term-\(number)"), title: try term.optionalText("title") ?? "",
                    kind: try term.word("kind"), start: try term.date("start"), end: try term.date("end")))
            try term.finish()
        }
    }
}
