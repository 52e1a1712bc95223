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
    /// Whether line items have been looked up.
    var areLineItemsRead = false
    /// Line items by their ids, those on record included.
    var lineItems: [String: LineItem] = [:]
    /// Line items that lineItems.csv withdraws.
    var withdrawnLineItems: Set<String> = []
    /// Line items that were on record with other fields.
    var changedLineItems: Set<String> = []
    /// The ids of classes, those on record included.
    var classes: Set<String> = []

    /// A piece of work that results are about.
    struct LineItem {
        enum Kind {
            case homework, grade, other
        }

        var kind: Kind
        var title = ""
        var assigned = ""
        var due = ""
        var maximum = ""
        var course = ""
        var subject = ""
        var term = ""
        /// Why the row was refused; empty where it was not.
        var fault = ""
    }
}
