---A student absent on `absent` of the 20 school days of September 2025.
local function run(absent, more)
  local student = more or {}
  student.id = "S-1"
  student.attendance = {}
  for number = 1, absent do
    student.attendance[number] = { date = test.school_days("2025-09-01", "2025-09-26")[number], code = "excused" }
  end
  return test.run {
    as_of = "2025-09-26",
    year_start = "2025-09-01",
    students = {
      student,
      { id = "S-2", attendance = { { date = "2025-09-02", code = "tardy" } },
        discipline = { { date = "2025-09-02", kind = "referral" } } },
    },
  }["S-1"]
end

test.case("attendance: on track at 90 %, chronic below, severe below 80 %", function()
  for absent, tier in pairs { [0] = "on-track", [2] = "on-track", [3] = "off-track", [4] = "off-track", [5] = "severe" } do
    test.equal(run(absent).tier, tier, absent .. " of 20 days")
  end
  test.equal(run(3).reasons[1], "attendance 85.0 %, chronic below 90 %")
  test.equal(run(5).reasons[1], "attendance 75.0 %, severe below 80 %")
end)

test.case("behavior: one suspension warns, two are severe, three referrals warn", function()
  local function events(kind, count)
    local list = {}
    for number = 1, count do
      list[number] = { date = date("2025-09-08") + number, kind = kind, days = 1 }
    end
    return { discipline = list }
  end
  test.equal(run(0, events("referral", 2)).tier, "on-track")
  test.equal(run(0, events("referral", 3)).tier, "off-track")
  test.equal(run(0, events("in_school_suspension", 1)).reasons[1], "1 suspension this school year")
  test.equal(run(0, events("out_of_school_suspension", 2)).tier, "severe")
end)

test.case("courses: failing English or mathematics warns, both are severe, others do not count", function()
  local function failing(...)
    local list = {}
    for _, subject in ipairs { ... } do
      list[#list + 1] = { date = "2025-09-20", term = "Q1", course = subject .. " 9", subject = subject, grade = "F" }
    end
    return { credits = list }
  end
  test.equal(run(0, failing("Art")).tier, "on-track")
  test.equal(run(0, failing("Language Arts")).reasons[1], "failing English")
  test.equal(run(0, failing("Mathematics")).reasons[1], "failing mathematics")
  test.equal(run(0, failing("English", "Algebra")).tier, "severe")
end)

test.case("the score is the share of the possible points", function()
  test.equal(run(5).score, 50, "two of four points: attendance and behavior are on record, courses are not")
  test.equal(run(0).score, 0)
end)
