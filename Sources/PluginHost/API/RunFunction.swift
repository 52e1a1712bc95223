import Engagement
import Lua

/// `run`, by what the plugin contributes: students who were scored, or rows of what it says.
extension AskingFunctions {
    func runFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "run",
            parameters: [
                LuaParameter("plugin", .string, "The plugin's name."), Self.aboutWhom, Self.options,
            ],
            returns: "caseload.Students|table[]",
            summary:
                "Scores students with a plugin, in worker processes, and gives those who were scored, the "
                + "highest score first. The findings stay in view for the rest of the script or session, and are kept where it "
                + "runs with --write. Of a plugin that "
                + "proposes services it gives a row a proposal (student, service, priority, reason), of one that "
                + "contributes fidelity a row for each rule of each mentor. In scripts only.",
            example: #"run("check-and-connect", mentor("rivera").caseload)"#
        ) { [unowned self] call in
            let plugin = try call.string("plugin")
            let rows = try rows(call)
            let reply = try ask(.run(plugin: plugin, options: options(call), rows: rows))
            switch reply {
            case .outcomes(let name, let outcomes) where outcomes.count == rows.count:
                view.take(outcomes, of: name, for: rows)
                return try call.make(Self.scored(zip(rows, outcomes), by: name), view.students)
            case .proposals(let outcomes) where outcomes.count == rows.count:
                return .table(try proposals(zip(rows, outcomes), call.state))
            case .fidelity(let mentors): return .table(try rules(mentors, call.state))
            default: throw refusal(reply)
            }
        }
    }

    private static func scored(
        _ found: some Sequence<(Int, StudentOutcome)>, by plugin: String
    ) -> Students {
        var scored: [(row: Int, score: Double)] = []
        for (row, outcome) in found {
            if case .scored(let score) = outcome { scored.append((row, score.score ?? -1)) }
        }
        scored.sort { ($1.score, $0.row) < ($0.score, $1.row) }
        return Students(
            rows: scored.map(\.row),
            columns: ["id", "name", "grade"] + ["score", "tier", "reasons"].map { "\(plugin).\($0)" })
    }

    /// A row a proposal, a student's most urgent first.
    private func proposals(
        _ found: some Sequence<(Int, StudentOutcome)>, _ state: LuaState
    ) throws(LuaError) -> LuaTable {
        var rows: [[LuaValue]] = []
        for (row, outcome) in found {
            guard case .proposed(let proposals) = outcome else { continue }
            for proposal in proposals.sorted(by: { $0.priority < $1.priority }) {
                guard let number = view.snapshot.directory.number(of: proposal.service) else { continue }
                rows.append([
                    .object(try state.makeObject(StudentRow(row: row), view.student)),
                    .object(try state.makeObject(ServiceNumber(number: number), view.service)),
                    .integer(Int64(proposal.priority)), .string(LuaString(proposal.reason)),
                ])
            }
        }
        return try view.table(["student", "service", "priority", "reason"], rows, in: state)
    }

    /// A row for each rule of each mentor.
    private func rules(_ mentors: [MentorFidelity], _ state: LuaState) throws(LuaError) -> LuaTable {
        var rows: [[LuaValue]] = []
        for found in mentors where view.snapshot.mentors.indices.contains(found.mentor) {
            let mentor = MentorNumber(number: Int32(found.mentor))
            for rule in found.rules {
                rows.append([
                    .object(try state.makeObject(mentor, view.mentor)), .string(LuaString(rule.name)),
                    rule.value.map { .number($0) } ?? .nil, rule.target.map { .number($0) } ?? .nil,
                    .string(LuaString(rule.unit.name)), rule.isMet.map { .boolean($0) } ?? .nil,
                    rule.note.isEmpty ? .nil : .string(LuaString(rule.note)),
                ])
            }
        }
        return try view.table(
            ["mentor", "rule", "value", "target", "unit", "met", "note"], rows, in: state)
    }
}
