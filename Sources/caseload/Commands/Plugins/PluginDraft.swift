/// What `caseload plugin new` writes, by what the plugin contributes.
enum PluginDraft: String, CaseIterable {
    case score, report

    /// The words that are understood.
    static let kinds = allCases.map(\.rawValue).joined(separator: ", ")

    /// The command that uses such a plugin.
    var use: String { self == .score ? "run" : "report" }

    /// The files by name.
    func files(name: String) -> [(name: String, text: String)] {
        [("plugin.json", manifest(name)), ("init.lua", code), ("test.lua", test)]
    }

    private func manifest(_ name: String) -> String {
        let rest =
            switch self {
            case .score:
                """
                  "summary": "Who missed more days in a month than they should.",
                  "contributes": ["score"],
                  "reads": ["attendance"],
                  "options": {
                    "absences": { "type": "integer", "default": 3, "minimum": 1, "summary": "Days missed in a month that mean high risk." }
                  }
                """
            case .report:
                """
                  "summary": "A list of students with their attendance.",
                  "contributes": ["report"],
                  "reads": ["identity", "attendance"],
                  "report": { "format": "csv" }
                """
            }
        return """
            {
              "name": "\(name)",
              "version": "0.1.0",
              "api": 1,
            \(rest)
            }

            """
    }

    private var code: String {
        switch self {
        case .score:
            """
            ---@type caseload.Plugin
            local plugin = {}

            function plugin.score(student, options)
              local month = student.attendance:last(30)
              -- What is not on record is nil, never zero: without school days there is nothing to say.
              if not month.rate then return nil end

              local high = month.absences >= options.absences
              return {
                score = 100 * (1 - month.rate),
                tier = high and "intensive" or "basic",
                reasons = high and { ("%d of %d days missed"):format(month.absences, month.days_enrolled) } or nil,
              }
            end

            return plugin

            """
        case .report:
            """
            ---@type caseload.Plugin
            local plugin = {}

            function plugin.report(document)
              document:row { "id", "name", "attendance" }
              for student in document.students do
                local rate = student.attendance.rate
                document:row { student.id, student.name, rate and ("%.1f %%"):format(rate * 100) or "" }
              end
            end

            return plugin

            """
        }
    }

    private var test: String {
        switch self {
        case .score:
            """
            test.case("three days missed in a month mean intensive", function()
              local results = test.run {
                as_of = "2026-03-27",
                students = {
                  { id = "S-1", attendance = {
                    { date = "2026-03-02", code = "unexcused" },
                    { date = "2026-03-03", code = "unexcused" },
                    { date = "2026-03-04", code = "excused" },
                  } },
                  { id = "S-2" },
                },
              }
              test.equal(results["S-1"].tier, "intensive")
              test.contains(results["S-1"].reasons[1], "3 of")
              test.equal(results["S-2"].tier, "basic")
            end)

            """
        case .report:
            """
            test.case("a student is a row", function()
              local text = test.report {
                as_of = "2026-03-27",
                year_start = "2025-08-18",
                students = {
                  { id = "S-1", given_name = "Ana", family_name = "Lind",
                    attendance = { { date = "2026-03-02", code = "unexcused" } } },
                },
              }
              test.contains(text, "S-1,Ana Lind,99.4 %")
            end)

            """
        }
    }
}
