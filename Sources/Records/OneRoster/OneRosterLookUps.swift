import Engagement

/// What OneRoster's files say about one another's rows.
struct OneRosterLookUps {
    /// A student's part in a school.
    struct StudentRole {
        var school: String
        var begin: String
        var end: String
        var isPrimary: Bool
        /// Where roles.csv says so; 0 where another file does.
        var line = 0
    }

    /// All student roles of roles.csv by user.
    var allStudentRoles: [Identifier: [StudentRole]] = [:]
    /// That of them which says where the student is.
    var studentRoles: [Identifier: StudentRole] = [:]
    /// Users who are a guardian, parent or relative by roles.csv, with which of them.
    var guardianRoles: [Identifier: String] = [:]
    /// Users whose part as a guardian, parent or relative roles.csv withdraws.
    var withdrawnGuardians: Set<Identifier> = []
    /// The roles of users who by roles.csv are neither student nor guardian.
    var otherRoles: [Identifier: String] = [:]
    /// Who is on the roster, once users.csv is read.
    var roster: OneRosterRoster?
    /// Schools at which roles.csv withdraws a student's role, by user.
    var withdrawnRoles: [Identifier: Set<Identifier>] = [:]
    /// Students' guardians, once users.csv is read.
    var circle: OneRosterCircle?
    /// Users in users.csv who are no students.
    var otherUsers: Set<Identifier> = []
    /// Organizations that are no schools.
    var otherOrgs: Set<String> = []
    /// Titles of academic sessions.
    var sessions: [String: String] = [:]
    /// Whether line items have been looked up.
    var areLineItemsRead = false
    /// Line items by their ids, those on record included.
    var lineItems: [String: LineItem] = [:]
    /// Line items that lineItems.csv withdraws.
    var withdrawnLineItems: Set<String> = []
    /// Line items that were on record with other fields.
    var changedLineItems: Set<String> = []
    /// The results that a whole results.csv has.
    var results = OneRosterResultsRead()
    /// The ids of classes that the files of this import have or name.
    var classesRead: Set<String> = []
    /// The ids of classes, those on record included.
    var classes: Set<String> = []

    /// A piece of work that results are about.
    struct LineItem {
        enum Kind {
            case homework, grade, other
        }

        var kind: Kind
        /// The title of its category.
        var category = ""
        var title = ""
        var assigned = ""
        var due = ""
        var maximum = ""
        /// The id of its class.
        var group = ""
        var course = ""
        var subject = ""
        var term = ""
        /// Why the row was refused; empty where it was not.
        var fault = ""
    }
}
