import Foundation
import Lua
import Testing

@testable import PluginHost

@Suite struct ReferenceTests {
    /// The committed page is what the registrations give.
    @Test func pageIsUpToDate() throws {
        let file = URL(fileURLWithPath: BundledPluginTests.directory).appendingPathComponent("REFERENCE.md")
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try Data(Reference.page.utf8).write(to: file)
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(
            committed == Reference.page,
            "Plugins/REFERENCE.md is stale; renew it with CASELOAD_RENEW=1 Tests/run --filter ReferenceTests")
    }

    @Test func everythingRegisteredHasProseAndMethodsAnExample() {
        for type in Reference.types {
            #expect(!type.summary.isEmpty, "\(type.name)")
            for field in type.fields { #expect(!field.summary.isEmpty, "\(type.name).\(field.name)") }
            for method in type.methods {
                #expect(!method.summary.isEmpty && !method.example.isEmpty, "\(type.name):\(method.name)")
            }
        }
        for function in Reference.functions {
            #expect(!function.summary.isEmpty && !function.example.isEmpty, "\(function.name)")
        }
    }
}
