import Engagement
import Foundation
import Testing

@testable import PluginHost

/// What of the random tests is about the host: bytes that it reads, whoever wrote them, are refused or believed,
/// and end it never.
extension FuzzTests {
    @Test func aManifestIsReadOrRefused() {
        let words = [
            "\"", "{", "}", "[", "]", ":", ",", "null", "true", "-1", "1e999", "0.5", "\"name\"", "\"api\"",
            "\"reads\"",
            "\"options\"", "\"default\"", "\"type\"", "\"integer\"", "\"report\"", "9223372036854775808",
            "\\u0000",
            "\\ud800", "\u{FEFF}", "\r\n", String(repeating: "[", count: 2000),
            String(repeating: "{\"a\":", count: 2000),
        ].map { Array($0.utf8) }
        Fuzz.run("manifests", short: 400) { random in
            let text = random.mutated(Array(random.pick(Self.manifests).utf8), with: words)
            do throws(PluginError) {
                let manifest = try Manifest(parsing: text, place: "plugin.json", folder: "sample")
                let options = try manifest.options(setting: [(name: String, value: String)]())
                if manifest.name != "sample" || manifest.contributes.isEmpty { return "taken: \(text)" }
                // What was taken is what a worker reads again.
                guard case .object(let object)? = try? JSONValue(parsing: Array(options.text.utf8)),
                    let again = try? manifest.options(setting: object), again == options
                else { return "its options do not come back: \(options.text)" }
                return nil
            } catch {
                return error.description.utf8.count > 4 * text.count + 500 ? "a long word: \(error)" : nil
            }
        }
    }

    private static let manifests = [
        """
        { "name": "sample", "version": "1.2.3", "api": 1, "summary": "A sample.",
          "contributes": ["score"], "reads": ["attendance", "grades"], "tiers": ["low", "high"],
          "options": {
            "limit": { "type": "integer", "default": 3, "minimum": 0, "maximum": 9, "summary": "How many." },
            "share": { "type": "number", "default": 1.5, "summary": "How much." },
            "how": { "type": "string", "default": "fast", "choices": ["fast", "slow"], "summary": "How." },
            "loud": { "type": "boolean", "default": false, "summary": "Whether." } }, "license": "MIT" }
        """,
        """
        {"name":"sample","version":"1","api":1,"summary":"x","contributes":["report"],"report":{"format":"html"}}
        """,
    ]

