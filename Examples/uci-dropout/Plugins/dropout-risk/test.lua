local domains = { tuition_up_to_date = "behavioral", debtor = "behavioral" }

---Scores one student with these values; a missing one is not on record.
local function score(values)
  local observations, indicators = {}, {}
  for _, id in ipairs { "sem1_enrolled", "sem1_approved", "sem2_enrolled", "sem2_approved", "sem2_grade",
    "tuition_up_to_date", "debtor" } do
    indicators[#indicators + 1] = { id = id, domain = domains[id] or "academic" }
    if values[id] then
      observations[#observations + 1] = { date = "2024-06-01", indicator = id, value = values[id] }
    end
  end
  return test.run { as_of = "2024-09-01", indicators = indicators,
    students = { { id = "S-1", observations = observations } } }["S-1"]
end

test.case("all units passed and fees paid is no risk", function()
  local result = score { sem1_enrolled = 6, sem1_approved = 6, sem2_enrolled = 6, sem2_approved = 6,
    sem2_grade = 14, tuition_up_to_date = 1, debtor = 0 }
  test.equal(result.score, 0)
  test.equal(result.tier, "basic")
end)

test.case("nothing passed and fees unpaid is intensive, the weightiest reason first", function()
  local result = score { sem1_enrolled = 6, sem1_approved = 0, sem2_enrolled = 6, sem2_approved = 0,
    tuition_up_to_date = 0 }
  test.equal(result.score, 82)
  test.equal(result.tier, "intensive")
  test.equal(result.reasons[1], "passed 0 of 6 units in the second semester")
  test.equal(#result.reasons, 3)
end)

test.case("enrolled in nothing is a finding, nothing on record is none", function()
  test.equal(score { sem1_enrolled = 0, sem2_enrolled = 0 }.reasons[1], "enrolled in no unit in either semester")
  test.equal(score {}, nil)
end)

test.case("a mean grade of 0 means that nothing was graded", function()
  test.equal(score { sem1_enrolled = 0, sem2_enrolled = 0, sem2_grade = 0 }.score, 25)
  test.equal(score { sem1_enrolled = 0, sem2_enrolled = 0, sem2_grade = 10 }.score, 33)
end)
