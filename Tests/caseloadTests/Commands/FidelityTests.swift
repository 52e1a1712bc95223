import Foundation
import Testing

/// `caseload run fidelity`.
@Suite struct FidelityTests {
    @Test func isATableAMentor() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("run", "fidelity", "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.first == "Sam Lee (m-1): 1 of 7 rules met", "\(outcome.output)")
        for part in [
            "\nWeekly monitoring ", "\nCaseload  ", "no results of check-and-connect", "2 of 2 without",
            "\nJo Kim (m-2): ",
        ] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
    }

    @Test func aMentorOnWhomItFailsIsSaid() throws {
        let program = try Program.withSmallDistrict()
        let folder = program.path("Plugins/odd")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(
            #"{ "name": "odd", "version": "1", "api": 1, "summary": "s", "contributes": ["fidelity"] }"#.utf8
        ).write(to: URL(fileURLWithPath: "\(folder)/plugin.json"))
        try Data("return { fidelity = function(m) if m.id == 'm-1' then error 'no' end end }".utf8).write(
            to: URL(fileURLWithPath: "\(folder)/init.lua"))
        let outcome = try program.run("run", "odd", "--as-of", "2025-09-26")
        #expect(outcome.status == 1)
        #expect(outcome.output == "odd says nothing of any mentor\n")
        #expect(outcome.error == "caseload: odd failed on Sam Lee: odd/init.lua:1: no\n")
    }
}
