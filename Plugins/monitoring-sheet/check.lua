---The "Check" of the sheet: the systematic look at what can be changed.
local check = {}

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

---A value for people, or nil, which is shown as a dash: never a zero that nobody recorded.
local function shown(value, format)
  if value == nil then return nil end
  if format == "percent" then return ("%.0f %%"):format(value * 100) end
  return format:format(value)
end

---A bar a week; those below 90 % are hollow, so that they stand out in grey print.
function check.attendance(document, student, options)
  local weeks = student.attendance:by_week(options.weeks)
  document:section("", { width = "half" }, function()
    if #weeks == 0 then return document:paragraph { "No attendance on record.", tone = "quiet" } end
    local labels, rates = {}, {}
    for number, week in ipairs(weeks) do
      labels[number] = ("%d/%d"):format(week.start.month, week.start.day)
      rates[number] = week.rate
    end
    document:chart(chart.bar {
      title = "Attendance by week", labels = labels, values = rates, format = "percent",
      minimum = 0, maximum = 1, marks = { { value = 0.9, label = "90 %", flags = "below" } },
    })
  end)
end

---What is counted by the month: this month, the month before, and which way it went.
function check.monthly(document, student, options)
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
    local trend = ""
    if change then
      trend = change > 0 and { "▲ better", tone = "good" } or change < 0 and { "▼ worse", tone = "alert" } or "= same"
    end
    rows[#rows + 1] = { title, shown(value, format), shown(old, format), trend }
  end
  document:section(("Check: the last %d days"):format(length), { width = "half" }, function()
    document:table { columns = { "Indicator", "Now", "Before", "Trend" }, rows = rows }
  end)
end

function check.domains(document, student)
  for _, domain in ipairs(domains) do
    local name, title, indicators = table.unpack(domain)
    local rows = {}
    for number, indicator in ipairs(indicators) do
      rows[number] = { indicator[2], shown(student.engagement[name][indicator[1]], indicator[3]) }
    end
    document:section(title .. " engagement", { width = "half" }, function()
      document:table { columns = { "Indicator", "Latest" }, rows = rows }
    end)
  end
end

return check
