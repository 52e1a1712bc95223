local function brief(options)
  return test.report {
    as_of = "2026-03-31", year_start = "2025-08-18", title = "A. Rivera", options = options,
    scores = { ["check-and-connect"] = { ["S-1"] = { score = 80, tier = "intensive", reasons = { "3 *absences*", "late" } } } },
    students = {
      { id = "S-1", given_name = "Ada", family_name = "*Sample*", grade = 9,
        strengths = { { date = "2026-03-02", strength = "Draws" } },
        goals = { { goal = "Pass [Algebra](x)", set_on = "2026-02-02", due = "2026-06-01", progress = 40 } },
        attendance = { { date = "2026-03-24", code = "unexcused" } },
        discipline = { { date = "2026-03-24", kind = "referral" } },
        contacts = { { date = "2026-03-30", with = "student" } },
        interventions = { { start = "2026-03-02", kind = "intensive", focus = "problem_solving" },
          { start = "2025-10-02", ["end"] = "2025-12-02", kind = "basic" } } },
      { id = "S-2", given_name = "Bo" },
    },
  }
end

test.case("the whole brief", function()
  test.equal(brief { tier = "intensive" }, [[
# A. Rivera

Students: 1 of 2 (tier intensive), as of 2026-03-31; figures of the last 30 days.

## Ada \*Sample\* (S-1, grade 9)

- **Strength:** Draws
- **Goal:** Pass \[Algebra\](x), 40 %, by 2026-06-01
- **Attendance:** 95 %, days missed: 1, times late: 0
- **Behavior referrals:** 1
- **check-and-connect:** intensive; 3 \*absences\*; late
- **Under way:** intensive, problem solving, since 2026-03-02
- **Last talk:** 2026-03-30

]])
end)

test.case("all students where no tier is asked for", function()
  local text = brief {}
  test.contains(text, "Students: 2 of 2, as of")
  test.contains(text, "## Bo (S-2)\n\n- **Attendance:** 100 %, days missed: 0, times late: 0\n- **Last talk:** never\n")
end)

test.case("nobody", function()
  test.contains(brief { tier = "severe" }, "Nobody to speak about.")
end)
