---Rules of Check & Connect (University of Minnesota, "What is fidelity of implementation") as figures for a mentor.
---What cannot be assessed, because nothing of its kind is on record, is told and not judged.
---@type caseload.Plugin
local plugin = {}

---@param count integer? Of how many students the value is a figure.
local function rule(name, count, value, target, met, unit, note)
  return { rule = name, students = count, value = value, target = target, met = met, unit = unit, note = note }
end

---The share of the students for whom `holds` is true, and a note on the others.
local function share(name, students, target, holds, note)
  local count = 0
  for student in students do
    if holds(student) then count = count + 1 end
  end
  local part = count / #students
  return rule(name, #students, part, target, part >= target, "share",
    count < #students and ("%d of %d %s"):format(#students - count, #students, note) or nil)
end

local function counted(count, noun) return ("%d %s%s"):format(count, noun, count == 1 and "" or "s") end

---The weeks, counted back from today, in which something of the list happened.
local function weeks_with(list, wanted, weeks, seen)
  for _, record in ipairs(list) do
    local ago = (snapshot.as_of - record.date) // 7
    if ago < weeks and wanted(record) then seen[ago] = true end
  end
  return seen
end

local function with_student(contact) return contact.with == "student" end
---What somebody recorded; a value that a plugin derived is no monitoring.
local function by_somebody(observation) return not (observation.source or ""):find("^run ") end

---The weeks that are looked at, for one who has come since then fewer.
local function weeks_due(student, options)
  local since = student.mentored_since
  return since and math.min(options.weeks, (snapshot.as_of - since) // 7 + 1) or options.weeks
end

---The same of all.
local function all_weeks_due(students, options)
  local weeks = 0
  for student in students do weeks = weeks + weeks_due(student, options) end
  return weeks
end

local function monitoring(students, options)
  local weeks = 0
  for student in students do
    local due = weeks_due(student, options)
    local seen = weeks_with(student.observations, by_somebody, due, {})
    weeks_with(student.contacts, with_student, due, seen)
    for _ in pairs(seen) do weeks = weeks + 1 end
  end
  local part = weeks / all_weeks_due(students, options)
  return rule("Weekly monitoring", #students, part, options.monitoring, part >= options.monitoring, "share",
    ("of the weeks of %s in %s"):format(counted(#students, "student"), counted(options.weeks, "week")))
end

---Talks with students and hours of contact, each a student and week.
local function frequency(mentor, students, options)
  local time = mentor:time(7 * options.weeks)
  local spans = all_weeks_due(students, options)
  local talks = time.by_constituent.student.contacts / spans
  local hours = time.minutes / 60 / spans
  return rule("Talks a student and week", #students, talks, options.talks, talks >= options.talks),
    rule("Hours a student and week", #students, hours, options.hours, hours >= options.hours)
end

local function is_open(student, kind)
  for _, intervention in ipairs(student.interventions) do
    if intervention.is_open and intervention.kind == kind then return true end
  end
  return false
end

---Who is at high risk; nil where the scoring plugin has no results.
local function at_high_risk(students, options)
  local rows, known = {}, false
  for student in students do
    local score = student:score(options.risk)
    known = known or score ~= nil
    if score and score.tier == "intensive" then rows[#rows + 1] = student end
  end
  return known and rows or nil
end

local function intensive(students, options)
  local name = "Intensive intervention at high risk"
  local risky = at_high_risk(students, options)
  if not risky then return rule(name, nil, nil, 1, nil, "share", "no results of " .. options.risk) end
  if #risky == 0 then return rule(name, 0, nil, 1, nil, "share", "nobody is at high risk") end
  local count = 0
  for _, student in ipairs(risky) do
    if is_open(student, "intensive") then count = count + 1 end
  end
  return rule(name, #risky, count / #risky, 1, count == #risky, "share",
    count < #risky and ("%d of %d without"):format(#risky - count, #risky) or nil)
end

local function family(student, options)
  for _, contact in ipairs(student.contacts) do
    if contact.with == "guardian" and snapshot.as_of - contact.date < options.family_days then return true end
  end
  return false
end

local function size(mentor, students, options)
  local limit = mentor.caseload_limit or options.caseload
  return rule("Caseload", #students, #students, limit, #students <= limit)
end

---The years so far. Whether the program stays with a student is seen only when they have passed.
local function duration(students, options)
  local days, count = 0, 0
  for student in students do
    local since = student.mentored_since
    if since then days, count = days + (snapshot.as_of - since), count + 1 end
  end
  if count == 0 then return rule("Years with a student so far", 0, nil, options.years) end
  local years = days / count / 365.25
  local met = nil
  if years >= options.years then met = true end
  return rule("Years with a student so far", count, years, options.years, met, nil, "the mean of those on the caseload")
end

local function profile(mentor, options)
  local count = #mentor.trainings
  local missing = {}
  if not mentor.education then missing[#missing + 1] = "education" end
  if not mentor.years_home then missing[#missing + 1] = "experience in homes" end
  if not mentor.years_school then missing[#missing + 1] = "experience in schools" end
  return rule("Trainings", nil, count, options.trainings, count >= options.trainings, nil,
    #missing > 0 and "not on record: " .. table.concat(missing, ", ") or nil)
end

function plugin.fidelity(mentor, options)
  local students = mentor.caseload
  if #students == 0 then return nil end
  local talks, hours = frequency(mentor, students, options)
  return {
    monitoring(students, options),
    talks,
    hours,
    share("Basic intervention for all", students, 1,
      function(student) return is_open(student, "basic") end, "without"),
    intensive(students, options),
    share("Family contact", students, options.family,
      function(student) return family(student, options) end,
      ("not in %s"):format(counted(options.family_days, "day"))),
    size(mentor, students, options),
    duration(students, options),
    profile(mentor, options),
  }
end

return plugin
