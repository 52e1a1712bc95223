import Engagement
import GRDB
import NearestName

extension RecordLayout {
    static let graduationPlans = RecordLayout(
        name: "graduation_plans", table: "graduation_plan",
        prose: """
            Which diploma a student is heading for, where it is not the one without a name in \
            graduation_requirements.csv.
            """,
        columns: [
            .student,
            LayoutColumn(
                "diploma", .identifier, .required,
                prose: "The diploma, as graduation_requirements.csv names it.",
                example: "Career and technical"),
        ],
        review: { (loader, rows) in
            try loader.rows(rows, requiring: "diploma", in: 1, "is no diploma with requirements on record")
        })

    static let creditWaivers = RecordLayout(
        name: "credit_waivers", table: "credit_waiver",
        prose: "Credits that a student need not earn.",
        columns: [
            .student,
            LayoutColumn(
                "subject", .identifier, .required, key: true,
                prose: "The requirement's subject.", example: "World Language"),
            LayoutColumn(
                "credits", .decimal(minimum: 0, maximum: 1000),
                prose: "How many; empty for all that the subject requires.", example: "1"),
            LayoutColumn("reason", .text, prose: "Why, in the school's words.", example: "Individual plan"),
            LayoutColumn("date", .date, prose: "The day it was granted.", example: "2025-10-02"),
        ],
        review: { (loader, rows) in
            try loader.rows(
                rows, requiring: "subject", in: 1, "is no subject that a diploma requires",
                // As credits find their requirement.
                by: { $0.lowercased() })
        })
}

extension RecordLoader {
    /// Those rows that name something graduation_requirements.csv has; the others are refused.
    ///
    /// - Parameters:
    ///   - name: Its column there and here.
    ///   - column: The number of the column here.
    ///   - fold: What two names have in common that mean the same.
    fileprivate func rows(
        _ rows: [UInt32], requiring name: String, in column: Int, _ problem: String,
        by fold: (String) -> String = { $0 }
    ) throws -> [UInt32] {
        let known = try String.fetchAll(
            session.database, sql: "SELECT DISTINCT \(name) FROM graduation_requirement ORDER BY 1")
        let ids = Set(known.map { Identifier(fold($0)) })
        return rows.filter { row in
            let slots = RowSlots(slots: block.row(Int(row)), bytes: UnsafePointer(block.bytes))
            let value = String(decoding: slots.text(column), as: UTF8.self)
            if ids.contains(Identifier(fold(value))) { return true }
            let near = nearestName(to: value, among: known).map { " (did you mean '\(visible($0))'?)" } ?? ""
            refuse(
                row, column: column, value: value,
                "\(problem)\(near); add it to graduation_requirements.csv or drop the row")
            return false
        }
    }
}
