---What is counted and averaged. Each count puts every student of a group into one of the columns.
local measures = {}

---Counts of each group's students by column; a function says which column a student is in. The last column is for those
---of whom nothing is known, and is left out where that is nobody.
local function counted(groups, columns, column_of)
  local counts, known, unknown = {}, false, 0
  for number, group in ipairs(groups) do
    local row = {}
    for place = 1, #columns do row[place] = 0 end
    for _, student in ipairs(group.students) do
      local place = column_of(student)
      if place < #columns then known = true else unknown = unknown + 1 end
      row[place] = row[place] + 1
    end
    counts[number] = row
  end
  if unknown == 0 then
    for _, row in ipairs(counts) do row[#columns] = nil end
    columns[#columns] = nil
  end
  return columns, counts, known
end

function measures.attendance(groups)
  return counted(groups, { "95 % or more", "90 to 95 %", "80 to 90 %", "below 80 %", "not on record" }, function(student)
    local rate = student.attendance.rate
    if not rate then return 5 end
    return rate >= 0.95 and 1 or rate >= 0.9 and 2 or rate >= 0.8 and 3 or 4
  end)
end

function measures.referrals(groups)
  return counted(groups, { "none", "1 or 2", "3 or more", "not on record" }, function(student)
    local referrals = student.discipline.referrals
    if not referrals then return 4 end
    return referrals == 0 and 1 or referrals <= 2 and 2 or 3
  end)
end

function measures.tiers(groups, options)
  local seen, columns = {}, {}
  for _, group in ipairs(groups) do
    for _, student in ipairs(group.students) do
      local score = student:score(options.score)
      if score and score.tier and not seen[score.tier] then
        seen[score.tier] = true
        columns[#columns + 1] = score.tier
      end
    end
  end
  table.sort(columns)
  local places = {}
  for place, tier in ipairs(columns) do places[tier] = place end
  columns[#columns + 1] = "not scored"
  return counted(groups, columns, function(student)
    local score = student:score(options.score)
    return score and score.tier and places[score.tier] or #columns
  end)
end

local function mean(title, type, digits, read)
  return { title = title, type = type, digits = digits, of = function(students)
    local values = {}
    for _, student in ipairs(students) do values[#values + 1] = read(student) end
    -- A mean over few of a large group is a figure of a small one.
    return #values >= 10 and stats.mean(values) or nil
  end }
end

measures.means = {
  mean("Attendance", "percent", 1, function(student) return student.attendance.rate end),
  mean("Absences", "number", 1, function(student) return student.attendance.absences end),
  mean("Tardies", "number", 1, function(student) return student.attendance.tardies end),
  mean("Referrals", "number", 2, function(student) return student.discipline.referrals end),
  mean("Homework handed in", "percent", 1, function(student) return student.homework.completion end),
  mean("Credits earned of attempted", "percent", 1, function(student) return student.credits.share end),
}

return measures