    @Test func aWorkersMessageIsReadOrRefused() {
        Fuzz.run("messages", short: 300) { random in
            let messages = (0...random.below(3)).map { _ in Self.message(&random) }
            let bytes = random.mutated(messages.flatMap(\.frame), with: [])
            var frames = FrameBuffer()
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = rest.prefix(1 + random.below(40))
                rest = rest.dropFirst(part.count)
                guard let read = frames.take(part, read: { try? WorkerMessage($0) }) else { return nil }
                for message in read where message.frame.count > bytes.count + 4 {
                    return "more than was said"
                }
            }
            return nil
        }
    }

    private static func message(_ random: inout FuzzRandom) -> WorkerMessage {
        func text(_ random: inout FuzzRandom) -> String { String(decoding: random.bytes(), as: UTF8.self) }
        switch random.below(6) {
        case 0: return .ready(missing: Int32(random.below(16)))
        case 1: return .output(random.bytes())
        case 2: return .done
        case 3: return .failed(PluginError(place: text(&random), message: text(&random)))
        case 4: return .log(level: text(&random), text: text(&random))
        default: return .outcomes(block((0..<random.below(5)).map { _ in outcome(&random) }))
        }
    }

    private static func block(_ outcomes: [StudentOutcome]) -> [UInt8] {
        outcomes.reduce(into: []) { OutcomeBlock.append($1, tiers: ["basic", "intensive"], to: &$0) }
    }

    private static func outcome(_ random: inout FuzzRandom) -> StudentOutcome {
        switch random.below(6) {
        case 0: return .notScored
        case 1: return .failed(String(decoding: random.bytes(), as: UTF8.self))
        case 2: return .derived([String(decoding: random.bytes(), as: UTF8.self): random.double()])
        case 3:
            let text = String(decoding: random.bytes(), as: UTF8.self)
            return .proposed([Proposal(service: Identifier(text), reason: text, priority: random.below(9))])
        default:
            var score = Score(score: random.isOne(in: 2) ? random.double() : 50, tier: "basic")
            for domain in EngagementDomain.allCases where random.isOne(in: 2) {
                score.domains[domain] = random.double()
            }
            score.reasons = (0..<random.below(4)).map { _ in String(decoding: random.bytes(), as: UTF8.self) }
            return .scored(score)
        }
    }

    /// A worker that says anything at all: the run goes on to its end, and nothing is taken that no plugin
    /// could have answered.
    @Test func whateverAWorkerSaysItsParentGoesOn() throws {
        let folder = NSTemporaryDirectory() + "caseload-fuzz-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (answers, worker) = ("\(folder)/answers", "\(folder)/worker")
        try Data("#!/bin/sh\ncat '\(answers)'\nread -r line\n".utf8).write(to: URL(fileURLWithPath: worker))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: worker)
        signal(SIGPIPE, SIG_IGN)
        let manifest = """
            {"name":"sample","version":"1","api":1,"summary":"x","contributes":["score"]}
            """
        let plugin = try Plugin(
            files: PluginFiles([
                "plugin.json": Array(manifest.utf8),
                "init.lua": Array("return { score = function() end }".utf8),
            ]), folder: "sample")
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for id in ["a", "b", "c"] { _ = builder.addStudent(StudentRecord(id: Identifier(id))) }
        let district = District(snapshot: builder.finish())
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let pool = WorkerPool(
            executable: worker, count: 1, limits: RunLimits(memory: 1 << 20, instructions: 1000, seconds: 0.1)
        )
        let check = ScoreAnswer(tiers: plugin.manifest.tiers)
        Fuzz.run("workers", short: 10) { random in
            var said = WorkerMessage.ready(missing: 0).frame
            for _ in 0..<random.below(4) {
                let block = (0..<(random.isOne(in: 2) ? 3 : random.below(5))).map { _ in Self.outcome(&random)
                }
                said +=
                    random.isOne(in: 3)
                    ? Self.message(&random).frame : WorkerMessage.outcomes(Self.block(block)).frame
            }
            if random.isOne(in: 2) { said = random.mutated(said, with: []) }
            try Data(said).write(to: URL(fileURLWithPath: answers))
            do {
                let results = try pool.score(plugin, district, options: options)
                if results.count != 3 { return "\(results.count) results" }
                for result in results {
                    switch result.outcome {
                    case .notScored: continue
                    case .failed(let message):
                        if message.utf8.count > ScoreAnswer.messageLimit { return "a long message" }
                    case .proposed, .derived: return "services or values of a plugin that scores"
                    case .scored(let score):
                        if let problem = check.problem(with: score) { return problem }
                    }
                }
                return nil
            } catch {
                return error is PluginError ? nil : "an error of another kind: \(error)"
            }
        }
    }

    /// An image is believed or refused; what is believed can be read through, whatever the numbers in it.
    @Test func aSnapshotsImageIsReadOrRefused() {
        var image: [UInt8] = []
        Self.snapshot().writeImage { image.append(contentsOf: $0) }
        Fuzz.run("images", short: 300) { random in
            let bytes = ImageMemory(random.isOne(in: 20) ? image : random.mutated(image, with: []))
            do throws(ByteReader.Mismatch) {
                let snapshot = try Snapshot(image: UnsafeRawBufferPointer(bytes.memory), owner: bytes)
                Self.walk(snapshot)
            } catch {}
            return nil
        }
    }

    private static func walk(_ snapshot: Snapshot) {
        let view = View(
            district: District(snapshot: snapshot), reads: Set(RecordKind.allCases), plugin: "fuzz")
        for row in 0..<snapshot.students.count {
            _ = (
                snapshot.id(of: row), snapshot.name(of: row), snapshot.grade(of: row),
                snapshot.school(of: row)
            )
            _ = (
                snapshot.attendance(of: row), snapshot.discipline(of: row), snapshot.attendanceStreak(of: row)
            )
            _ = (snapshot.credits(of: row), snapshot.homework(of: row), snapshot.latestGradingPeriod(of: row))
            for contact in snapshot.contacts[row] { _ = view.value(contact.note) }
            for fact in snapshot.demographics[row] { _ = (view.value(fact.name), view.value(fact.value)) }
            for column in snapshot.indicatorColumns { _ = column.value(row: row) }
        }
        for (number, mentor) in snapshot.mentors.enumerated() {
            _ = (mentor.caseloadLimit, snapshot.caseload(of: number))
        }
        _ = snapshot.row(of: Identifier("S-2"))
    }

    private static func snapshot() -> Snapshot {
        let first = CalendarDate(dayNumber: 20_515)
        var builder = SnapshotBuilder(asOf: first + 19)
        let school = builder.addSchool(School(id: "school", name: "School"))
        builder.addTerm(Term(id: "year", title: "Year", kind: .schoolYear, start: first, end: first + 100))
        for offset in 0..<20 { builder.addSchoolDay(first + offset, school: school) }
        for id in ["S-1", "S-2", "S-3"] {
            var student = StudentRecord(id: Identifier(id))
            (student.school, student.givenName, student.familyName) = (school, "Given", "Family \(id)")
            guard let row = builder.addStudent(student) else { continue }
            builder.add(AttendanceEvent(date: first + 3, code: .unexcused), to: row)
            builder.add(DisciplineEvent(date: first + 2, kind: .referral, days: 0), to: row)
            builder.add(
                CourseResult(
                    date: first + 5, term: builder.intern("Q1"), course: builder.intern("Algebra"),
                    subject: builder.intern("Mathematics"), letter: builder.intern("C"), percent: 71,
                    attempted: 1, earned: 1, inProgress: nil), to: row)
        }
        return builder.finish()
    }
}

/// Bytes from a place that is a multiple of eight, with nothing behind them.
private final class ImageMemory: @unchecked Sendable {
    // Sendable although it holds a pointer: nothing writes there after `init`.
    let memory: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        memory = .allocate(byteCount: bytes.count, alignment: 16)
        memory.copyBytes(from: bytes)
    }

    deinit { memory.deallocate() }
}
