---High risk by the program's monthly guidelines (University of Minnesota, "Determining Risk").
---One guideline met is enough for the intensive tier; what is not on record is not assessed.
---@type caseload.Plugin
local plugin = {}

---Counts the guidelines of one domain as they are checked.
local function new_tally()
  return { assessed = 0, met = 0 }
end

local function check(tally, reasons, value, met, reason)
  if value == nil then return end
  tally.assessed = tally.assessed + 1
  if met then
    tally.met = tally.met + 1
    reasons[#reasons + 1] = reason
  end
end

local function check_attendance(tally, reasons, month, options)
  local days = month.days_enrolled
  if not days or days == 0 then return end
  local function check_count(count, limit, possible, what)
    local threshold = count >= limit and tostring(limit)
      or ("%.0f %% of %d"):format(options.share * 100, possible)
    check(tally, reasons, count, count >= limit or count >= options.share * possible,
      ("%d %s in %d days (high risk from %s)"):format(count, what, options.window, threshold))
  end
  check_count(month.absences, options.absences, days, "full-day absences")
  check_count(month.tardies, options.tardies, days, "tardies")
  check_count(month.missed_classes, options.missed_classes, days * options.classes_a_day, "missed classes")
end

local function check_discipline(tally, reasons, month, options)
  if not month.referrals then return end
  local function check_count(count, limit, what)
    check(tally, reasons, count, count >= limit,
      ("%g %s in %d days (high risk from %g)"):format(count, what, options.window, limit))
  end
  check_count(month.referrals, options.referrals, "behavior referrals")
  check_count(month.detentions, options.detentions, "detentions")
  check_count(month.in_school_suspensions, options.in_school_suspensions, "in-school suspensions")
  check_count(month.out_of_school_days, options.out_of_school_days, "days of out-of-school suspension")
end

local function count_letter(results, letter)
  local count = 0
  for _, result in ipairs(results) do
    if result.grade and result.grade:sub(1, 1) == letter then count = count + 1 end
  end
  return count
end

local function check_courses(tally, reasons, student, options)
  local results = student.grades:latest()
  if #results > 0 then
    local ds, fs = count_letter(results, "D"), count_letter(results, "F")
    check(tally, reasons, ds, ds >= options.ds or fs >= options.fs,
      ("%d D and %d F in the latest grading period (high risk from %d D or %d F)")
        :format(ds, fs, options.ds, options.fs))
  end
  local share = student.credits:latest().share
  check(tally, reasons, share, share and share < options.credit_share,
    ("%.0f %% of the possible credits earned (behind below %.0f %%)")
      :format((share or 0) * 100, options.credit_share * 100))
end

function plugin.score(student, options)
  local behavioral, academic, reasons = new_tally(), new_tally(), {}
  check_attendance(behavioral, reasons, student.attendance:last(options.window), options)
  check_discipline(behavioral, reasons, student.discipline:last(options.window), options)
  check_courses(academic, reasons, student, options)

  local assessed = behavioral.assessed + academic.assessed
  if assessed == 0 then return nil end
  local met = behavioral.met + academic.met
  local domains = {}
  if behavioral.assessed > 0 then domains.behavioral = 100 * behavioral.met / behavioral.assessed end
  if academic.assessed > 0 then domains.academic = 100 * academic.met / academic.assessed end
  return {
    score = 100 * met / assessed,
    tier = met > 0 and "intensive" or "basic",
    domains = domains,
    reasons = reasons,
  }
end

return plugin
