---A mentor's students at a glance: one row a student, to be sorted and filtered on the page.
---@type caseload.Plugin
local plugin = {}

---The latest contact with somebody, or nil.
local function latest_contact(student, with)
  local contacts = student.contacts
  for number = #contacts, 1, -1 do
    if contacts[number].with == with then return contacts[number].date end
  end
end

local function open_interventions(student)
  local count = 0
  for _, intervention in ipairs(student.interventions) do
    if intervention.is_open then count = count + 1 end
  end
  return count
end

local function open_goals(student)
  local count = 0
  for _, goal in ipairs(student.goals) do
    if goal.status == "active" then count = count + 1 end
  end
  return count
end

local function weekly(student)
  local weeks, rates = student.attendance:by_week(8), {}
  for number, week in ipairs(weeks) do rates[number] = week.rate end
  if #weeks == 0 then return nil end
  return chart.spark { title = "Attendance by week", values = rates, count = #weeks, format = "percent",
    minimum = 0.5, maximum = 1 }
end

---Days since a day; what is long ago, or never was, stands out.
local function since(day, limit)
  if not day then return { "never", tone = "alert" } end
  local days = snapshot.as_of - day
  return days > limit and { days, tone = "alert" } or days
end

---What the mentor should look at first: the more points, the higher up.
local function row(student, options)
  local month = student.attendance:last(options.month)
  local score = student:score(options.score)
  local tier = score and score.tier
  local rate, credits = month.rate, student.credits
  return {
    points = score and score.score or -1,
    student.name, student.id, student.grade,
    tier and tier ~= "basic" and tier ~= "on-track" and { tier, tone = "alert" } or tier,
    score and score.score, weekly(student),
    rate and rate < 0.9 and { rate, tone = "alert" } or rate,
    month.absences, month.tardies, student.discipline:last(options.month).referrals, student.homework.completion,
    credits.behind or nil, since(latest_contact(student, "student"), options.contact),
    since(latest_contact(student, "guardian"), 30), open_interventions(student), open_goals(student),
    score and score.reasons[1],
  }
end

local function columns(options)
  return {
    { title = "Student", key = "name" }, { title = "Id", key = "student_id" },
    { title = "Grade", type = "integer", filter = true }, { title = "Tier", filter = true },
    { title = "Points", type = "integer" },
    { title = "8 weeks", key = "attendance_by_week" },
    { title = "Attendance", type = "percent", key = "attendance_rate" },
    { title = "Absences", type = "integer" }, { title = "Tardies", type = "integer" },
    { title = "Referrals", type = "integer" },
    { title = "Homework", type = "percent", key = "homework_completion" },
    { title = "Credits behind", type = "number", key = "credits_behind" },
    { title = "Days since a talk", type = "integer", key = "days_since_student" },
    { title = "Days since family", type = "integer", key = "days_since_guardian" },
    { title = "Open interventions", type = "integer", key = "interventions" },
    { title = "Open goals", type = "integer", key = "goals" },
    { title = "First reason", key = "reason" },
  }
end

---Counts over the rows: the head of the page.
local function summary(document, students, options)
  local alerts, quiet, low = 0, 0, 0
  for student in students do
    local score = student:score(options.score)
    if score and score.tier and score.tier ~= "basic" and score.tier ~= "on-track" then alerts = alerts + 1 end
    local talk = latest_contact(student, "student")
    if not talk or snapshot.as_of - talk > options.contact then quiet = quiet + 1 end
    local rate = student.attendance:last(options.month).rate
    if rate and rate < 0.9 then low = low + 1 end
  end
  document:facts {
    { "Students", #students }, { "At high risk", alerts },
    { ("Below 90 %% in %d days"):format(options.month), low },
    { ("No talk for %d days"):format(options.contact), quiet },
  }
end

function plugin.report(document, options)
  summary(document, document.students, options)
  local rows = {}
  for student in document.students do rows[#rows + 1] = row(student, options) end
  table.sort(rows, function(a, b)
    if a.points ~= b.points then return a.points > b.points end
    return a[2] < b[2]
  end)
  document:table {
    caption = ("By %s; absences, tardies and referrals of the last %d days"):format(options.score, options.month),
    columns = columns(options), rows = rows, interactive = true, empty = "No students on this caseload.",
  }
end

return plugin
