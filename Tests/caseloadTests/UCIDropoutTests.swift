import Foundation
import Testing

/// The whole way on 4,424 real students, where the file is at hand: at `CASELOAD_UCI_DATA`, or beside the
/// checkout in `shared/data/uci-dropout/data.csv`.
@Suite struct UCIDropoutTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    private static let data =
        ProcessInfo.processInfo.environment["CASELOAD_UCI_DATA"]
        ?? "\(root)/../shared/data/uci-dropout/data.csv"

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: data),
            "the UCI file is not at CASELOAD_UCI_DATA nor in ../shared/data/uci-dropout/data.csv"))
    func goesFromTheFileToAReport() throws {
        let program = try Program()
        let example = "\(Self.root)/Examples/uci-dropout"
        let files = ["\(example)/indicators.csv", Self.data, "--mapping", "\(example)/mapping.json"]
        #expect(try program.run("init").status == 0)
        let imported = try program.run(["import"] + files)
        try #require(imported.status == 0, "\(imported.error)")
        let again = try program.run(["import"] + files)
        #expect(again.output.hasSuffix("\n0 new, 0 changed\n"), "\(again.output)")

        let run = try program.run("run", "dropout-risk", "--plugins", "\(example)/Plugins")
        #expect(run.status == 0, "\(run.error)")
        let row = run.lines.first { $0.hasPrefix("dropout-risk ") }?.split(separator: " ") ?? []
        #expect(row.count == 8)
        #expect(row.dropFirst(2).first == "4424")

        let evaluation = try program.run(
            "evaluate", "dropout-risk", "--outcome", "dropout", "--plugins", "\(example)/Plugins")
        #expect(evaluation.status == 0, "\(evaluation.error)")
        #expect(
            evaluation.lines.contains {
                $0.hasPrefix("area under the ROC curve 0.944 (95 %: 0.935 to 0.952)")
            })

        let report = try program.run("report", "caseload-csv", "--all", "--output", "risk.csv")
        #expect(report.error == "Wrote risk.csv about 4,424 students\n")
        let lines = try #require(program.text(of: "risk.csv")).split { $0.isNewline }
        #expect(lines.count == 4425)
        #expect(lines.first?.contains("dropout-risk_score") == true)
    }
}
