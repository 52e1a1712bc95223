import Foundation
import Testing

/// The example under PySpark's `pipe` gives over several partitions what one program gives.
@Suite struct SparkExampleTests {
    /// The interpreter that `python3` is where the tests were started: the programs of a test see the system's only.
    private static let python: String = {
        if let named = ProcessInfo.processInfo.environment["CASELOAD_PYTHON"] { return named }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sys; print(sys.executable)"]
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return "python3" }
        let found = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return found.isEmpty ? "python3" : found.trimmingCharacters(in: .whitespacesAndNewlines)
    }()

    private static func hasSpark() throws -> Bool {
        try Program().shell("'\(python)' -c 'import pyspark' && command -v java").status == 0
    }

    @Test(
        .enabled(
            if: try hasSpark(),
            "PySpark or Java is not there (pip install pyspark; apt-get install openjdk-17-jre-headless)"))
    func partitionsGiveWhatOneProgramGives() throws {
        let program = try Program()
        try SmallDistrictFiles.write(to: program.path("district"))
        try TestPlugin.points.write(into: program.path("Plugins"))
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Examples/spark/score_with_spark.py").path
        let spark = try program.shell(
            "'\(Self.python)' '\(script)' '\(Program.executable)' district points 2025-09-26 3")
        try #require(spark.status == 0, "\(spark.error)")
        let lines = """
            {"id":"S-1","grade":9,"attendance":[{"date":"2025-09-02","code":"unexcused"},{"date":"2025-09-03","code":"unexcused"},{"date":"2025-09-04","code":"tardy"},{"date":"2025-09-08","code":"excused"}]}
            {"id":"S-2","grade":10,"attendance":[{"date":"2025-09-10","code":"excused"}]}
            {"id":"S-3","attendance":[]}
            {"id":"S-4","grade":9,"attendance":[]}
            {"id":"S-5","grade":11,"attendance":[]}
            {"id":"S-6","grade":12,"attendance":[{"date":"2025-09-19","code":"unexcused"}]}
            """
        try Data(lines.utf8).write(to: URL(fileURLWithPath: program.path("in.jsonl")))
        let one = try program.shell("caseload score points --stdin --as-of 2025-09-26 < in.jsonl")
        #expect(one.status == 0, "\(one.output)")
        #expect(spark.lines.filter { !$0.isEmpty }.sorted() == one.lines.filter { !$0.isEmpty })
        #expect(one.lines.first?.contains("3 days missed") == true)
        // What no partition could do is no empty answer.
        let refused = try program.shell(
            "'\(Self.python)' '\(script)' '\(Program.executable)' district nosuch 2025-09-26 2")
        #expect(refused.status != 0 && refused.error.contains("no plugin 'nosuch'"), "\(refused.error)")
    }
}
