import Foundation
import Testing

@Suite struct EvaluateTests {
    /// 40 students with days missed from 0 to 3; it happened to all with 3, to half of those with 2.
    private func district() throws -> Program {
        let program = try Program()
        var students = "student_id,grade,school_id,enrolled_from\n"
        var attendance = "student_id,date,code\n"
        var outcomes = "student_id,outcome,value\n"
        var demographics = "student_id,name,value\n"
        for number in 0..<40 {
            let id = "S-\(100 + number)"
            let missed = number / 10
            students += "\(id),9,north,2025-09-01\n"
            for day in 0..<missed { attendance += "\(id),2025-09-0\(2 + day),unexcused\n" }
            if number != 0 {
                let happened = missed == 3 || (missed == 2 && number % 2 == 0)
                outcomes += "\(id),left,\(happened ? 1 : 0)\n"
            }
            let side = number % 2 == 0 ? "east" : number == 1 ? "rare" : number == 3 ? "odd" : "west"
            demographics += "\(id),side,\(side)\n"
        }
        outcomes += "S-100,grade_average,3.5\n"
        var files = SmallDistrictFiles.files.filter {
            ["schools.csv", "calendar.csv", "terms.csv"].contains($0.key)
        }
        files["students.csv"] = students
        files["attendance.csv"] = attendance
        files["outcomes.csv"] = outcomes
        files["demographics.csv"] = demographics
        let folder = program.path("files")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        #expect(try program.run("init").status == 0)
        let imported = try program.run("import", "files")
        try #require(imported.status == 0, "\(imported.error)")
        try TestPlugin.points.write(into: program.path("Plugins"))
        #expect(try program.run("run", "points", "--as-of", "2025-09-26").status == 0)
        return program
    }

    @Test func saysHowWellTheScoreDid() throws {
        let program = try district()
        let evaluate = [
            "evaluate", "points", "--outcome", "left", "--as-of", "2025-09-26", "--seats", "15",
        ]
        let usual = try program.run(evaluate)
        #expect(
            usual.output.contains("\n2.0           —         —      —\n4.0          10"), "\(usual.output)")
        #expect(usual.output.contains("\n— is a figure that is not shown"))
        let json = try program.run(evaluate + ["--format", "json"]).output
        #expect(json.contains(#""students": null, "happened": null"#), "\(json)")
        let outcome = try program.run(evaluate + ["--allow-small-cells"])
        #expect(outcome.error == "")
        // Nobody is named in it; what tells one student from all others makes no groups.
        let hidden = try program.run(evaluate + ["--allow-small-cells", "--deidentify"])
        #expect(hidden.output == outcome.output)
        let log = try program.run("access-log", "--format", "csv").output
        #expect(log.contains(#"""allow-small-cells"": true, ""deidentify"": true"#), "\(log)")
        #expect(
            outcome.output == """
                points 1.2.3 of 2025-09-26 against 'left': 39 students
                1 more have a score and no outcome, 0 an outcome and no score; a higher score is taken as the higher risk

                Discrimination
                area under the ROC curve 0.965 (95 %: 0.898 to 1.000); it happened to 15, not to 24

                Tiers
                tier  students  happened  share
                low         19         0    0 %
                high        20        15   75 %

                Calibration: how often it happened, by score
                score  students  happened  share
                0.0           9         0    0 %
                2.0          10         0    0 %
                4.0          10         5   50 %
                6.0          10        10  100 %

                With 15 seats for those at the highest risk
                83 % of the seats reach a student to whom it happened; 83 % of those students have a seat; 2.2 times as many as by lot

                By side
                group             students  happened  share   area  have a seat  false alarms
                east                    19        10   53 %  1.000        100 %           0 %
                3 smaller groups        20         5   25 %  1.000        100 %          33 %

                """)
    }

    @Test func jsonHasTheSameFigures() throws {
        let outcome = try district().run(
            "evaluate", "points", "--outcome", "left", "--as-of", "2025-09-26", "--format", "json")
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(json?["students"] as? Int == 39)
        let area = (json?["discrimination"] as? [String: Any])?["area"] as? Double
        #expect(area.map { abs($0 - 0.9653) < 0.0001 } == true)
        #expect(((json?["groups"] as? [String: Any])?["side"] as? [Any])?.count == 2)
    }

    @Test(
        arguments: [
            (["points", "--outcome", "lft"], 65, "no outcome 'lft' on record; did you mean 'left'?"),
            (
                ["pionts", "--outcome", "left"], 65,
                "no results of 'pionts' up to 2025-09-26; did you mean 'points'?"
            ),
            (
                ["points", "--outcome", "grade_average"], 65,
                "outcome 'grade_average' has the value 3.5; expected 0"
            ),
            (
                ["points", "--outcome", "left", "--by", "sdie"], 64,
                "--by sdie: no such field; did you mean 'side'?"
            ),
            (["points", "--outcome", "left", "--seats", "0"], 64, "--seats 0: expected 1 or more"),
        ])
    func whatCannotBeEvaluatedIsSaid(arguments: [String], status: Int32, part: String) throws {
        let outcome = try district().run(["evaluate"] + arguments + ["--as-of", "2025-09-26"])
        #expect(outcome.status == status)
        #expect(outcome.error.contains(part), "\(outcome.error)")
        #expect(outcome.output == "")
    }
}
