---One row a student for a spreadsheet; `document:row` quotes, and guards against formulas.
---@type caseload.Plugin
local plugin = {}

---The names of the plugins that scored anybody, in alphabetical order.
local function scoring_plugins(students)
  local seen, names = {}, {}
  for student in students do
    for _, score in ipairs(student.scores) do
      if not seen[score.plugin] then
        seen[score.plugin] = true
        names[#names + 1] = score.plugin
      end
    end
  end
  table.sort(names)
  return names
end

local function rounded(value, digits)
  return value and tonumber(("%." .. digits .. "f"):format(value))
end

function plugin.report(document)
  local plugins = scoring_plugins(document.students)
  local header = { "student_id", "name", "grade", "school", "mentor", "attendance_rate", "absences", "tardies",
    "missed_classes", "referrals", "suspensions", "homework_completion", "credits_earned" }
  for _, name in ipairs(plugins) do
    header[#header + 1] = name .. "_score"
    header[#header + 1] = name .. "_tier"
    header[#header + 1] = name .. "_reasons"
  end
  document:row(header)

  local columns = #header
  for student in document.students do
    local mentors = {}
    for _, mentor in ipairs(student.mentors) do mentors[#mentors + 1] = mentor.name end
    local attendance, discipline = student.attendance, student.discipline
    local suspensions = discipline.referrals
      and discipline.in_school_suspensions + discipline.out_of_school_suspensions
    local row = { student.id, student.name, student.grade, student.school and student.school.name,
      table.concat(mentors, "; "), rounded(attendance.rate, 4), attendance.absences, attendance.tardies,
      attendance.missed_classes, discipline.referrals, suspensions, rounded(student.homework.completion, 4),
      student.credits.earned }
    for number, name in ipairs(plugins) do
      local score = student:score(name)
      local place = 13 + (number - 1) * 3
      if score then
        row[place + 1], row[place + 2] = rounded(score.score, 2), score.tier
        row[place + 3] = table.concat(score.reasons, "; ")
      end
    end
    document:row(row, columns)
  end
end

return plugin
