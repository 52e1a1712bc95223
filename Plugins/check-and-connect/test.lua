local function days(first, count)
  local dates = {}
  for offset = 0, count - 1 do dates[#dates + 1] = date(first) + offset end
  return dates
end

local function run(student, options)
  student.id = "S-1"
  return test.run {
    as_of = "2026-03-31",
    year_start = "2025-08-18",
    options = options,
    -- Somebody else's records, so that attendance and discipline are known in the district.
    students = {
      student,
      { id = "S-2", attendance = { { date = "2025-09-01", code = "tardy" } },
        discipline = { { date = "2025-09-01", kind = "referral" } } },
    },
  }["S-1"]
end

local function absences(dates, code, period)
  local events = {}
  for _, day in ipairs(dates) do
    events[#events + 1] = { date = day, code = code or "unexcused", period = period }
  end
  return events
end

test.case("nothing unusual is the basic tier", function()
  local result = run {}
  test.equal(result.tier, "basic")
  test.equal(result.score, 0)
  test.equal(#result.reasons, 0)
end)

test.case("three full-day absences in the month are high risk, two are not", function()
  test.equal(run { attendance = absences(days("2026-03-02", 2)) }.tier, "basic")
  local result = run { attendance = absences(days("2026-03-02", 3)) }
  test.equal(result.tier, "intensive")
  test.equal(result.reasons[1], "3 full-day absences in 30 days (high risk from 3)")
end)

test.case("absences before the month do not count", function()
  test.equal(run { attendance = absences(days("2026-02-02", 5)) }.tier, "basic")
end)

test.case("tardies and missed classes have limits of their own", function()
  test.equal(run { attendance = absences(days("2026-03-09", 3), "tardy") }.tier, "basic")
  local late = absences(days("2026-03-09", 5), "tardy")
  test.equal(run { attendance = late }.reasons[1], "5 tardies in 30 days (high risk from 5)")
  local skipped = absences(days("2026-03-09", 3), "missed_class", "4")
  test.equal(run { attendance = skipped }.reasons[1], "3 missed classes in 30 days (high risk from 3)")
end)

test.case("15 % of the days is high risk too, and the reason says so", function()
  local result = run({ attendance = absences(days("2026-03-23", 4), "tardy") }, { window = 14 })
  test.equal(result.reasons[1], "4 tardies in 14 days (high risk from 15 % of 10)")
end)

test.case("the limits are options", function()
  local student = { attendance = absences(days("2026-03-02", 3)) }
  test.equal(run(student, { absences = 4, share = 1 }).tier, "basic")
end)

test.case("discipline", function()
  for _, row in ipairs {
    { "referral", 0, 3, "3 behavior referrals in 30 days (high risk from 3)" },
    { "detention", 0, 4, "4 detentions in 30 days (high risk from 4)" },
    { "in_school_suspension", 1, 2, "2 in-school suspensions in 30 days (high risk from 2)" },
    { "out_of_school_suspension", 1, 2, "2 days of out-of-school suspension in 30 days (high risk from 2)" },
  } do
    local kind, length, limit, reason = row[1], row[2], row[3], row[4]
    local events = {}
    for number = 1, limit do
      test.equal(run { discipline = events }.tier, "basic", kind .. " below the limit")
      events[number] = { date = date("2026-03-02") + number, kind = kind, days = length }
    end
    test.equal(run { discipline = events }.reasons[1], reason)
  end
end)

test.case("one F, or two Ds, in the latest grading period", function()
  local function course(letter, date)
    return { date = date or "2026-03-20", term = "Q3", course = "Algebra " .. letter, subject = "Mathematics",
      grade = letter }
  end
  test.equal(run { credits = { course "D", course "C" } }.tier, "basic")
  test.equal(run { credits = { course "D", course "D+" } }.tier, "intensive")
  test.equal(run { credits = { course "F", course "A" } }.tier, "intensive")
  test.equal(run { credits = { course("F", "2025-10-20"), course "A" } }.tier, "intensive",
    "the same term, whatever the day")
end)

test.case("less than 80 % of the possible credits", function()
  local function credits(earned)
    return { { date = "2026-03-20", subject = "English", attempted = 1, earned = earned } }
  end
  test.equal(run { credits = credits(0.8) }.tier, "basic")
  test.equal(run { credits = credits(0.5) }.reasons[1],
    "50 % of the possible credits earned (behind below 80 %)")
end)

test.case("a student of whom nothing is on record has no result", function()
  test.equal(test.run { as_of = "2026-03-31", students = { { id = "S-1" } } }["S-1"], nil)
end)
