import Engagement
import Lua
import NearestName

extension View {
    /// Puts into a script's world what a plugin's has not: everybody at once, and anybody by id.
    func installDistrict(in sandbox: Sandbox) throws(LuaError) {
        let everybody = Students(rows: Array(0..<snapshot.students.count))
        try sandbox.add("students", .object(try sandbox.state.makeObject(everybody, students)))
        let schoolNumbers = snapshot.schools.indices.map { SchoolNumber(number: Int32($0)) }
        for (name, source) in [
            ("mentors", mentors(snapshot.mentors.indices)),
            ("schools", RecordSource(schoolNumbers, of: school)),
        ] {
            try sandbox.add(name, .object(try sandbox.state.makeObject(Records(source), records)))
        }
        for function in districtFunctions {
            try sandbox.add(function.description.name, .function(try sandbox.state.makeFunction(function)))
        }
    }

    /// The functions that scripts have and plugins have not.
    var districtFunctions: [LuaFunctionSpec] {
        [
            LuaFunctionSpec(
                "student",
                parameters: [LuaParameter("id", .either([.string, .integer]), "The student's id.")],
                returns: "caseload.Student", summary: "One student by id. In scripts only.",
                example: #"print(student("S-1042").attendance.rate)"#
            ) { [unowned self] call in
                let id = try call.value("id").integer.map(String.init) ?? call.string("id")
                guard let row = snapshot.row(of: Identifier(id)) else {
                    throw LuaError(
                        "no student '\(id)' is enrolled on \(snapshot.asOf)\(named(id) ?? nearId(id) ?? "")")
                }
                return try call.make(StudentRow(row: row), student)
            },
            LuaFunctionSpec(
                "mentor", parameters: [LuaParameter("id", .string, "The mentor's id.")],
                returns: "caseload.Mentor", summary: "One mentor by id. In scripts only.",
                example: #"print(#mentor("rivera").caseload)"#
            ) { [unowned self] call in
                let id = try call.string("id")
                guard let number = snapshot.mentors.firstIndex(where: { $0.id.text == id }) else {
                    let known = snapshot.mentors.map { (id: $0.id.text, name: $0.name) }
                    throw LuaError("no mentor '\(id)'\(Self.near(id, among: known))")
                }
                return try call.make(MentorNumber(number: Int32(number)), mentor)
            },
            LuaFunctionSpec(
                "service", parameters: [LuaParameter("id", .string, "The service's id.")],
                returns: "caseload.Service", summary: "One service by id. In scripts only.",
                example: #"print(service("SV-1").name)"#
            ) { [unowned self] call in
                let number = ServiceNumber(number: try directoryNumber(of: call.string("id")))
                return try call.make(number, service)
            },
            undoFunction(),
        ]
    }

    /// Whose name a text is that is no id: `; Zephyr Swiftdale is S-1472`.
    private func named(_ text: String) -> String? {
        let wanted = text.lowercased()
        guard wanted.count >= 2, snapshot.students.count <= Self.mostNames else { return nil }
        let snapshot = snapshot
        let rows = 0..<snapshot.students.count
        let meant = rows.lazy.filter { snapshot.name(of: $0).lowercased().contains(wanted) }.prefix(4)
        let names = meant.prefix(3).map { "\(snapshot.name(of: $0)) is \(snapshot.id(of: $0))" }
        return names.isEmpty ? nil : "; " + names.joined(separator: ", ") + (meant.count > 3 ? ", …" : "")
    }

    /// The id that is close to one that nobody has: first one of the same letters and digits.
    private func nearId(_ id: String) -> String? {
        guard snapshot.students.count <= Self.mostNames else { return nil }
        func bare(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        let ids = (0..<snapshot.students.count).map { snapshot.id(of: $0).text }
        let wanted = bare(id)
        let near = ids.first { bare($0) == wanted } ?? nearestName(to: id, among: ids)
        return near.map { "; did you mean '\($0)'?" }
    }

    /// Among how many students a name is looked for.
    private static var mostNames: Int { 200_000 }

    /// The number of the service with an id.
    func directoryNumber(of id: String) throws(LuaError) -> Int {
        if let number = snapshot.directory.number(of: Identifier(id)) { return number }
        let known = snapshot.directory.services.map { (id: $0.id.text, name: $0.name) }
        throw LuaError("no service '\(id)'\(Self.near(id, among: known))")
    }

    /// What was probably meant by a text that is no id: whose name it is, or is close to, or the id that is close.
    static func near(_ text: String, among known: [(id: String, name: String)]) -> String {
        let wanted = text.lowercased()
        let named = known.filter { $0.name.lowercased() == wanted }
        if let only = named.first, named.count == 1 { return "; \(only.name) is '\(only.id)'" }
        if let near = nearestName(to: text, among: known.map(\.id)) { return "; did you mean '\(near)'?" }
        guard let near = nearestName(to: text, among: known.map(\.name)),
            let other = known.first(where: { $0.name == near })
        else { return "" }
        return "; did you mean '\(other.id)', \(near)?"
    }
}
