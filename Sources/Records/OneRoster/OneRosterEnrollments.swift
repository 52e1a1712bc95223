import Engagement
import NearestName

/// enrollments.csv: who is in which class. Caseload holds no classes; what a student works for and has
/// earned in them comes with results and credits. The rows are checked, counted and named in the summary.
extension OneRosterFeed {
    /// Checks the enrollments, after the line items, which bring the classes.
    func readEnrollments(_ session: ImportSession) throws {
        try readLineItems(session)
        let students = try session.context.map(.student)
        try read(.enrollments, session) { table in
            let role = table.text("role")
            try Self.checkRole(role)
            for column in ["beginDate", "endDate"] where !table[column].isEmpty {
                guard CalendarDate(iso: table[column]) != nil else {
                    throw RowRefusal(
                        column: column, reason: "is not a day of the calendar; write YYYY-MM-DD")
                }
            }
            let isWithdrawn = try table.isWithdrawn()
            guard
                isWithdrawn || lookUps.classes.isEmpty
                    || lookUps.classes.contains(table.text("classSourcedId"))
            else {
                throw RowRefusal(
                    column: "classSourcedId", reason: "is not in classes.csv; add it there or drop this row")
            }
            guard isWithdrawn || role != "student" || students.find(table["userSourcedId"]) != nil else {
                throw RowRefusal(
                    column: "userSourcedId",
                    reason: "is no student on record; add the user to users.csv or drop this row")
            }
            let what = isWithdrawn ? "withdrawn from a class" : "\(role) in a class"
            session.leaveOut(what, file: table.file)
        }
    }
}
