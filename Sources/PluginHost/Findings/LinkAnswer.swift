import Engagement
import Lua
import NearestName

/// Checks what a plugin's `link` returned before the host believes it: known services that are offered, for
/// which the student has the age, each once, with a reason and a priority.
struct LinkAnswer {
    let snapshot: Snapshot

    /// The most proposals for one student, and the most bytes of a reason.
    static let limit = (count: 10, bytes: 1000)

    private static let keys = ["service", "reason", "priority", "domain"]

    /// The outcome that an answer stands for.
    ///
    /// - Throws: A ``PluginError`` that says what was returned and what was expected.
    func read(_ answer: LuaValue, row: Int, view: View) throws -> StudentOutcome {
        if answer.isNil { return .notScored }
        guard let list = answer.table else {
            throw wrong(
                "expected nil or a list of { service = …, reason = …, priority = 1 to 5 }, got \(answer.kindName)"
            )
        }
        let items = try list.array()
        guard try list.pairs().count == items.count else {
            throw wrong("expected a list of proposals, { { service = … } }, got a table with named fields")
        }
        let proposals = try items.enumerated().map { try proposal($1, number: $0 + 1, view: view) }
        if let problem = problem(with: proposals, row: row) { throw wrong(problem) }
        return proposals.isEmpty ? .notScored : .proposed(proposals)
    }

    /// What is wrong with proposals for the student in a row, also with those that came from outside this
    /// process; nil if nothing is.
    func problem(with proposals: [Proposal], row: Int) -> String? {
        guard proposals.count <= Self.limit.count else {
            return "\(proposals.count) proposals; \(Self.limit.count) at most for a student"
        }
        var seen: Set<Identifier> = []
        for proposal in proposals {
            let id = proposal.service
            guard let number = snapshot.directory.number(of: id) else {
                return "service '\(id)' is not in the directory\(View.near(id.text, among: nearby))"
            }
            guard seen.insert(id).inserted else { return "service '\(id)' is proposed twice" }
            let service = snapshot.directory.services[number]
            guard service.isOffered(on: snapshot.asOf) else {
                return "service '\(id)' is not offered on \(snapshot.asOf)"
            }
            if let age = snapshot.age(of: row), !service.eligibility.admits(age: age) {
                return "service '\(id)' is for \(service.eligibility.ages), which the student is not; ask "
                    + "services:open_to(student)"
            }
            guard (1...5).contains(proposal.priority) else { return "priority: expected 1 to 5" }
            guard (1...Self.limit.bytes).contains(proposal.reason.utf8.count) else {
                return "reason: expected a text of 1 to \(Self.limit.bytes) bytes"
            }
            guard !proposal.reason.utf8.contains(0) else {
                return "reason: expected a text without NUL"
            }
        }
        return nil
    }

    /// Ids and names for messages that say which one is near.
    private var nearby: [(id: String, name: String)] {
        let services = snapshot.directory.services
        return services.count > 1000 ? [] : services.map { ($0.id.text, $0.name) }
    }

    private func proposal(_ value: LuaValue, number: Int, view: View) throws -> Proposal {
        guard let table = value.table else {
            throw wrong(
                "proposal \(number): expected a table { service = …, reason = … }, got \(value.kindName)")
        }
        var proposal = Proposal(service: "", reason: "", priority: 3)
        for (key, value) in try table.pairs() {
            func wrong(_ expected: String) -> PluginError {
                self.wrong("proposal \(number): \(key): expected \(expected), got \(value.kindName)")
            }
            switch key.text {
            case "service":
                if let object = value.object?.value(as: view.service) {
                    proposal.service = view.service(object).id
                } else {
                    guard let id = value.text else { throw wrong("a service or its id") }
                    proposal.service = Identifier(id)
                }
            case "reason":
                guard let text = value.text else { throw wrong("a text") }
                proposal.reason = text
            case "priority":
                guard let number = value.number, let priority = Int(exactly: number) else {
                    throw wrong("a whole number from 1 to 5")
                }
                proposal.priority = priority
            case "domain":
                guard let domain = value.text.flatMap({ EngagementDomain(name: $0) }) else {
                    guard let text = value.text else {
                        throw wrong("one of \(EngagementDomain.names.joined(separator: ", "))")
                    }
                    let near = nearestName(to: text, among: EngagementDomain.names)
                    throw self.wrong(
                        "proposal \(number): domain: "
                            + (near.map { "no '\(text)'; did you mean '\($0)'?" }
                                ?? "expected one of \(EngagementDomain.names.joined(separator: ", ")), got '\(text)'")
                    )
                }
                proposal.domain = domain
            default:
                let near = key.text.flatMap { nearestName(to: $0, among: Self.keys) }
                throw self.wrong(
                    "proposal \(number): unknown field '\(key)'; "
                        + (near.map { "did you mean '\($0)'?" }
                            ?? "known are \(Self.keys.joined(separator: ", "))"))
            }
        }
        guard !proposal.service.text.isEmpty else {
            throw wrong("proposal \(number): service: expected a service or its id, got nothing")
        }
        return proposal
    }

    private func wrong(_ message: String) -> PluginError {
        PluginError(place: "", message: "the answer of link: \(message)")
    }
}
