import Engagement
import Lua
import NearestName

/// Checks what a plugin's `score` returned before the host believes it.
struct ScoreAnswer {
    /// The tiers the manifest names.
    let tiers: [String]

    /// The most reasons one result may have, and the most bytes of each.
    static let reasonLimit = (count: 20, bytes: 1000)

    /// The most bytes that the message of a failure may have, so that none outweighs a district's results.
    static let messageLimit = 4000

    /// A message within the limit.
    static func shortened(_ message: String) -> String {
        let bytes = message.utf8
        guard bytes.count > messageLimit else { return message }
        // Room for the ellipsis, and no letter cut in two.
        var end = bytes.index(bytes.startIndex, offsetBy: messageLimit - 3)
        while end.samePosition(in: message.unicodeScalars) == nil { end = bytes.index(before: end) }
        return message[..<end] + "…"
    }

    private static let keys = ["score", "tier", "domains", "reasons"]

    /// The outcome that an answer stands for.
    ///
    /// - Throws: A ``PluginError`` that says what was returned and what was expected.
    func read(_ answer: LuaValue) throws -> StudentOutcome {
        if answer.isNil { return .notScored }
        guard let table = answer.table else {
            throw wrong(
                "expected nil or a table { score = …, tier = …, domains = …, reasons = … }, got \(name(answer))"
            )
        }
        var score = Score()
        for (key, value) in try table.pairs() {
            switch key.text {
            case "score": score.score = try figure(value, "score")
            case "tier": score.tier = try tier(value)
            case "domains": score.domains = try domains(value)
            case "reasons": score.reasons = try reasons(value)
            default:
                let near = key.text.flatMap { nearestName(to: $0, among: Self.keys) }
                throw wrong(
                    "unknown field '\(key)'; "
                        + (near.map { "did you mean '\($0)'?" }
                            ?? "known are \(Self.keys.joined(separator: ", "))"))
            }
        }
        guard score.score != nil || score.tier != nil else {
            throw wrong("expected a score or a tier; return nil for a student without a result")
        }
        return .scored(score)
    }

    /// What is wrong with a score that came from outside this process; nil if nothing is.
    func problem(with score: Score) -> String? {
        let figures = [score.score].compactMap(\.self) + score.domains.values
        guard figures.allSatisfy({ (0...100).contains($0) }) else { return "a score outside of 0 to 100" }
        if let tier = score.tier, !tiers.contains(tier) { return "a tier that the manifest does not name" }
        guard score.score != nil || score.tier != nil else { return "neither a score nor a tier" }
        guard score.reasons.count <= Self.reasonLimit.count,
            score.reasons.allSatisfy({ $0.utf8.count <= Self.reasonLimit.bytes })
        else { return "reasons above the limit" }
        return nil
    }

    private func wrong(_ message: String) -> PluginError {
        PluginError(place: "", message: "the answer of score: \(message)")
    }

    /// A value for messages: its type, and the value itself where it is short.
    private func name(_ value: LuaValue) -> String {
        switch value {
        case .nil, .table, .function, .object, .thread: value.typeName
        default: "\(value.typeName) (\(String(value.description.prefix(60))))"
        }
    }

    private func figure(_ value: LuaValue, _ field: String) throws(PluginError) -> Double {
        guard let figure = value.number, figure >= 0, figure <= 100 else {
            throw wrong("\(field): expected a number from 0 to 100, got \(name(value))")
        }
        return figure
    }

    private func tier(_ value: LuaValue) throws(PluginError) -> String {
        guard let tier = value.text, tiers.contains(tier) else {
            throw wrong(
                "tier: expected \(tiers.map { "'\($0)'" }.joined(separator: " or ")), got \(name(value))")
        }
        return tier
    }

    private func domains(_ value: LuaValue) throws -> [EngagementDomain: Double] {
        guard let table = value.table else { throw wrong("domains: expected a table, got \(name(value))") }
        var domains: [EngagementDomain: Double] = [:]
        for (key, value) in try table.pairs() {
            guard let domain = key.text.flatMap({ EngagementDomain(name: $0) }) else {
                let known = EngagementDomain.names
                let near = key.text.flatMap { nearestName(to: $0, among: known) }
                throw wrong(
                    "domains: unknown '\(key)'; "
                        + (near.map { "did you mean '\($0)'?" }
                            ?? "known are \(known.joined(separator: ", "))"))
            }
            domains[domain] = try figure(value, "domains.\(domain.name)")
        }
        return domains
    }

    private func reasons(_ value: LuaValue) throws -> [String] {
        guard let table = value.table else {
            throw wrong("reasons: expected a list of texts, got \(name(value))")
        }
        let items = try table.pairs()
        guard items.count == table.count, items.count <= Self.reasonLimit.count else {
            throw wrong(
                "reasons: expected a list of at most \(Self.reasonLimit.count) texts, got \(items.count) fields"
            )
        }
        return try table.array().enumerated().map { number, value in
            guard let text = value.text, text.utf8.count <= Self.reasonLimit.bytes else {
                throw wrong(
                    "reasons: expected a text in UTF-8 of at most \(Self.reasonLimit.bytes) bytes at \(number + 1), "
                        + "got \(value.string.map { "\($0.bytes.count) bytes" } ?? name(value))")
            }
            return text
        }
    }
}
