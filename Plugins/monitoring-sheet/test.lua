local function sheet(student)
  student.id = "S-1"
  return test.report {
    as_of = "2026-03-31", year_start = "2025-08-18", title = "Sheets",
    students = { student, { id = "S-2", family_name = "Other", attendance = { { date = "2025-09-02", code = "tardy" } },
      discipline = { { date = "2025-09-02", kind = "referral" } } } },
  }
end

test.case("one article a student, with the student's name", function()
  local html = sheet { given_name = "Ada", family_name = "Sample", grade = 9 }
  local _, articles = html:gsub("<article", "")
  test.equal(articles, 2)
  test.contains(html, "<h2>Ada Sample</h2>")
  test.contains(html, "S-1 · grade 9 · School · no mentor · as of <time>2026-03-31</time>")
end)

test.case("a name is text, whatever it contains", function()
  local html = sheet { given_name = "<script>alert(1)</script>", family_name = [["&']] }
  test.contains(html, "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39;")
  test.equal(html:find("<script", 1, true), nil)
end)

test.case("the month and the month before, with the way it went", function()
  local html = sheet { attendance = {
    { date = "2026-02-10", code = "tardy" },
    { date = "2026-03-09", code = "unexcused" }, { date = "2026-03-10", code = "unexcused" },
  } }
  test.contains(html, '<th scope="row">Full-day absences</th><td class="short">2</td><td class="short">0</td><td class="short alert">▼ worse</td>')
  test.contains(html, '<th scope="row">Tardies</th><td class="short">0</td><td class="short">1</td><td class="short good">▲ better</td>')
end)

test.case("strengths and open goals come first, contacts and open interventions are counted", function()
  local html = sheet {
    strengths = { { date = "2026-03-02", strength = "Draws <well>" } },
    goals = {
      { goal = "Pass Algebra", set_on = "2026-02-02", due = "2026-06-01", progress = 40 },
      { goal = "Done", set_on = "2026-02-02", status = "reached", closed_on = "2026-03-01" },
    },
    contacts = {
      { date = "2026-03-10", with = "student" }, { date = "2026-03-17", with = "student" },
      { date = "2026-03-12", with = "guardian" }, { date = "2026-03-12", with = "district_staff" },
      { date = "2026-01-12", with = "guardian" },
    },
    interventions = {
      { start = "2026-02-02", kind = "intensive", focus = "academic_support" },
      { start = "2025-10-02", ["end"] = "2025-12-02", kind = "basic" },
      { start = "2026-04-06", kind = "intensive", focus = "connection", status = "planned" },
    },
  }
  test.contains(html, "<li>Draws &lt;well&gt;</li>")
  test.contains(html, "<li><strong>Goal:</strong> Pass Algebra (by <time>2026-06-01</time>, 40&nbsp;%)</li>")
  test.equal(html:find("Done", 1, true), nil)
  test.contains(html, '<th scope="row">Talks with the student</th><td>2</td>')
  test.contains(html, '<th scope="row">Contacts with the family</th><td>1</td>')
  test.contains(html, '<th scope="row">Contacts with others</th><td>1</td>')
  test.contains(html, '<th scope="row">Intervention, intensive on academic support</th><td>since <time>2026-02-02</time></td>')
  test.contains(html, '<th scope="row">Intervention, intensive on connection</th><td>planned for <time>2026-04-06</time></td>')
  test.equal(html:find("Intervention, basic", 1, true), nil)
end)

test.case("missing values are dashes, never zeros", function()
  local html = sheet {}
  test.contains(html, '<th scope="row">Autonomy (1–4)</th><td>–</td>')
end)

test.case("the chart has a bar a week and marks the weeks below 90 %", function()
  local html = sheet { attendance = { { date = "2026-03-24", code = "excused" } } }
  test.contains(html, 'fill="#fff" stroke="#1d2733" stroke-width="2"><title>3/23: 80 %</title>')
  test.contains(html, "Bar chart of 12 points, 1/12 to 3/30. Lowest 80 % (3/23)")
  test.contains(html, "1 of 12 below 90 %.")
end)

test.case("the same sheet as Markdown", function()
  local markdown = test.report { as_of = "2026-03-31", year_start = "2025-08-18", title = "Sheets", format = "markdown",
    students = { { id = "S-1", given_name = "Ada", strengths = { { date = "2026-03-02", strength = "Draws *well*" } } } } }
  test.contains(markdown, "## Ada\n")
  test.contains(markdown, "### Strengths and goals\n\n- Draws \\*well\\*\n")
end)
