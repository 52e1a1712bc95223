---The weekly monitoring sheet: what was checked, how it moved, and room for what was agreed. A page a student.
---@type caseload.Plugin
local plugin = {}

local check = require "check"
local connect = require "connect"

---What is good and what the student wants come before what is counted.
local function strengths_and_goals(document, student)
  local items = {}
  for _, strength in ipairs(student.strengths) do items[#items + 1] = strength.strength end
  for _, goal in ipairs(student.goals) do
    if goal.status == "active" then
      local facts = {}
      if goal.due then facts[#facts + 1] = "by " .. tostring(goal.due) end
      if goal.progress then facts[#facts + 1] = goal.progress .. " %" end
      items[#items + 1] = { lead = "Goal:",
        goal.goal .. (#facts > 0 and " (" .. table.concat(facts, ", ") .. ")" or "") }
    end
  end
  document:section("Strengths and goals", { width = "half" }, function()
    if #items > 0 then return document:list(items) end
    document:paragraph { "None on record yet: ask what the student is proud of.", tone = "quiet" }
  end)
end

local function heading(student)
  local about = { student.id }
  if student.grade then about[#about + 1] = ("grade %d"):format(student.grade) end
  if student.school then about[#about + 1] = student.school.name end
  local mentors = {}
  for number, mentor in ipairs(student.mentors) do mentors[number] = mentor.name end
  about[#about + 1] = #mentors > 0 and "mentor " .. table.concat(mentors, ", ") or "no mentor"
  about[#about + 1] = "as of " .. tostring(snapshot.as_of)
  return table.concat(about, " · ")
end

local function grades(document, student)
  local rows = {}
  for number, result in ipairs(student.grades:latest()) do
    rows[number] = { result.course or result.subject or "Course",
      result.grade or result.percent and ("%g %%"):format(result.percent) }
  end
  if #rows == 0 then return end
  document:section("Latest grades", { width = "half" }, function()
    document:table { columns = { "Course", "Grade" }, rows = rows }
  end)
end

local function scores(document, student)
  local rows = {}
  for number, score in ipairs(student.scores) do
    local tier = score.tier
    rows[number] = { score.plugin, { tier, tone = tier and tier ~= "basic" and tier ~= "on-track" and "alert" or nil },
      table.concat(score.reasons, "; ") }
  end
  if #rows == 0 then return end
  document:section("Scores", { width = "half" }, function()
    document:table { columns = { "Score", "Tier", "Why" }, rows = rows }
  end)
end

function plugin.report(document, options)
  for student in document.students do
    document:page(student.name, { note = heading(student) }, function()
      strengths_and_goals(document, student)
      check.attendance(document, student, options)
      check.monthly(document, student, options)
      connect.contacts(document, student, options)
      check.domains(document, student)
      grades(document, student)
      scores(document, student)
      document:section("What we agreed", function()
        document:lines("The student's words", 2)
        document:lines("Next steps, by whom and by when", 2)
        document:lines("Signed: student, mentor, guardian", 1)
      end)
    end)
  end
end

return plugin
