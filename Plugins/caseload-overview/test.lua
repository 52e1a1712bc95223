local function overview(format, students)
  return test.report { as_of = "2026-03-31", year_start = "2025-08-18", title = "A. Rivera", format = format,
    scores = { ["check-and-connect"] = {
      ["S-1"] = { score = 20, tier = "basic", reasons = {} },
      ["S-2"] = { score = 80, tier = "intensive", reasons = { "4 absences" } } } },
    students = students or {
      { id = "S-1", given_name = "Ada", family_name = "Sample", grade = 9, contacts = { { date = "2026-03-30", with = "student" } } },
      { id = "S-2", given_name = "Bo", family_name = "Sample", grade = 10, attendance = {
        { date = "2026-03-24", code = "unexcused" }, { date = "2026-03-25", code = "unexcused" },
        { date = "2026-03-26", code = "unexcused" }, { date = "2026-03-27", code = "tardy" } },
        goals = { { goal = "Pass", set_on = "2026-02-02" } },
        interventions = { { start = "2026-02-02", kind = "intensive" } } },
      { id = "S-3", given_name = "Cy" },
    } }
end

test.case("those with the most points come first, those without last", function()
  local lines = {}
  for line in overview("csv"):gmatch("[^\r\n]+") do lines[#lines + 1] = line end
  test.equal(#lines, 4)
  test.contains(lines[1], "name,student_id,grade,tier,points,attendance_by_week,attendance_rate,absences")
  test.contains(lines[2], "Bo Sample,S-2,10,intensive,80,")
  test.contains(lines[2], ",never,never,1,1,4 absences")
  test.contains(lines[3], "Ada Sample,S-1,9,basic,20,")
  test.contains(lines[4], "Cy,S-3,,,,")
end)

test.case("the page says how many stand out, and is sorted by its reader", function()
  local html = overview "html"
  test.contains(html, "<dt>At high risk</dt><dd>1</dd>")
  test.contains(html, "<dt>No talk for 7 days</dt><dd>2</dd>")
  test.contains(html, "<table data-interactive>")
  test.contains(html, '<th scope="col" data-filter>Tier</th>')
  test.contains(html, '<td class="short alert">intensive</td>')
end)

test.case("no student is no error", function()
  test.contains(overview("html", {}), "No students on this caseload.")
end)
