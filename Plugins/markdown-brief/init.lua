---A few lines a student in Markdown. The words are in templates/, which a district changes without any Lua.
---@type caseload.Plugin
local plugin = {}

local function has_tier(student, tier)
  if tier == "" then return true end
  for _, score in ipairs(student.scores) do
    if score.tier == tier then return true end
  end
  return false
end

---What the templates name, as plain values.
local function values(student, options)
  local month = student.attendance:last(options.month)
  local strengths, talk = {}, "never"
  for number, strength in ipairs(student.strengths) do strengths[number] = strength.strength end
  for _, contact in ipairs(student.contacts) do
    if contact.with == "student" then talk = contact.date end
  end
  local interventions = {}
  for _, entry in ipairs(student.interventions) do
    if entry.is_open then
      local focus = entry.focus and entry.focus:gsub("_", " ")
      interventions[#interventions + 1] = { kind = entry.kind, focus = focus, start = entry.start }
    end
  end
  local referrals = student.discipline:last(options.month).referrals
  return {
    name = student.name, id = student.id, grade = student.grade or false, strengths = strengths, talk = talk,
    goals = student.goals:where({ status = "active" }):to_table(),
    attendance = month.rate and { rate = ("%.0f %%"):format(month.rate * 100), absences = month.absences,
      tardies = month.tardies } or false,
    referrals = referrals and referrals > 0 and referrals or false,
    scores = student.scores, interventions = interventions,
  }
end

function plugin.report(document, options)
  local students = {}
  for student in document.students do
    if has_tier(student, options.tier) then students[#students + 1] = values(student, options) end
  end
  document:write(template.render("templates/brief.md", {
    title = document.title, count = #students, all = #document.students, as_of = snapshot.as_of, month = options.month,
    tier = options.tier ~= "" and options.tier or false, students = students,
  }))
end

return plugin
