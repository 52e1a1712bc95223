import Engagement
import GRDB

/// What graduation requires, and of whom.
extension SnapshotReader {
    mutating func readGraduation(_ database: Database) throws {
        let requirements = try SQLiteStatement(
            database,
            """
            SELECT diploma, subject, credits, first_grade, last_grade, takes_surplus, repeats_count
            FROM graduation_requirement ORDER BY diploma, subject
            """)
        while try requirements.step() {
            let (first, last) = (Int(requirements.integer(3)), Int(requirements.integer(4)))
            builder.add(
                GraduationRequirement(
                    diploma: requirements.text(0), subject: requirements.text(1),
                    credits: requirements.real(2), grades: first...max(first, last),
                    takesSurplus: requirements.integer(5) == 1, repeatsCount: requirements.integer(6) == 1))
        }
        let plans = try SQLiteStatement(
            database, "SELECT student, diploma, import FROM graduation_plan ORDER BY student")
        while try plans.step() {
            guard let row = row(plans.integer(0)) else { continue }
            try setOrigin(plans.integer(2))
            builder.add(GraduationPlan(diploma: builder.intern(plans.utf8(1))), to: row)
        }
        let waivers = try SQLiteStatement(
            database,
            "SELECT student, subject, credits, reason, date, import FROM credit_waiver ORDER BY student, subject"
        )
        while try waivers.step() {
            guard let row = row(waivers.integer(0)) else { continue }
            try setOrigin(waivers.integer(5))
            let subject = builder.intern(waivers.utf8(1))
            builder.add(
                CreditWaiver(
                    date: waivers.date(4) ?? .unknown, subject: subject,
                    reason: builder.intern(waivers.utf8(3)), credits: waivers.realIfKnown(2)), to: row)
        }
    }
}
