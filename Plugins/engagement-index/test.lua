local function run(student, options)
  student.id = "S-1"
  return test.run {
    as_of = "2026-03-31",
    year_start = "2025-08-18",
    options = options,
    students = { student, { id = "S-2", attendance = { { date = "2025-09-02", code = "tardy" } } } },
  }["S-1"]
end

local function answers(value, ...)
  local list = {}
  for _, subscale in ipairs { ... } do
    list[#list + 1] = { date = "2026-02-02", instrument = "survey", subscale = subscale, value = value }
  end
  return list
end

test.case("full attendance alone is full engagement of one domain", function()
  local result = run {}
  test.equal(result.score, 100)
  test.equal(result.domains.behavioral, 100)
  test.equal(result.domains.cognitive, nil, "no survey: missing, not zero")
  test.equal(result.tier, "basic")
end)

test.case("survey answers run from 1 to 4", function()
  test.equal(run({ surveys = answers(1, "autonomy", "belonging") }).domains.cognitive, 0)
  test.equal(run({ surveys = answers(2.5, "autonomy") }).domains.cognitive, 50)
  test.equal(run({ surveys = answers(4, "belonging") }).domains.affective, 100)
end)

test.case("domains are weighted, and a weight of zero leaves one out", function()
  local student = { surveys = answers(1, "autonomy") }
  test.equal(run(student).score, 50)
  test.equal(run(student, { cognitive = 75 }).score, 25)
  local result = run(student, { cognitive = 0 })
  test.equal(result.score, 100)
  test.equal(result.domains.cognitive, nil)
end)

test.case("the lowest indicators are the reasons, at most three, the lowest first", function()
  local list = answers(1, "autonomy", "relevance", "belonging")
  list[#list + 1] = { date = "2026-02-02", instrument = "survey", subscale = "family_support", value = 2 }
  local result = run { surveys = list }
  test.equal(#result.reasons, 3)
  test.equal(result.reasons[1], "autonomy at 0 % of what is possible")
  test.equal(result.tier, "intensive")
end)

test.case("homework, credits and ratings make the academic domain", function()
  local result = run {
    homework = {
      { id = "h1", due = "2026-03-02", status = "fully graded", score = 8, maximum = 10 },
      { id = "h2", due = "2026-03-03", status = "not submitted" },
    },
    credits = { { date = "2026-01-20", subject = "English", attempted = 2, earned = 1 } },
    observations = { { date = "2026-03-20", indicator = "time_on_task", value = 7 } },
  }
  test.near(result.domains.academic, 100 * (0.7 + 0.5 + 0.8 + 0.5) / 4)
end)

test.case("a student of whom nothing is on record has no result", function()
  test.equal(test.run { as_of = "2026-03-31", students = { { id = "S-1" } } }["S-1"], nil)
end)
