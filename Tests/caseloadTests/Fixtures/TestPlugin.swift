import Foundation

/// A plugin that a test writes into a folder.
struct TestPlugin {
    var name = "points"
    var manifest = """
        "contributes": ["score"], "reads": ["attendance"], "tiers": ["low", "high"],
        "options": { "step": { "type": "integer", "default": 2, "minimum": 1, "summary": "Points a day." } }
        """
    var code: String

    /// Writes the plugin's folder into `folder`.
    func write(into folder: String) throws {
        let place = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let json = """
            { "name": "\(name)", "version": "1.2.3", "api": 1, "summary": "For a test.", \(manifest) }
            """
        try Data(json.utf8).write(to: URL(fileURLWithPath: "\(place)/plugin.json"))
        try Data(code.utf8).write(to: URL(fileURLWithPath: "\(place)/init.lua"))
    }

    /// Gives each absence some points, and nothing to students without a school day.
    static let points = TestPlugin(
        code: """
            local plugin = {}
            function plugin.score(student, options)
              local absences = student.attendance.absences
              return { score = absences * options.step, tier = absences > 1 and "high" or "low",
                reasons = { ("%d days missed"):format(absences) } }
            end
            return plugin
            """)

    /// Fails on student S-2.
    static let failing = TestPlugin(
        name: "failing",
        code: """
            local plugin = {}
            function plugin.score(student, options)
              if student.id == "S-2" then
                error("no luck")
              end
              if student.id == "S-3" then return nil end
              return { score = 1, tier = "low" }
            end
            return plugin
            """)

    /// Lists the students' ids and names.
    static let roll = TestPlugin(
        name: "roll",
        manifest: """
            "contributes": ["report"], "report": { "format": "csv" }, "reads": ["identity"]
            """,
        code: """
            local plugin = {}
            function plugin.report(document)
              for student in document.students do
                document:row { student.id, student.name }
              end
            end
            return plugin
            """)

    /// Shows the students' names in every part of a report, in every format.
    static let names = TestPlugin(
        name: "names",
        manifest: """
            "contributes": ["report"], "reads": ["identity"],
            "report": { "formats": ["html", "markdown", "csv", "json"] }
            """,
        code: """
            local plugin = {}
            function plugin.report(document)
              local rows = {}
              for student in document.students do
                local name = student.name
                rows[#rows + 1] = { name, student.id }
                document:page(name, { note = name }, function()
                  document:heading(name)
                  document:paragraph { name, lead = name }
                  document:list { name }
                  document:facts { { name, name } }
                  document:chart(chart.bar { title = name, labels = { name }, unit = name, values = { 1 },
                    marks = { { value = 1, label = name } } })
                  document:chart(chart.line { title = name, labels = { name }, series = { { name = name, values = { 1 } } } })
                  document:lines(name, 1)
                end)
              end
              document:table { caption = "All", interactive = true, columns = { "Name", "Id" }, rows = rows }
            end
            return plugin
            """)
}
