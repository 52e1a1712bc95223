import Engagement
import Lua
import NearestName

/// Checks what a plugin's `score` returned before the host believes it.
struct ScoreAnswer {
    /// The tiers the manifest names.
    let tiers: [String]
    /// That of the plugin, which may pass on another one's scores by domain from there.
    var view: View?

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
    func read(_ answer: borrowing LuaStackValue) throws -> StudentOutcome {
        if answer.isNil { return .notScored }
        guard answer.isTable else {
            throw wrong(
                "expected nil or a table { score = …, tier = …, domains = …, reasons = … }, "
                    + "got \(try name(answer))"
            )
        }
        var score = Score()
        try answer.forEachPair { key, value in
            switch Self.place(of: key, among: Self.keys) {
            case 0: score.score = try figure(value) { "score" }
            case 1: score.tier = try tier(value)
            case 2: score.domains = try domains(value)
            case 3: score.reasons = try reasons(value)
            default:
                let key = try key.value()
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

    /// The same fields, for an answer that is put down where it stands; in this order they are read in an
    /// ``OutcomeBlock``.
    var fields: [LuaRecordField] {
        [
            .number("score", Self.range), .word("tier", tiers),
            .numbers("domains", Self.domainNames, Self.range),
            .texts("reasons", count: Self.reasonLimit.count, bytes: Self.reasonLimit.bytes),
        ]
    }

    private static let range = 0.0...100

    /// Whether nothing is wrong with outcomes that came from outside this process, as far as they are scores.
    func believes(_ outcomes: OutcomeBlock) -> Bool {
        outcomes.areScores(
            in: Self.range, reasonCount: Self.reasonLimit.count, reasonBytes: Self.reasonLimit.bytes)
    }

    /// Which of these words a value is; nil for anything else. No text is made for it: this is asked for each field
    /// of each student's answer.
    private static func place(of value: borrowing LuaStackValue, among words: [String]) -> Int? {
        value.withBytes { bytes in
            words.firstIndex { word in
                word.utf8.count == bytes.count && word.utf8.elementsEqual(bytes)
            }
        } ?? nil
    }

    /// What is wrong with a score that came from outside this process; nil if nothing is.
    func problem(with score: Score) -> String? {
        guard score.score.map(Self.range.contains) ?? true,
            score.domains.areAll(in: Self.range)
        else { return "a score outside of 0 to 100" }
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
    private func name(_ value: borrowing LuaStackValue) throws -> String {
        let value = try value.value()
        return switch value {
        case .nil, .table, .function, .object, .thread: value.kindName
        default: "\(value.kindName) (\(String(value.description.prefix(60))))"
        }
    }

    private func figure(_ value: borrowing LuaStackValue, _ field: () -> String) throws -> Double {
        guard let figure = value.number, figure >= 0, figure <= 100 else {
            throw wrong("\(field()): expected a number from 0 to 100, got \(try name(value))")
        }
        return figure
    }

    private func tier(_ value: borrowing LuaStackValue) throws -> String {
        guard let number = Self.place(of: value, among: tiers) else {
            throw wrong(
                "tier: expected \(tiers.map { "'\($0)'" }.joined(separator: " or ")), got \(try name(value))")
        }
        return tiers[number]
    }

    private func domains(_ value: borrowing LuaStackValue) throws -> DomainScores {
        if let view, let found = try value.value().object?.value(as: view.domainScores) { return found }
        guard value.isTable else { throw wrong("domains: expected a table, got \(try name(value))") }
        var domains = DomainScores()
        try value.forEachPair { key, value in
            let known = Self.domainNames
            guard let number = Self.place(of: key, among: known) else {
                let key = try key.value()
                let near = key.text.flatMap { nearestName(to: $0, among: known) }
                throw wrong(
                    "domains: unknown '\(key)'; "
                        + (near.map { "did you mean '\($0)'?" }
                            ?? "known are \(known.joined(separator: ", "))"))
            }
            domains[EngagementDomain.allCases[number]] = try figure(value) { "domains.\(known[number])" }
        }
        return domains
    }

    private static let domainNames = EngagementDomain.names

    private func reasons(_ value: borrowing LuaStackValue) throws -> [String] {
        if let view, let list = try value.value().object?.value(as: view.texts) {
            let isWithin =
                list.texts.count <= Self.reasonLimit.count
                && list.texts.allSatisfy { $0.utf8.count <= Self.reasonLimit.bytes && !$0.utf8.contains(0) }
            guard isWithin else {
                throw wrong(
                    "reasons: expected at most \(Self.reasonLimit.count) texts of at most "
                        + "\(Self.reasonLimit.bytes) bytes each, got \(list.texts.count)")
            }
            return list.texts
        }
        guard value.isTable else {
            throw wrong("reasons: expected a list of texts, got \(try name(value))")
        }
        var fieldCount = 0
        try value.forEachPair { _, _ in fieldCount += 1 }
        guard fieldCount == value.rawLength, fieldCount <= Self.reasonLimit.count else {
            throw wrong(
                "reasons: expected a list of at most \(Self.reasonLimit.count) texts, got \(fieldCount) fields"
            )
        }
        var reasons: [String] = []
        reasons.reserveCapacity(fieldCount)
        try value.forEachElement { number, value in
            let text = value.withBytes { bytes in
                bytes.count > Self.reasonLimit.bytes || bytes.contains(0)
                    ? nil : String(validating: bytes, as: UTF8.self)
            }
            guard let text = text ?? nil else {
                let length = value.withBytes { "\($0.count) bytes" }
                throw wrong(
                    "reasons: expected a text in UTF-8, without NUL, of at most \(Self.reasonLimit.bytes) bytes at \(number), "
                        + "got \(try length ?? name(value))")
            }
            reasons.append(text)
        }
        return reasons
    }
}
