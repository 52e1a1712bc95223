/// The outcomes of some students one after another as bytes, as a worker answers with them: a million of them are
/// looked at, counted and stored without a text or a list being made of each.
///
/// ```swift
/// for index in 0..<block.count where block.isFailure(index) { report(block[index]) }
/// ```
public struct OutcomeBlock: Sendable {
    /// The bytes of each outcome begin with what it is; the layouts are those of a `LuaRecords` of a score, a tier, the
    /// domains' scores and reasons, in the machine's byte order and nowhere aligned.
    package enum Kind: UInt8 {
        /// Nothing more.
        case notScored = 0
        /// The score (a NaN for none), the tier's number from 1 (0 for none), a byte with a bit for each domain and
        /// the score of each, a byte that counts the reasons, and each with two bytes for its length.
        case scored = 1
        /// Two bytes for the length, and the message.
        case failed = 2
        /// Four bytes for the length, and the services.
        case proposed = 3
        /// Four bytes for the length, and the values of indicators.
        case derived = 4
    }

    /// The tiers that the outcomes name by their numbers.
    public let tiers: [String]
    @usableFromInline let bytes: [UInt8]
    /// Where each begins, and behind the last one the end.
    @usableFromInline let places: [Int]

    /// The outcomes in bytes that came from another process.
    ///
    /// - Returns: nil where they are not `count` outcomes in their layout: texts are UTF-8 and tiers are known.
    package init?(_ bytes: [UInt8], count: Int, tiers: [String]) {
        var places: [Int] = []
        places.reserveCapacity(count + 1)
        let isWhole = bytes.withUnsafeBytes { all in
            var place = 0
            for _ in 0..<count {
                places.append(place)
                guard let end = Self.end(of: place, in: all, tierCount: tiers.count) else { return false }
                place = end
            }
            places.append(place)
            return place == all.count
        }
        guard isWhole else { return nil }
        (self.bytes, self.places, self.tiers) = (bytes, places, tiers)
    }

    /// These outcomes. A tier that is not among `tiers` is left out, and so are reasons beyond 255 and what a text has
    /// beyond 65,535 bytes.
    public init(_ outcomes: [StudentOutcome], tiers: [String]) {
        var bytes: [UInt8] = []
        var places = [0]
        for outcome in outcomes {
            Self.append(outcome, tiers: tiers, to: &bytes)
            places.append(bytes.count)
        }
        (self.bytes, self.places, self.tiers) = (bytes, places, tiers)
    }

    /// How many outcomes there are.
    public var count: Int { places.count - 1 }

    /// All of them, to be kept one by one.
    public var outcomes: [StudentOutcome] { (0..<count).map { self[$0] } }

    /// The outcome at a place, 0..<count.
    public subscript(index: Int) -> StudentOutcome {
        withEntry(index) { entry in
            switch entry.kind {
            case .notScored: return .notScored
            case .failed: return .failed(String(decoding: entry.message, as: UTF8.self))
            case .proposed: return entry.proposals.map { .proposed($0) } ?? .notScored
            case .derived: return entry.values.map { .derived($0) } ?? .notScored
            case .scored:
                var score = Score(
                    score: entry.score, tier: entry.tier.map { tiers[$0] }, domains: entry.domains)
                entry.forEachReason { score.reasons.append(String(decoding: $0, as: UTF8.self)) }
                return .scored(score)
            }
        }
    }

    /// Looks at the outcome at a place where it lies.
    @inlinable
    public func withEntry<Result>(_ index: Int, _ body: (borrowing Entry) throws -> Result) rethrows -> Result
    {
        try bytes.withUnsafeBytes { all in
            try body(Entry(UnsafeRawBufferPointer(rebasing: all[places[index]..<places[index + 1]])))
        }
    }

    /// One outcome where it lies.
    public struct Entry: ~Copyable {
        @usableFromInline let bytes: UnsafeRawBufferPointer

        @usableFromInline init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        package var kind: Kind { Kind(rawValue: bytes[0]) ?? .notScored }
        /// Whether it is a score, services or values.
        public var isFinding: Bool { kind == .scored || kind == .proposed || kind == .derived }
        /// Whether the plugin failed on the student.
        public var isFailure: Bool { kind == .failed }
        /// Whether there is a score or a tier.
        public var isScore: Bool { kind == .scored }

