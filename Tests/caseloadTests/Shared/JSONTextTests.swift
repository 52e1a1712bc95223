import Foundation
import Testing

@testable import caseload

@Suite struct JSONTextTests {
    @Test(arguments: ["", "a\"b\\c", "\u{0}\u{1F}\u{7F}\r\n\t", "Zoë 王 👍 \u{2028}", "</script>"])
    func stringsAreReadBack(text: String) throws {
        let read = try JSONDecoder().decode(
            [String].self, from: Data(JSONText.array([JSONText.string(text)]).utf8))
        #expect(read == [text])
    }

    @Test func keysStayInOrder() {
        #expect(
            JSONText.object([(key: "b", value: "1"), (key: "a", value: "null")]) == "{\"b\": 1, \"a\": null}")
        #expect(JSONText.array([]) == "[]\n")
    }
}
