import Foundation
import Testing

@testable import PluginHost

/// The plugins of the examples pass their own tests, as the shipped ones do.
@Suite struct ExamplePluginTests {
    static let directory = URL(fileURLWithPath: BundledPluginTests.directory).deletingLastPathComponent()
        .appendingPathComponent("Examples/uci-dropout/Plugins").path

    @Test func dropoutRiskPassesItsTests() throws {
        let results = try PluginHost(directories: [Self.directory]).plugin(named: "dropout-risk").test()
        #expect(results.count == 4)
        for result in results { #expect(result.failure == nil, "\(result.name): \(result.failure ?? "")") }
    }
}
