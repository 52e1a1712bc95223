import Testing

@testable import PluginHost

/// What a loop over texts gives.
@Suite struct TextListTests {
    @Test(arguments: [
        ([], []), (["a"], ["a"]), (["a", "b", "c"], ["a", "b", "c"]),
        // The loop knows the text that it has seen, not its place.
        (["a", "b", "a", "c", "b"], ["a", "b", "c"]), (["", ""], [""]),
    ])
    func aLoopGivesEachTextOnce(_ texts: [String], _ given: [String]) {
        let list = TextList(texts: texts)
        var seen: [String] = []
        while let text = list.text(after: seen.last) { seen.append(text) }
        #expect(seen == given)
    }
}
