---One object a student, for programs; its shape is in schema.json. What is not on record is left out.
---@type caseload.Plugin
local plugin = {}

local fields = {
  attendance = { "rate", "days_enrolled", "days_present", "absences", "excused", "unexcused", "tardies",
    "early_departures", "missed_classes", "streak" },
  discipline = { "referrals", "detentions", "in_school_suspensions", "out_of_school_suspensions", "in_school_days",
    "out_of_school_days" },
  credits = { "earned", "attempted", "in_progress", "share", "required", "missing", "behind", "on_track", "projected" },
  homework = { "due", "submitted", "completion", "accuracy" },
}

local indicators = {
  academic = { "time_on_task", "credits_earned", "homework_completion", "homework_accuracy" },
  behavioral = { "class_participation", "extracurricular_participation" },
  cognitive = { "self_regulation", "relevance", "value_of_learning", "personal_goals", "autonomy" },
  affective = { "belonging", "adult_relationships", "peer_relationships", "family_support" },
}

---The named fields that have a value; nil where none has, so that no empty object is written.
local function picked(part, names)
  local result
  for _, name in ipairs(names) do
    local value = part[name]
    if value ~= nil then
      result = result or {}
      result[name] = value
    end
  end
  return result
end

---Records as a list, each with the named fields.
local function records(list, names)
  local result = {}
  for number, record in ipairs(list) do result[number] = picked(record, names) end
  return result
end

local function mentors(student)
  local result = {}
  for number, mentor in ipairs(student.mentors) do result[number] = { id = mentor.id, name = mentor.name } end
  return result
end

local function engagement(student)
  local result
  for domain, names in pairs(indicators) do
    local values = picked(student.engagement[domain], names)
    if values then
      result = result or {}
      result[domain] = values
    end
  end
  return result
end

local function scores(student)
  local result = {}
  for number, score in ipairs(student.scores) do
    result[number] = { plugin = score.plugin, score = score.score, tier = score.tier, reasons = score.reasons,
      domains = #score.domains > 0 and score.domains or nil }
  end
  return result
end

local function object(student)
  local school = student.school
  return {
    id = student.id, name = student.name, grade = student.grade,
    school = school and { id = school.id, name = school.name } or nil,
    mentors = mentors(student),
    attendance = picked(student.attendance, fields.attendance),
    discipline = picked(student.discipline, fields.discipline),
    credits = picked(student.credits, fields.credits),
    homework = picked(student.homework, fields.homework),
    engagement = engagement(student),
    strengths = records(student.strengths, { "strength", "date" }),
    goals = records(student.goals, { "goal", "set_on", "due", "progress", "status", "closed_on" }),
    contacts = records(student.contacts, { "date", "with", "role", "setting", "mode", "minutes" }),
    interventions = records(student.interventions, { "start", "ended", "kind", "focus", "status", "role", "outcome" }),
    scores = scores(student),
  }
end

---Student by student, so that a district of any size is never in memory as a whole.
function plugin.report(document)
  document:write(('{\n"format": "caseload-json/1",\n"title": %s,\n"as_of": %s,\n"fingerprint": %s,\n"students": ['):format(
    json.encode(document.title), json.encode(snapshot.as_of), json.encode(snapshot.fingerprint)))
  local mark = "\n"
  for student in document.students do
    document:write(mark .. json.encode(object(student)))
    mark = ",\n"
  end
  document:write("\n]\n}\n")
end

return plugin
