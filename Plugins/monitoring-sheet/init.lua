---The weekly monitoring sheet: what was checked, how it moved, and room for what was agreed.
---@type caseload.Plugin
local plugin = {}

local attendance_chart = require "attendance_chart"
local page = require "page"

local domains = {
  { "academic", "Academic", { { "time_on_task", "Time on task (0–10)", "%.1f" },
    { "homework_completion", "Homework completion", "percent" },
    { "homework_accuracy", "Homework accuracy", "percent" },
    { "credits_earned", "Credits earned", "%g" } } },
  { "behavioral", "Behavioral", { { "class_participation", "Class participation (0–10)", "%.1f" },
    { "extracurricular_participation", "Extracurricular hours this year", "%g" } } },
  { "cognitive", "Cognitive", { { "self_regulation", "Self-regulation (1–4)", "%.1f" },
    { "relevance", "Relevance of schoolwork (1–4)", "%.1f" },
    { "value_of_learning", "Value of learning (1–4)", "%.1f" },
    { "personal_goals", "Personal goals (1–4)", "%.1f" }, { "autonomy", "Autonomy (1–4)", "%.1f" } } },
  { "affective", "Affective", { { "belonging", "Belonging (1–4)", "%.1f" },
    { "adult_relationships", "Relationships with adults (1–4)", "%.1f" },
    { "peer_relationships", "Relationships with peers (1–4)", "%.1f" },
    { "family_support", "Family support (1–4)", "%.1f" } } },
}

local function shown(value, format)
  if value == nil then return "–" end
  if format == "percent" then return ("%.0f %%"):format(value * 100) end
  return format:format(value)
end

---Rows of what is counted by the month: this month, the month before, and which way it went.
local function monthly_rows(student, options)
  local last, length = snapshot.as_of, options.month
  local attendance, discipline = student.attendance, student.discipline
  local now = { attendance:last(length), discipline:last(length) }
  local before = {
    attendance:between(last - 2 * length + 1, last - length),
    discipline:between(last - 2 * length + 1, last - length),
  }
  local rows = {}
  for _, row in ipairs {
    { 1, "rate", "Attendance", "percent", 1 },
    { 1, "absences", "Full-day absences", "%d", -1 },
    { 1, "tardies", "Tardies", "%d", -1 },
    { 1, "missed_classes", "Missed classes", "%d", -1 },
    { 2, "referrals", "Behavior referrals", "%d", -1 },
    { 2, "detentions", "Detentions", "%d", -1 },
    { 2, "in_school_suspensions", "In-school suspensions", "%d", -1 },
    { 2, "out_of_school_days", "Out-of-school suspension, days", "%g", -1 },
  } do
    local part, field, title, format, better = table.unpack(row)
    local value, old = now[part][field], before[part][field]
    local change = value and old and (value - old) * better
    rows[#rows + 1] = {
      title = title, now = shown(value, format), before = shown(old, format),
      trend = not change and "" or change > 0 and "better" or change < 0 and "worse" or "same",
    }
  end
  return rows
end

local function domain_blocks(student)
  local blocks = {}
  for _, domain in ipairs(domains) do
    local name, title, indicators = table.unpack(domain)
    local rows = {}
    for _, indicator in ipairs(indicators) do
      rows[#rows + 1] = { title = indicator[2], value = shown(student.engagement[name][indicator[1]], indicator[3]) }
    end
    blocks[#blocks + 1] = { title = title, rows = rows }
  end
  return blocks
end

local function open_goals(student)
  local goals = {}
  for _, goal in ipairs(student.goals) do
    if goal.status == "active" then goals[#goals + 1] = goal end
  end
  return goals
end

local function open_interventions(student)
  local open = {}
  for _, intervention in ipairs(student.interventions) do
    if not intervention.ended then open[#open + 1] = intervention end
  end
  return open
end

---How often the mentor was in contact in the month, by whom with.
local function contacts_of_month(student, options)
  local since = snapshot.as_of - options.month
  local counts = { student = 0, guardian = 0, others = 0 }
  for _, contact in ipairs(student.contacts) do
    if contact.date > since then
      local with = counts[contact.with] and contact.with or "others"
      counts[with] = counts[with] + 1
    end
  end
  return counts
end

function plugin.report(document, options)
  document:write(page.head(document.title))
  for student in document.students do
    document:write(page.sheet {
      student = student,
      as_of = tostring(snapshot.as_of),
      month = options.month,
      monthly = monthly_rows(student, options),
      domains = domain_blocks(student),
      chart = attendance_chart(student.attendance:by_week(options.weeks)),
      grades = student.grades:latest(),
      strengths = student.strengths,
      goals = open_goals(student),
      contacts = contacts_of_month(student, options),
      interventions = open_interventions(student),
      scores = student.scores,
    })
  end
  document:write(page.foot())
end

return plugin
