local function report(format, change)
  local description = {
    as_of = "2026-03-30", year_start = "2025-09-01", title = "All students", format = format,
    mentors = { { id = "rivera", name = "A. Rivera" } },
    services = {
      { id = "club", name = "Homework Club", offers = { "Tutoring" } },
      { id = "lab", name = "Math Lab", offers = { "Tutoring" } },
      { id = "talk", name = "Youth <Talk>", offers = { "Counseling" } },
    },
    scores = { ["check-and-connect"] = {
      a = { tier = "intensive", score = 20, domains = { academic = 20, behavioral = 10 } },
      b = { tier = "basic", score = 4, domains = { behavioral = 4 } },
      c = { tier = "intensive", score = 50, domains = { behavioral = 0 } } } },
    students = {
      { id = "a", given_name = "Ada", linkages = {
        { date = "2026-02-02", service_id = "club", status = "proposed", reason = "two F", domain = "academic" },
        { date = "2026-02-02", service_id = "lab", status = "proposed" },
        { date = "2026-03-02", service_id = "lab", status = "active", mentor_id = "rivera", note = "secret" },
        { date = "2025-10-02", service_id = "talk", status = "enrolled" },
        { date = "2025-12-02", service_id = "talk", status = "completed", outcome = "feels better" } } },
      { id = "b", given_name = "Bo" }, { id = "c", given_name = "Cy" },
    },
  }
  if change then change(description) end
  return test.report(description)
end

test.case("counts, what waits, who is linked", function()
  local html = report "html"
  test.contains(html, "<dt>Linked to a service now</dt><dd>1</dd>")
  test.contains(html, "<dt>Open linkages</dt><dd>2</dd>")
  test.contains(html, "<dt>Waiting more than 21 days</dt><dd>1</dd>")
  test.contains(html, '<td class="short alert">proposed</td>')
end)

test.case("gaps, overlaps, what is unused, and what came of it", function()
  local markdown = report("markdown", function(district) district.students[1].linkages[5] = nil district.students[1].linkages[4] = nil end)
  test.contains(markdown, "| Ada | a | – | School | behavioral |")
  test.contains(markdown, "| Bo | b | – | School | behavioral |")
  test.equal(markdown:find("| Ada | a | – | School | academic |", 1, true), nil, "a proposal is a linkage")
  test.equal(markdown:find("| Cy | c |", 1, true), nil, "no domain is at risk")
  test.contains(report("markdown", function(district) district.scores = nil end), "No findings tell of any risk yet.")
  test.contains(markdown, "| Ada | a | Tutoring | Homework Club; Math Lab |")
  test.contains(markdown, "| Youth \\<Talk\\> |")
  test.contains(markdown, "None is closed yet.")
  test.contains(report "markdown", "| Ada | Youth \\<Talk\\> | completed | 2025-12-02 | feels better |")
  test.contains(report "markdown", "Every service on offer is used.")
end)

test.case("notes are not in it", function()
  test.equal(report("json"):find("secret", 1, true), nil)
end)

test.case("a district without services", function()
  local html = report("html", function(district)
    district.services = nil
    for _, student in ipairs(district.students) do student.linkages = nil end
  end)
  test.contains(html, "No student is or was linked to a service.")
  test.contains(html, "No linkage is open.")
end)
