/// What OneRoster's files say about one another's rows.
struct OneRosterLookUps {
    /// A student's part in a school.
    struct StudentRole {
        var school: String
        var begin: String
        var end: String
        var isPrimary: Bool
    }

    /// The student roles by user; nil where roles.csv was not read.
    var studentRoles: [String: StudentRole]?
    /// Users with roles, none of them a student's.
    var otherUsers: Set<String> = []
    /// Organizations that are no schools.
    var otherOrgs: Set<String> = []
    /// Titles of academic sessions.
    var sessions: [String: String] = [:]
    /// Line items by their ids; nil where lineItems.csv was not read.
    var lineItems: [String: LineItem]?

    /// A piece of work that results are about.
    struct LineItem {
        enum Kind {
            case homework, grade, other
        }

        var kind: Kind
        var title: String
        var assigned: String
        var due: String
        var maximum: String
        var course: String
        var subject: String
        var term: String
        /// Why the row was refused; empty where it was not.
        var fault = ""
    }
}
