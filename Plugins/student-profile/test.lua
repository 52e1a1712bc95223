local function profile(student, format)
  student.id = "S-1"
  return test.report { as_of = "2026-03-31", year_start = "2025-08-18", title = "Ada Sample", format = format,
    services = { { id = "club", name = "Homework Club", offers = { "Tutoring" } } },
    mentors = { { id = "rivera", name = "A. Rivera" } }, students = { student } }
end

test.case("a page without a record says so, and has no zeros", function()
  local html = profile { given_name = "Ada" }
  test.contains(html, "<h1>Ada</h1>")
  test.contains(html, "None on record yet: ask what the student is proud of.")
  test.contains(html, "Nobody on record: ask whom to call.")
  test.contains(html, "No credits on record.")
  test.contains(html, "<dt>Mentor</dt><dd>–</dd>")
  test.contains(html, '<th scope="row">Autonomy (1 to 4)</th><td>–</td>')
end)

test.case("strengths and goals come before all figures", function()
  local html = profile {
    strengths = { { date = "2026-03-02", strength = "Draws <well>" } },
    goals = { { goal = "Pass Algebra", set_on = "2026-02-02", due = "2026-06-01", progress = 40 },
      { goal = "Come on time", set_on = "2026-02-02", status = "reached", closed_on = "2026-03-01" } },
  }
  test.contains(html, "<li>Draws &lt;well&gt;</li>")
  test.contains(html, "<li>Pass Algebra (40&nbsp;% of the way, by <time>2026-06-01</time>)</li>")
  test.contains(html, '<li class="good">Come on time (reached)</li>')
  test.equal(html:find("Draws", 1, true) < html:find("<h2>Attendance</h2>", 1, true), true)
end)

test.case("values have a spark line and a trend", function()
  local html = profile { observations = {
    { date = "2026-03-03", indicator = "time_on_task", value = 5 },
    { date = "2026-03-10", indicator = "time_on_task", value = 7 } } }
  test.contains(html, '<th scope="row">Time on task (0 to 10)</th><td class="short">7</td><td><svg class="spark"')
  test.contains(html, '<td class="short good">▲ up</td>')
end)

test.case("attendance as a line and as a calendar", function()
  local html = profile { attendance = { { date = "2026-03-24", code = "unexcused" } } }
  test.contains(html, "1 of 16 below 90 %.")
  test.contains(html, "Calendar from 2025-08-18 to 2026-03-31. Days: 0 tardy, 0 excused, 1 unexcused.")
end)

test.case("credits by subject", function()
  local markdown = profile({ credits = {
    { date = "2025-12-19", subject = "English", attempted = 1, earned = 1 },
    { date = "2025-12-19", subject = "Mathematics", attempted = 1, earned = 0.5 } } }, "markdown")
  test.contains(markdown, "- **Earned:** 1.5\n- **Attempted:** 2\n")
  test.contains(markdown, "| Mathematics | – | 0.5 |")
end)

test.case("interventions, contacts and guardians", function()
  local html = profile {
    mentor = "rivera",
    guardians = { { name = "Mo Sample", relationship = "mother" } },
    interventions = { { start = "2026-03-05", kind = "intensive", focus = "academic_support", mentor_id = "rivera" } },
    linkages = { { date = "2026-03-02", service_id = "club", status = "referred", reason = "two F" } },
    contacts = {
      { date = "2026-03-04", with = "student", setting = "school" },
      { date = "2026-03-10", with = "guardian", mode = "phone", minutes = 20, person = "Mo Sample" },
    },
  }
  test.contains(html, '<td class="short good">open</td><td class="short">intensive</td><td>academic support</td><td class="short">A. Rivera</td>')
  test.contains(html, '<th scope="row">Homework Club</th><td class="short good">referred</td><td class="short"><time>2026-03-02</time></td><td>–</td><td class="short">two F</td>')
  test.contains(html, "2 in all: 1 with the student, 1 with the family, 0 with others.")
  test.contains(html, '<th scope="row" class="short"><time>2026-03-10</time></th><td class="short">guardian</td><td class="short">Mo Sample</td><td class="short">–</td><td class="short">phone</td>')
  test.contains(html, '<th scope="row" class="short">Mo Sample</th><td class="short">mother</td>')
end)
