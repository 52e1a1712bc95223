import Engagement
import Testing

@testable import PluginHost

/// What a plugin may answer in `link`, and what the host says of the rest.
@Suite struct LinkAnswerTests {
    private static let manifest = """
        { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["link"], "reads": ["demographics"] }
        """

    private func district() -> District {
        var builder = SnapshotBuilder(asOf: CalendarDate("2026-03-30") ?? .unknown)
        var (club, gone) = (Service(id: "club", name: "Club"), Service(id: "gone", name: "Gone"))
        club.eligibility.minimumAge = 12
        gone.status = .inactive
        builder.directory.services = [club, gone, Service(id: "open", name: "Open")]
        _ = builder.addSchool(School(id: "n", name: "North"))
        if let row = builder.addStudent(StudentRecord(id: "a")) {
            let (name, value) = (builder.intern("birth_date"), builder.intern("2016-01-01"))
            builder.add(Demographic(name: name, value: value), to: row)
        }
        return District(snapshot: builder.finish())
    }

    private func outcome(_ answer: String) throws -> StudentOutcome {
        let folder = try PluginFolder([
            "plugin.json": Self.manifest,
            "init.lua": "return { link = function(student, directory, options) return \(answer) end }",
        ])
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        return try #require(try plugin.score(for: .link, district(), options: options).first).outcome
    }

    @Test func proposalsAreTaken() throws {
        #expect(
            try outcome(
                #"{ { service = "open", reason = "why", priority = 1, domain = "academic" }, }"#)
                == .proposed([
                    Proposal(service: "open", reason: "why", priority: 1, domain: .academic)
                ]))
        #expect(
            try outcome(#"{ { service = directory:find "open", reason = "why" } }"#)
                == .proposed([Proposal(service: "open", reason: "why", priority: 3)]))
        #expect(try outcome("nil") == .notScored)
        #expect(try outcome("{}") == .notScored)
    }

    @Test(
        arguments: [
            ("3", "expected nil or a list of { service = …, reason = …, priority = 1 to 5 }, got number"),
            (#"{ service = "open" }"#, "expected a list of proposals"),
            ("{ 3 }", "proposal 1: expected a table"),
            // What is of the host's is named by its kind.
            ("directory", "priority = 1 to 5 }, got caseload.Services"),
            (
                "{ directory[1] }",
                "proposal 1: expected a table { service = …, reason = … }, got caseload.Service"
            ),
            (
                "{ { service = student, reason = 'x' } }",
                "proposal 1: service: expected a service or its id, got caseload.Student"
            ),
            ("{ { reason = 'x' } }", "proposal 1: service: expected a service or its id, got nothing"),
            (
                "{ { service = 'opn', reason = 'x' } }",
                "service 'opn' is not in the directory; did you mean 'open'?"
            ),
            ("{ { service = 'gone', reason = 'x' } }", "service 'gone' is not offered on 2026-03-30"),
            (
                "{ { service = 'club', reason = 'x' } }",
                "service 'club' is for from 12 years, which the student is not; ask services:open_to(student)"
            ),
            ("{ { service = 'open' } }", "reason: expected a text of 1 to 1000 bytes"),
            ("{ { service = 'open', reason = 'a\\0b' } }", "reason: expected a text without NUL"),
            (
                "{ { service = 'open', reason = ('x'):rep(1001) } }",
                "reason: expected a text of 1 to 1000 bytes"
            ),
            ("{ { service = 'open', reason = 'x', priority = 6 } }", "priority: expected 1 to 5"),
            (
                "{ { service = 'open', reason = 'x', priority = 1.5 } }",
                "priority: expected a whole number from 1 to 5"
            ),
            ("{ { service = 'open', reason = 'x', domain = 'sports' } }", "domain: expected one of academic"),
            ("{ { service = 'open', reson = 'x' } }", "unknown field 'reson'; did you mean 'reason'?"),
            (
                "{ { service = 'open', reason = 'x' }, { service = 'open', reason = 'y' } }",
                "service 'open' is proposed twice"
            ),
            (
                "(function() local t = {} for i = 1, 11 do t[i] = { service = 'open', reason = 'x' } end return t end)()",
                "11 proposals; 10 at most"
            ),
        ])
    func anythingElseIsTheStudentsError(answer: String, message: String) throws {
        guard case .failed(let found) = try outcome(answer) else {
            Issue.record("expected an error")
            return
        }
        #expect(found.contains("the answer of link: "), "\(found)")
        #expect(found.contains(message), "\(found)")
    }

    @Test func aPluginThatReadsNoDemographicsCannotAskByAge() throws {
        let folder = try PluginFolder([
            "plugin.json": Self.manifest.replacing(#"["demographics"]"#, with: "[]"),
            "init.lua":
                "return { link = function(student, directory) return directory:open_to(student) end }",
        ])
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        guard
            case .failed(let message) = try plugin.score(for: .link, district(), options: options).first?
                .outcome
        else {
            Issue.record("expected an error")
            return
        }
        #expect(
            message.contains(
                "services:open_to: plugin 'sample' does not declare that it reads 'demographics'"))
    }
}
