import Lua

/// Where a name is that was looked for where it is not: `student.events`, which a mentor has.
///
/// Of a name close to one that is there the binding itself says so; these are right names in a wrong place.
enum NameElsewhere {
    private static let known = [
        "student.events":
            "a student has activities, attendance:events() and discipline:events(); a mentor has events",
        "student.metadata":
            "columns metadata.* of OneRoster's files are in student.demographics, such as demographics.home_room",
        "student.tier": #"what a plugin found is student:score("check-and-connect").tier"#,
        "student.reasons": #"what a plugin found is student:score("check-and-connect").reasons"#,
        "student.services": "the services are in student.linkages, each linkage's service",
        "student.notes": "each record has its own note, such as student.contacts[1].note",
        "student.fidelity": #"it is a mentor's: fidelity("fidelity"):of(mentor)"#,
        "mentor.fidelity": #"what the plugin fidelity found is fidelity("fidelity"):of(mentor)"#,
        "mentor.students": "they are mentor.caseload", "mentor.minutes": "they are mentor:time().minutes",
    ]

    /// What to add to the message of an error about such a name; empty for any other.
    static func hint(for message: String) -> String {
        guard let match = message.wholeMatch(of: /([A-Za-z_]+)\.([A-Za-z_]+): no such field/) else {
            return ""
        }
        let (owner, name) = (String(match.1), String(match.2))
        if let known = known["\(owner).\(name)"] { return "; \(known)" }
        guard let type = Reference.types.first(where: { $0.instanceLabel == owner }) else { return "" }
        for field in type.fields {
            guard let part = Reference.type(named: field.type) else { continue }
            if part.fields.contains(where: { $0.name == name }) {
                return "; it is \(owner).\(field.name).\(name)"
            }
            if part.methods.contains(where: { $0.name == name }) {
                return "; it is \(owner).\(field.name):\(name)()"
            }
        }
        if owner == "mentor", let student = Reference.type(named: "caseload.Student"),
            student.fields.contains(where: { $0.name == name })
        {
            return "; a student has it: mentor.caseload[1].\(name)"
        }
        return ""
    }
}
