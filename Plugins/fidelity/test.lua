local function district(change)
  local description = {
    as_of = "2026-03-27", options = { weeks = 2 },
    mentors = {
      { id = "ida", name = "Ida", caseload_limit = 2, education = "BA", years_home = 1, years_school = 1,
        trainings = { { training = "Preparation" } } },
      { id = "sam", name = "Sam" },
    },
    scores = { ["check-and-connect"] = { a = { tier = "intensive" }, b = { tier = "basic" } } },
    students = {
      { id = "a", mentor = "ida", mentored_since = "2024-03-27",
        contacts = {
          { date = "2026-03-26", mentor_id = "ida", with = "student", role = "coach", setting = "school", minutes = 60 },
          { date = "2026-03-19", mentor_id = "ida", with = "student", role = "coach", setting = "school", minutes = 60 },
          { date = "2026-03-01", mentor_id = "ida", with = "guardian", role = "coach", setting = "home", minutes = 20 },
        },
        interventions = { { start = "2026-03-01", kind = "intensive" }, { start = "2026-03-01", kind = "basic" } } },
      { id = "b", mentor = "ida", mentored_since = "2024-03-27",
        observations = { { date = "2026-03-20", indicator = "time_on_task", value = 5 } },
        interventions = { { start = "2026-03-01", ["end"] = "2026-03-10", kind = "basic", status = "active" } } },
    },
  }
  if change then change(description) end
  return description
end

---The rules of one mentor, as a function of their names.
local function rules_of(mentor, change)
  local rules = test.fidelity(district(change))[mentor]
  test.equal(rules.error, nil)
  return function(name) return rules[name] end, rules
end

test.case("each rule as a figure", function()
  local rule = rules_of("ida")
  -- a: both weeks; b: the observation of a week ago.
  test.near(rule("Weekly monitoring").value, 3 / 4)
  test.equal(rule("Weekly monitoring").met, false)
  test.near(rule("Talks a student and week").value, 2 / 4)
  test.near(rule("Hours a student and week").value, 2 / 4)
  test.near(rule("Basic intervention for all").value, 1 / 2)
  test.equal(rule("Basic intervention for all").note, "1 of 2 without")
  test.equal(rule("Basic intervention for all").students, 2)
  test.equal(rule("Intensive intervention at high risk").students, 1)
  test.equal(rule("Trainings").students, nil)
  test.equal(rule("Intensive intervention at high risk").value, 1)
  test.equal(rule("Intensive intervention at high risk").met, true)
  test.near(rule("Family contact").value, 1 / 2)
  test.equal(rule("Caseload").value, 2)
  test.equal(rule("Caseload").met, true)
  test.near(rule("Years with a student so far").value, 730 / 365.25)
  test.equal(rule("Years with a student so far").met, nil)
  test.equal(rule("Trainings").met, true)
end)

test.case("one of a thing is said as one", function()
  local rule = rules_of("ida", function(it)
    it.options.weeks = 1
    it.students[2] = nil
  end)
  test.equal(rule("Weekly monitoring").note, "of the weeks of 1 student in 1 week")
end)

test.case("an intensive intervention is none of the basic kind", function()
  local rule = rules_of("ida", function(it) it.students[1].interventions[2] = nil end)
  test.equal(rule("Basic intervention for all").note, "2 of 2 without")
  test.equal(rule("Intensive intervention at high risk").value, 1)
end)

test.case("of one who has just come, the weeks before do not count", function()
  local rule = rules_of("ida", function(it) it.students[2].mentored_since = "2026-03-25" end)
  test.near(rule("Weekly monitoring").value, 2 / 3)
  test.near(rule("Talks a student and week").value, 2 / 3)
end)

test.case("a mentor without students is not spoken of", function()
  local _, rules = rules_of("sam")
  test.equal(next(rules), nil)
end)

test.case("a district changes targets by options", function()
  local rule = rules_of("ida", function(it)
    it.options = { weeks = 2, monitoring = 0.75, talks = 0.5, family = 0.5, years = 1.5, trainings = 2 }
  end)
  test.equal(rule("Weekly monitoring").met, true)
  test.equal(rule("Talks a student and week").met, true)
  test.equal(rule("Family contact").met, true)
  test.equal(rule("Years with a student so far").met, true)
  test.equal(rule("Trainings").met, false)
end)

test.case("risk without results is told and not judged", function()
  local rule = rules_of("ida", function(it) it.scores = nil end)
  test.equal(rule("Intensive intervention at high risk").met, nil)
  test.equal(rule("Intensive intervention at high risk").note, "no results of check-and-connect")
  rule = rules_of("ida", function(it) it.scores["check-and-connect"].a.tier = "basic" end)
  test.equal(rule("Intensive intervention at high risk").note, "nobody is at high risk")
end)

test.case("too many students and an empty profile are said", function()
  local rule = rules_of("ida", function(it)
    it.mentors[1] = { id = "ida", caseload_limit = 1 }
  end)
  test.equal(rule("Caseload").met, false)
  test.equal(rule("Trainings").value, 0)
  test.contains(rule("Trainings").note, "education, experience in homes, experience in schools")
end)
