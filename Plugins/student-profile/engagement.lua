---The four domains of engagement, each indicator with its latest value and how it went.
local engagement = {}

---Id, title, scale (as people read it), low end, high end, format.
local domains = {
  { "academic", "Academic", {
    { "time_on_task", "Time on task", "0 to 10", 0, 10 }, { "homework_completion", "Homework completion", "share", 0, 1 },
    { "homework_accuracy", "Homework accuracy", "share", 0, 1 }, { "credits_earned", "Credits earned", "credits" },
  } },
  { "behavioral", "Behavioral", {
    { "absences", "Absences this year", "days" }, { "tardies", "Tardies this year", "times" },
    { "behavior_referrals", "Behavior referrals this year", "times" },
    { "suspension_days", "Days suspended this year", "days" },
    { "class_participation", "Class participation", "0 to 10", 0, 10 },
    { "extracurricular_participation", "Extracurricular this year", "hours" },
  } },
  { "cognitive", "Cognitive", {
    { "self_regulation", "Self-regulation", "1 to 4", 1, 4 }, { "relevance", "Relevance of schoolwork", "1 to 4", 1, 4 },
    { "value_of_learning", "Value of learning", "1 to 4", 1, 4 }, { "personal_goals", "Personal goals", "1 to 4", 1, 4 },
    { "autonomy", "Autonomy", "1 to 4", 1, 4 },
  } },
  { "affective", "Affective", {
    { "belonging", "Belonging", "1 to 4", 1, 4 }, { "adult_relationships", "Relationships with adults", "1 to 4", 1, 4 },
    { "peer_relationships", "Relationships with peers", "1 to 4", 1, 4 }, { "family_support", "Family support", "1 to 4", 1, 4 },
  } },
}

function engagement.percent(share)
  return share and ("%.0f %%"):format(share * 100) or nil
end

---The direction of the recorded values: the latest against the mean of those before it.
local function direction(values)
  local before = {}
  for number = 1, #values - 1 do before[number] = values[number].value end
  local mean = stats.mean(before)
  if not mean then return "" end
  local change = values[#values].value - mean
  if math.abs(change) < 0.05 * math.max(1, math.abs(mean)) then return "steady" end
  return change > 0 and { "▲ up", tone = "good" } or { "▼ down", tone = "alert" }
end

local function row(domain, indicator)
  local id, title, scale, minimum, maximum = table.unpack(indicator)
  local value = domain[id]
  local latest = value and (scale == "share" and engagement.percent(value) or ("%.4g"):format(value)) or nil
  if scale ~= "share" then title = ("%s (%s)"):format(title, scale) end
  local recorded = domain:history(id)
  if #recorded < 2 then return { title, latest, "", "" } end
  local figures = {}
  for number = math.max(1, #recorded - 11), #recorded do figures[#figures + 1] = recorded[number].value end
  return { title, latest,
    chart.spark { title = title, values = figures, minimum = minimum, maximum = maximum }, direction(recorded) }
end

function engagement.domains(document, student)
  for _, domain in ipairs(domains) do
    local name, title, indicators = table.unpack(domain)
    local rows = {}
    for number, indicator in ipairs(indicators) do rows[number] = row(student.engagement[name], indicator) end
    document:section(title .. " engagement", function()
      document:table { columns = { "Indicator", "Latest", "Lately", "Trend" }, rows = rows }
    end)
  end
end

local kinds = {
  { name = "tardy", letter = "T" }, { name = "excused", letter = "E" }, { name = "unexcused", letter = "U" },
}

function engagement.attendance(document, student, options)
  local attendance = student.attendance
  document:section("Attendance", function()
    local weeks = attendance:by_week(options.weeks)
    if #weeks == 0 then return document:paragraph { "No attendance on record.", tone = "quiet" } end
    local labels, rates = {}, {}
    for number, week in ipairs(weeks) do
      labels[number] = ("%d/%d"):format(week.start.month, week.start.day)
      rates[number] = week.rate
    end
    document:chart(chart.line {
      title = "Share of school days attended, by week", labels = labels, values = rates, format = "percent",
      minimum = 0, maximum = 1, marks = { { value = 0.9, label = "90 %", flags = "below" } },
    })
    local days = {}
    for _, event in ipairs(attendance:events()) do
      for _, kind in ipairs(kinds) do
        if event.code == kind.name then days[#days + 1] = { date = event.date, kind = kind.name } end
      end
    end
    local first = snapshot.year_start or weeks[1].start
    if #days > 0 and first <= snapshot.as_of then
      document:chart(chart.calendar {
        title = "Days missed or late this year", first = first, last = snapshot.as_of, kinds = kinds, days = days,
      })
    end
  end)
end

return engagement
