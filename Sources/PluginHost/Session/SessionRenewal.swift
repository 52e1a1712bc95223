import Engagement
import Lua

/// The variables of a session on their way to the district of another day: its students, mentors, schools and
/// services stand there under other numbers.
struct SessionRenewal {
    private let old: View
    private let new: View
    private let state: LuaState
    private var seen: Set<LuaTable> = []
    /// How many students of the variable that is renewed are not enrolled on the other day.
    private var missing = 0
    /// Whether the variable holds students that were looked up.
    private var isRenewed = false
    /// Whether the variable holds something that stays as it was.
    private var isStale = false
    private var renewed: [String] = []
    private var shortened: [String] = []
    private var stale: [String] = []

    /// How deep tables are gone through.
    private static let depthLimit = 64

    init(from old: View, to new: View, in state: LuaState) {
        (self.old, self.new, self.state) = (old, new, state)
    }

    /// Renews the variables of a table of globals.
    ///
    /// - Parameter names: What is the host's own.
    mutating func renew(_ globals: LuaTable, except names: Set<String>) throws(LuaError) {
        for (key, value) in try globals.pairs().sorted(by: { ($0.key.text ?? "") < ($1.key.text ?? "") }) {
            guard let name = key.text, !names.contains(name) else { continue }
            (missing, isRenewed, isStale) = (0, false, false)
            let now = try renewed(value, 0)
            if now != value { try globals.rawSet(key, now) }
            // The last values go by; nobody has named them.
            if name.hasPrefix("_") { continue }
            if isRenewed { renewed.append(name) }
            if missing > 0 { shortened.append("\(missing) of \(name)") }
            if isStale { stale.append(name) }
        }
    }

    /// What became of the variables, in a line or more; empty where there is nothing to say.
    var remark: String {
        var lines: [String] = []
        let day = new.snapshot.asOf
        if !renewed.isEmpty {
            lines.append("looked up again as of \(day): \(Self.list(renewed))")
        }
        if !shortened.isEmpty { lines.append("not enrolled on \(day): \(Self.list(shortened))") }
        if !stale.isEmpty {
            lines.append("still what was asked before: \(Self.list(stale)); ask for it again")
        }
        return lines.joined(separator: "\n")
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }

    private mutating func renewed(_ value: LuaValue, _ depth: Int) throws(LuaError) -> LuaValue {
        switch value {
        case .object(let object): return try renewed(object)
        case .table(let table):
            guard depth < Self.depthLimit, seen.insert(table).inserted else { return value }
            for (key, value) in try table.pairs() {
                let now = try renewed(value, depth + 1)
                if now != value { try table.rawSet(key, now) }
            }
            return value
        default: return value
        }
    }

    private mutating func renewed(_ object: LuaObject) throws(LuaError) -> LuaValue {
        if let students = object.value(as: old.students) {
            let rows = students.rows.compactMap(row)
            missing += students.rows.count - rows.count
            isRenewed = true
            return .object(
                try state.makeObject(Students(rows: rows, columns: students.columns), new.students))
        }
        if let student = object.value(as: old.student) {
            guard let row = row(Int(student.row)) else {
                isStale = true
                return .object(object)
            }
            isRenewed = true
            return .object(try state.makeObject(StudentRow(row: row), new.student))
        }
        if let mentor = object.value(as: old.mentor) {
            let id = old.snapshot.mentors[Int(mentor.number)].id
            if let number = new.snapshot.mentors.firstIndex(where: { $0.id == id }) {
                isRenewed = true
                return .object(try state.makeObject(MentorNumber(number: Int32(number)), new.mentor))
            }
        } else if let service = object.value(as: old.service) {
            if let number = new.snapshot.directory.number(of: old.service(service).id) {
                isRenewed = true
                return .object(try state.makeObject(ServiceNumber(number: number), new.service))
            }
        } else if let services = object.value(as: old.services) {
            let numbers = services.numbers.compactMap {
                new.snapshot.directory.number(of: old.snapshot.directory.services[$0].id)
            }
            isRenewed = true
            return .object(try state.makeObject(ServiceNumbers(numbers: numbers), new.services))
        }
        // Days, columns of numbers and charts are what they are; figures of a student were those of a day.
        let lasting = [
            old.date.description.name, old.column.description.name, old.chart.description.name,
            old.shownCounts.description.name,
        ]
        if let type = object.typeDescription, !lasting.contains(type.name) { isStale = true }
        return .object(object)
    }

    /// The row of the same student; nil for one who is not enrolled on the other day.
    private func row(_ row: Int) -> Int? { new.snapshot.row(of: old.snapshot.id(of: row)) }
}
