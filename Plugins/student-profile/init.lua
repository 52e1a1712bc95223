---A student in full, for a conference with the student and the family: what is good comes first.
---@type caseload.Plugin
local plugin = {}

local credits = require "credits"
local engagement = require "engagement"
local support = require "support"

local function names(list)
  local result = {}
  for number, entry in ipairs(list) do result[number] = entry.name end
  return #result > 0 and table.concat(result, ", ") or nil
end

local function facts(document, student)
  document:facts {
    { "Student id", student.id }, { "Grade", student.grade }, { "School", student.school and student.school.name },
    { "Mentor", names(student.mentors) }, { "Attendance this year", engagement.percent(student.attendance.rate) },
  }
end

local function strengths(document, student)
  document:section("Strengths", { width = "half" }, function()
    local items = {}
    for number, strength in ipairs(student.strengths) do items[number] = strength.strength end
    if #items > 0 then return document:list(items) end
    document:paragraph { "None on record yet: ask what the student is proud of.", tone = "quiet" }
  end)
end

local function goals(document, student)
  document:section("Goals, in the student's words", { width = "half" }, function()
    local items = {}
    for _, goal in ipairs(student.goals) do
      local state = goal.status == "active" and (goal.progress and goal.progress .. " % of the way" or "under way")
        or goal.status:gsub("_", " ")
      local due = goal.status == "active" and goal.due and ", by " .. tostring(goal.due) or ""
      items[#items + 1] = { ("%s (%s%s)"):format(goal.goal, state, due), tone = goal.status == "reached" and "good" or nil }
    end
    if #items > 0 then return document:list(items) end
    document:paragraph { "No goal on record yet.", tone = "quiet" }
  end)
end

local function scores(document, student)
  local rows = {}
  for number, score in ipairs(student.scores) do
    local tier = score.tier
    rows[number] = { score.plugin, score.score,
      { tier, tone = tier and tier ~= "basic" and tier ~= "on-track" and "alert" or nil },
      table.concat(score.reasons, "; ") }
  end
  if #rows == 0 then return end
  document:section("Scores", function()
    document:table { columns = { "Score", { title = "Points", type = "integer" }, "Tier", "Why" }, rows = rows }
  end)
end

local function family(document, student)
  document:section("Family and circle", function()
    local rows = {}
    for number, person in ipairs(student.guardians) do
      rows[number] = { person.name, person.relationship, person.phone, person.email, person.language,
        person.is_primary and "yes" or "" }
    end
    document:table {
      columns = { "Name", "Relationship", "Phone", "Email", "Language", "Primary" }, rows = rows,
      empty = "Nobody on record: ask whom to call.",
    }
  end)
end

function plugin.report(document, options)
  for student in document.students do
    document:page(student.name, { note = "Profile as of " .. tostring(snapshot.as_of) }, function()
      facts(document, student)
      strengths(document, student)
      goals(document, student)
      engagement.attendance(document, student, options)
      engagement.domains(document, student)
      scores(document, student)
      credits.standing(document, student)
      support.interventions(document, student)
      support.linkages(document, student)
      support.contacts(document, student, options)
      family(document, student)
    end)
  end
end

return plugin
