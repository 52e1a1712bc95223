---Adds up points for what the first two semesters show. README.md says where the points come from.
---@type caseload.Plugin
local plugin = {}

-- Points by the share of units passed: below the share, these points; the first row that fits counts.
local passed = {
  first = { { 0.5, 22 }, { 0.7, 13 }, { 0.85, 6 } },
  second = { { 0.01, 40 }, { 0.5, 30 }, { 0.7, 15 }, { 0.85, 6 } },
}

local function points_for(steps, share)
  for _, step in ipairs(steps) do
    if share < step[1] then return step[2] end
  end
  return 0
end

---@param student caseload.Student
function plugin.score(student, options)
  local academic, behavioral = student.engagement.academic, student.engagement.behavioral
  local findings = {}
  local function add(points, reason)
    if points > 0 then findings[#findings + 1] = { points = points, reason = reason, place = #findings } end
  end

  local function semester(name, approved, enrolled)
    if not approved or not enrolled or enrolled == 0 then return false end
    add(points_for(passed[name], approved / enrolled),
      ("passed %d of %d units in the %s semester"):format(approved, enrolled, name))
    return true
  end

  local second = semester("second", academic.sem2_approved, academic.sem2_enrolled)
  local first = semester("first", academic.sem1_approved, academic.sem1_enrolled)
  if not first and not second then
    -- Nothing enrolled in is a finding; nothing on record is none.
    if not (academic.sem1_enrolled or academic.sem2_enrolled) then return nil end
    add(25, "enrolled in no unit in either semester")
  end

  -- The export writes 0 where no unit was graded.
  local grade = academic.sem2_grade
  if grade and grade > 0 and grade < 11 then
    add(8, ("mean grade of %.1f of 20 in the second semester"):format(grade))
  end
  if behavioral.tuition_up_to_date == 0 then add(20, "tuition fees not up to date") end
  if behavioral.debtor == 1 then add(10, "owes fees") end

  table.sort(findings, function(a, b)
    if a.points ~= b.points then return a.points > b.points end
    return a.place < b.place
  end)
  local score, reasons = 0, {}
  for number, finding in ipairs(findings) do
    score = score + finding.points
    if number <= 3 then reasons[number] = finding.reason end
  end
  return { score = score, tier = score >= options.intensive and "intensive" or "basic", reasons = reasons }
end

return plugin