        /// Of a score, the figure; nil for none.
        @inlinable public var score: Double? {
            let score = bytes.loadUnaligned(fromByteOffset: 1, as: Double.self)
            return score.isNaN ? nil : score
        }

        /// Of a score, the number of the tier among the block's, from 0; nil for none.
        @inlinable public var tier: Int? { bytes[9] == 0 ? nil : Int(bytes[9]) - 1 }

        /// Of a score, those of the domains.
        public var domains: DomainScores {
            var domains = DomainScores()
            var place = 11
            for domain in EngagementDomain.allCases where bytes[10] & 1 << UInt8(domain.rawValue) != 0 {
                domains[domain] = bytes.loadUnaligned(fromByteOffset: place, as: Double.self)
                place += 8
            }
            return domains
        }

        /// Of a score, how many reasons it has.
        @inlinable public var reasonCount: Int { Int(bytes[reasonPlace]) }

        /// Of a score, gives each reason to `body`, as UTF-8 that is valid inside of it only.
        @inlinable
        public func forEachReason(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
            var place = reasonPlace + 1
            for _ in 0..<bytes[reasonPlace] {
                let length = Int(bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self))
                try body(UnsafeRawBufferPointer(rebasing: bytes[place + 2..<place + 2 + length]))
                place += 2 + length
            }
        }

