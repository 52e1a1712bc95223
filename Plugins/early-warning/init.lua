---The ABC rules of early-warning practice: attendance, behavior, course failure. Each gives no point,
---one (a warning) or two (severe).
---@type caseload.Plugin
local plugin = {}

local function attendance_points(attendance, options, reasons)
  local rate = attendance.rate
  if not rate then return nil end
  local points = rate < options.severe and 2 or rate < options.chronic and 1 or 0
  if points > 0 then
    reasons[#reasons + 1] = ("attendance %.1f %%, %s below %.0f %%"):format(rate * 100,
      points == 2 and "severe" or "chronic", (points == 2 and options.severe or options.chronic) * 100)
  end
  return points
end

local function behavior_points(discipline, options, reasons)
  local referrals = discipline.referrals
  if not referrals then return nil end
  local suspensions = discipline.in_school_suspensions + discipline.out_of_school_suspensions
  if suspensions > 0 then
    reasons[#reasons + 1] = ("%d %s this school year"):format(suspensions,
      suspensions == 1 and "suspension" or "suspensions")
    return suspensions >= options.suspensions and 2 or 1
  end
  if referrals >= options.referrals then
    reasons[#reasons + 1] = ("%d behavior referrals this school year"):format(referrals)
    return 1
  end
  return 0
end

---Whether the course or its subject contains one of the words, letters of either case.
local function is_about(result, words)
  local title = ((result.subject or "") .. " " .. (result.course or "")):lower()
  for word in words:gmatch("[^,]+") do
    local wanted = word:match("^%s*(.-)%s*$"):lower()
    if wanted ~= "" and title:find(wanted, 1, true) then return true end
  end
  return false
end

local function course_points(results, options, reasons)
  if #results == 0 then return nil end
  local failed = {}
  for _, result in ipairs(results) do
    if result.grade and result.grade:sub(1, 1) == "F" then
      if is_about(result, options.english) then failed.English = true end
      if is_about(result, options.mathematics) then failed.mathematics = true end
    end
  end
  if failed.English then reasons[#reasons + 1] = "failing English" end
  if failed.mathematics then reasons[#reasons + 1] = "failing mathematics" end
  return (failed.English and 1 or 0) + (failed.mathematics and 1 or 0)
end

function plugin.score(student, options)
  local reasons = {}
  local attendance = attendance_points(student.attendance, options, reasons)
  local behavior = behavior_points(student.discipline, options, reasons)
  local courses = course_points(student.grades:latest(), options, reasons)

  local total, most, assessed = 0, 0, 0
  for _, points in pairs { a = attendance, b = behavior, c = courses } do
    total, most, assessed = total + points, math.max(most, points), assessed + 1
  end
  if assessed == 0 then return nil end
  local domains = {}
  if attendance or behavior then
    domains.behavioral = 50 * math.max(attendance or 0, behavior or 0)
  end
  if courses then domains.academic = 50 * courses end
  return {
    score = 50 * total / assessed,
    tier = most == 2 and "severe" or most == 1 and "off-track" or "on-track",
    domains = domains,
    reasons = reasons,
  }
end

return plugin
