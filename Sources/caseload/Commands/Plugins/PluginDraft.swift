/// What `caseload plugin new` writes, by what the plugin contributes.
enum PluginDraft: String, CaseIterable {
    case score, link, report, indicators
    case rows = "import"

    /// The words that are understood.
    static let kinds = allCases.map(\.rawValue).joined(separator: ", ")

    /// The commands that use such a plugin, whose folder is in this one; without the program's name.
    func use(_ name: String, in directory: String) -> [String] {
        let plugins = directory == "Plugins" ? "" : " --plugins \(directory)"
        return switch self {
        case .score, .link: ["run \(name)\(plugins)"]
        case .report: ["report \(name) --all\(plugins)"]
        case .indicators: ["import \(directory)/\(name)/indicators.csv", "run \(name)\(plugins)"]
        case .rows: ["import --plugin \(name) Absences.csv\(plugins)"]
        }
    }

    /// The files by name.
    func files(name: String) -> [(name: String, text: String)] {
        [("plugin.json", manifest(name)), ("init.lua", code), ("test.lua", test)] + data
    }

    /// The files of data that its commands read.
    private var data: [(name: String, text: String)] {
        switch self {
        case .score, .link, .report, .rows: []
        case .indicators:
            [
                (
                    "indicators.csv",
                    """
                    id,domain,title,unit,minimum,maximum,direction,cadence,source
                    punctuality,behavioral,Punctuality,share of school days,0,1,higher,weekly,Derived from attendance

                    """
                )
            ]
        }
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
            case .link:
                """
                  "summary": "A tutor for whoever misses school.",
                  "contributes": ["link"],
                  "reads": ["attendance", "demographics", "linkages"],
                  "options": {
                    "kind": { "type": "string", "default": "tutoring", "summary": "What is to be offered." },
                    "rate": { "type": "number", "default": 0.95, "minimum": 0, "maximum": 1, "summary": "Attendance below which it is proposed." }
                  }
                """
            case .report:
                """
                  "summary": "A list of students with their attendance.",
                  "contributes": ["report"],
                  "reads": ["identity", "attendance"],
                  "report": { "format": "csv" }
                """
            case .indicators:
                """
                  "summary": "The lessons of a month that a student was in time for.",
                  "contributes": ["indicators"],
                  "reads": ["attendance"]
                """
            case .rows:
                """
                  "summary": "The attendance office's list of absences.",
                  "contributes": ["import"]
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
        case .link:
            """
            ---@type caseload.Plugin
            local plugin = {}

            function plugin.link(student, directory, options)
              local rate = student.attendance.rate
              if not rate or rate >= options.rate then return nil end
              for _, linkage in ipairs(student.linkages) do
                if linkage.is_open and linkage.service:is_offering(options.kind) then return nil end
              end

              local found = directory:offering(options.kind):open_to(student)
              if student.school then found = found:near(student.school) end
              local nearest = found:to_table()[1]
              if not nearest then return nil end
              return { { service = nearest, priority = 2, reason = ("attendance %.0f %%"):format(rate * 100) } }
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
        case .indicators:
            """
            ---@type caseload.Plugin
            local plugin = {}

            -- The indicator is the district's own: indicators.csv, which is imported once, says what it is.
            function plugin.indicators(student)
              local month = student.attendance:last(30)
              local present = month.days_enrolled and month.days_enrolled - month.absences or 0
              if present == 0 then return nil end
              return { punctuality = 1 - math.min(1, month.tardies / present) }
            end

            return plugin

            """
        case .rows:
            """
            ---@type caseload.Plugin
            local plugin = {}

            local codes = { U = "unexcused", X = "excused", L = "tardy" }

            -- A row of the district's own file, by its headers; an empty field is "".
            function plugin.import(row, file)
              if row.Reason == "holiday" then return nil end
              local code = codes[row.Mark]
              if not code then return nil, ("the mark '%s' is not known"):format(row.Mark) end
              local day, month, year = row.Day:match "^(%d%d?)%.(%d%d?)%.(%d%d%d%d)$"
              if not day then return nil, ("the day '%s' is not as 31.12.2025"):format(row.Day) end
              return {
                attendance = {
                  student_id = row.Pupil, code = code, reason = row.Reason,
                  date = ("%04d-%02d-%02d"):format(year, month, day),
                },
              }
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
        case .link:
            """
            test.case("who misses school gets a tutor, once", function()
              local student = { id = "S-1", attendance = {
                { date = "2026-03-23", code = "unexcused" }, { date = "2026-03-24", code = "unexcused" },
              } }
              local district = {
                as_of = "2026-03-27", year_start = "2026-03-02",
                services = { { id = "SV-1", name = "Homework Club", offers = { "Tutoring" } } },
                students = { student, { id = "S-2" } },
              }
              local proposals = test.link(district)
              test.equal(proposals["S-1"][1].service, "SV-1")
              test.equal(proposals["S-1"][1].reason, "attendance 90 %")
              test.equal(proposals["S-2"], nil)
              student.linkages = { { service_id = "SV-1", date = "2026-03-25", status = "proposed" } }
              test.equal(test.link(district)["S-1"], nil)
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
        case .indicators:
            """
            test.case("a student who was tardy once in four days", function()
              local values = test.indicators {
                as_of = "2026-03-05", year_start = "2026-03-02",
                indicators = { { id = "punctuality", domain = "behavioral", minimum = 0, maximum = 1 } },
                students = { { id = "S-1", attendance = { { date = "2026-03-03", code = "tardy" } } } },
              }
              test.equal(values["S-1"].punctuality, 0.75)
            end)

            """
        case .rows:
            """
            test.case("a mark becomes a code, and what is not known is refused", function()
              local rows = test.import {
                name = "Absences.csv",
                rows = {
                  { Pupil = "S-1", Day = "3.2.2026", Mark = "U", Reason = "" },
                  { Pupil = "S-1", Day = "4.2.2026", Mark = "?", Reason = "" },
                  { Pupil = "S-1", Day = "5.2.2026", Mark = "X", Reason = "holiday" },
                },
              }
              test.equal(rows[1].attendance[1].date, "2026-02-03")
              test.equal(rows[1].attendance[1].code, "unexcused")
              test.equal(rows[2].refused, "the mark '?' is not known")
              test.equal(next(rows[3]), nil)
            end)

            """
        }
    }
}