        /// Of a failure, the message, as UTF-8.
        public var message: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[3...]) }

        @inlinable var reasonPlace: Int { 11 + 8 * bytes[10].nonzeroBitCount }

        /// Of services, the services; nil for anything else.
        public var proposals: [Proposal]? {
            guard kind == .proposed else { return nil }
            var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[5...]))
            return try? [Proposal](from: &reader)
        }

        /// Of values of indicators, the values by the indicators' ids; nil for anything else.
        public var values: [String: Double]? {
            guard kind == .derived else { return nil }
            var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[5...]))
            return try? [String: Double](from: &reader)
        }
    }

    /// Whether all are scores within these limits or nothing: looked at in one go, since each student of a run is.
    package func areScores(
        in range: ClosedRange<Double>, reasonCount: Int, reasonBytes: Int
    ) -> Bool {
        bytes.withUnsafeBytes { all in
            for index in 0..<count {
                let place = places[index]
                guard all[place] == Kind.scored.rawValue else {
                    if all[place] == Kind.notScored.rawValue { continue }
                    return false
                }
                let score = all.loadUnaligned(fromByteOffset: place + 1, as: Double.self)
                guard range.contains(score) || (score.isNaN && all[place + 9] != 0) else { return false }
                var next = place + 11
                for _ in 0..<all[place + 10].nonzeroBitCount {
                    guard range.contains(all.loadUnaligned(fromByteOffset: next, as: Double.self)) else {
                        return false
                    }
                    next += 8
                }
                let reasons = Int(all[next])
                guard reasons <= reasonCount else { return false }
                next += 1
                for _ in 0..<reasons {
                    let length = Int(all.loadUnaligned(fromByteOffset: next, as: UInt16.self))
                    guard length <= reasonBytes else { return false }
                    next += 2 + length
                }
            }
            return true
        }
    }

    /// Where the outcome ends that begins at a place; nil where there is none.
    private static func end(of place: Int, in all: UnsafeRawBufferPointer, tierCount: Int) -> Int? {
        guard place < all.count, let kind = Kind(rawValue: all[place]) else { return nil }
        switch kind {
        case .notScored: return place + 1
        case .failed:
            guard place + 3 <= all.count else { return nil }
            return text(at: place + 3, all.loadUnaligned(fromByteOffset: place + 1, as: UInt16.self), in: all)
        case .proposed, .derived:
            guard place + 5 <= all.count else { return nil }
            let end = place + 5 + Int(all.loadUnaligned(fromByteOffset: place + 1, as: UInt32.self))
            guard end <= all.count else { return nil }
            var reader = ByteReader(UnsafeRawBufferPointer(rebasing: all[place + 5..<end]))
            do {
                if kind == .proposed {
                    _ = try [Proposal](from: &reader)
                } else {
                    _ = try [String: Double](from: &reader)
                }
            } catch {
                return nil
            }
            return reader.isAtEnd ? end : nil
        case .scored:
            guard place + 12 <= all.count, all[place + 9] <= tierCount, all[place + 10] < 16 else {
                return nil
            }
            var next = place + 11 + 8 * all[place + 10].nonzeroBitCount
            guard next < all.count else { return nil }
            let reasons = all[next]
            next += 1
            for _ in 0..<reasons {
                guard next + 2 <= all.count,
                    let end = text(
                        at: next + 2, all.loadUnaligned(fromByteOffset: next, as: UInt16.self), in: all)
                else { return nil }
                next = end
            }
            return next
        }
    }

    /// The end of a text; nil where it is cut off or no UTF-8.
    private static func text(at place: Int, _ length: UInt16, in all: UnsafeRawBufferPointer) -> Int? {
        let end = place + Int(length)
        guard end <= all.count else { return nil }
        var index = place
        while index + 8 <= end {
            guard all.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            else { break }
            index += 8
        }
        // The last eight once more, where there are so many: most texts end here.
        if index + 8 > end, length >= 8,
            all.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            return end
        }
        while index < end, all[index] < 0x80 { index += 1 }
        guard index < end else { return end }
        let rest = UnsafeRawBufferPointer(rebasing: all[index..<end])
        return String(validating: rest, as: UTF8.self) == nil ? nil : end
    }

    /// Puts an outcome behind others.
    package static func append(_ outcome: StudentOutcome, tiers: [String], to bytes: inout [UInt8]) {
        switch outcome {
        case .notScored: bytes.append(Kind.notScored.rawValue)
        case .failed(let message):
            bytes.append(Kind.failed.rawValue)
            append(message, to: &bytes)
        case .proposed(let proposals):
            bytes.append(Kind.proposed.rawValue)
            append(proposals.write, to: &bytes)
        case .derived(let values):
            bytes.append(Kind.derived.rawValue)
            append(values.write, to: &bytes)
        case .scored(let score):
            bytes.append(Kind.scored.rawValue)
            func append(_ figure: Double) { withUnsafeBytes(of: figure) { bytes.append(contentsOf: $0) } }
            append(score.score ?? .nan)
            bytes.append(score.tier.flatMap(tiers.firstIndex).map { UInt8($0 + 1) } ?? 0)
            bytes.append(score.domains.reduce(0) { $0 | 1 << UInt8($1.key.rawValue) })
            for (_, figure) in score.domains { append(figure) }
            let reasons = score.reasons.prefix(Int(UInt8.max))
            bytes.append(UInt8(reasons.count))
            for reason in reasons { Self.append(reason, to: &bytes) }
        }
    }

    /// What is written, behind four bytes for its length.
    private static func append(_ write: (inout ByteWriter) -> Void, to bytes: inout [UInt8]) {
        var writer = ByteWriter()
        write(&writer)
        withUnsafeBytes(of: UInt32(writer.bytes.count)) { bytes.append(contentsOf: $0) }
        bytes += writer.bytes
    }

    /// A text, cut behind a letter where it has more bytes than two can count.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        var end = text.utf8.endIndex
        if text.utf8.count > UInt16.max {
            end = text.utf8.index(text.startIndex, offsetBy: Int(UInt16.max))
            while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        }
        let part = text.utf8[..<end]
        withUnsafeBytes(of: UInt16(part.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: part)
    }
}

extension [Proposal] {
    /// Puts the proposals into a message.
    package func write(to writer: inout ByteWriter) {
        writer.write(self) { writer, proposal in
            writer.write(proposal.service.text)
            writer.write(proposal.reason)
            writer.write(proposal.priority)
            writer.write(proposal.domain.map { Int($0.rawValue) } ?? -1)
        }
    }

    /// The proposals in a message.
    package init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        self = try reader.list { (reader) throws(ByteReader.Mismatch) in
            var proposal = Proposal(
                service: Identifier(try reader.string()), reason: try reader.string(),
                priority: try reader.int())
            proposal.domain = EngagementDomain(rawValue: UInt32(truncatingIfNeeded: try reader.int()))
            return proposal
        }
    }
}

extension [String: Double] {
    /// Puts values of indicators into a message, in the order of the indicators' ids.
    package func write(to writer: inout ByteWriter) {
        writer.write(sorted { $0.key < $1.key }) { writer, entry in
            writer.write(entry.key)
            writer.write(entry.value)
        }
    }

    /// The values of indicators in a message.
    package init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        let values = try reader.list { (reader) throws(ByteReader.Mismatch) in
            (try reader.string(), try reader.double())
        }
        self.init(values) { $1 }
    }
}
