import Engagement
import Testing

@testable import PluginHost

private let whole = """
    {
      "name": "sample", "version": "1.2.3", "api": 1, "summary": "A sample.",
      "contributes": ["score"], "reads": ["attendance", "grades"], "tiers": ["low", "high"],
      "options": {
        "limit": { "type": "integer", "default": 3, "minimum": 0, "maximum": 9, "summary": "How many." },
        "share": { "type": "number", "default": 1, "summary": "How much." },
        "how": { "type": "string", "default": "fast", "choices": ["fast", "slow"], "summary": "How." },
        "loud": { "type": "boolean", "default": false, "summary": "Whether." }
      },
      "license": "MIT"
    }
    """

private func read(_ text: String, folder: String = "sample") throws(PluginError) -> Manifest {
    try Manifest(parsing: Array(text.utf8), place: "sample/plugin.json", folder: folder)
}

@Suite struct ManifestTests {
    @Test func readsAWholeManifest() throws {
        let manifest = try read(whole)
        #expect(manifest.name == "sample")
        #expect(manifest.version == "1.2.3")
        #expect(manifest.contributes == [.score])
        #expect(manifest.reads == [.attendance, .grades])
        #expect(manifest.tiers == ["low", "high"])
        #expect(manifest.options.map(\.name) == ["how", "limit", "loud", "share"])
        let options = try manifest.options(setting: [(name: String, value: String)]())
        #expect(options.text == #"{"how":"fast","limit":3,"loud":false,"share":1}"#)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let change: (String, String)
        let message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Refusal(
            change: (#""summary": "A sample.""#, #""sumary": "A sample.""#),
            message: "unknown key 'sumary'; did you mean 'summary'?"),
        Refusal(
            change: (#""license": "MIT""#, #""licence_text": "MIT""#),
            message: "unknown key 'licence_text'; known are "),
        Refusal(
            change: (#""default": 3,"#, #""default": 3, "minimun": 1,"#),
            message: "unknown key 'options.limit.minimun'; did you mean 'minimum'?"),
        Refusal(
            change: (#""attendance""#, #""attendence""#),
            message: "reads: unknown 'attendence'; did you mean 'attendance'?"),
        Refusal(
            change: (#"["score"]"#, #"["scores"]"#),
            message: "contributes: unknown 'scores'; did you mean 'score'?"),
        Refusal(
            change: (#"["score"]"#, #"[]"#),
            message: "contributes: expected at least one function, found none"),
        Refusal(
            change: (#""api": 1"#, #""api": 7"#),
            message: "written for interface 7; this program offers 1; use a newer caseload"),
        Refusal(
            change: (#""api": 1"#, #""api": "1""#),
            message: "api: expected an integer, found a string"),
        Refusal(
            change: (#""name": "sample""#, #""name": "other""#),
            message: "name: is 'other', but the folder is 'sample'; name both alike"),
        Refusal(
            change: (#""name": "sample""#, #""name": "Sample""#),
            message:
                "name: expected lower-case letters, digits and '-', beginning with a letter, found 'Sample'"),
        Refusal(
            change: (#""default": 3"#, #""default": 30"#),
            message: "options.limit.default: option 'limit': expected at least 0.0 and at most 9.0, found 30"),
        Refusal(
            change: (#""default": "fast""#, #""default": "fst""#),
            message: "option 'how': expected one of fast, slow, found 'fst'; did you mean 'fast'?"),
        Refusal(
            change: (#""contributes": ["score"]"#, #""contributes": ["report"]"#),
            message: "report: missing; a plugin that contributes a report says its file type"),
        Refusal(change: (#""api": 1,"#, #""api": 1"#), message: "not JSON: "),
    ])
    func refuses(_ refusal: Refusal) {
        let text = whole.replacing(refusal.change.0, with: refusal.change.1)
        #expect(text != whole)
        let error = #expect(throws: PluginError.self) { try read(text) }
        #expect(error?.place == "sample/plugin.json")
        #expect(error?.message.contains(refusal.message) == true, "\(error?.message ?? "none")")
    }

    @Test func refusesWhatIsNoObject() {
        #expect(
            throws: PluginError(
                place: "sample/plugin.json", message: "the manifest: expected an object, found an array")
        ) { try read("[]") }
    }

    @Test(arguments: [
        ("limit", "4", #""limit":4"#), ("share", "0.25", #""share":0.25"#), ("how", "slow", #""how":"slow""#),
        ("loud", "true", #""loud":true"#),
    ])
    func setsOptions(_ name: String, _ text: String, _ expected: String) throws {
        let options = try read(whole).options(setting: [(name, text)])
        #expect(options.text.contains(expected))
    }

    @Test(arguments: [
        ("limit", "4.5", "option 'limit': expected an integer, found '4.5'"),
        ("limit", "10", "option 'limit': expected at least 0.0 and at most 9.0, found 10"),
        ("share", "nan", "option 'share': expected a number, found 'nan'"),
        ("share", "0x10", "option 'share': expected a number, found '0x10'"),
        ("share", "1e999", "option 'share': expected a number, found '1e999'"),
        ("loud", "yes", "option 'loud': expected true or false, found 'yes'"),
        ("limt", "4", "plugin 'sample' has no option 'limt'; did you mean 'limit'?"),
        ("colour", "4", "plugin 'sample' has no option 'colour'; it has how, limit, loud, share"),
    ])
    func refusesOptions(_ name: String, _ text: String, _ message: String) throws {
        let manifest = try read(whole)
        #expect(throws: PluginError(place: "", message: message)) {
            try manifest.options(setting: [(name, text)])
        }
    }
}
