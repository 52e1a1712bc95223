local function written(student)
  student.id = "S-1"
  return test.report {
    as_of = "2026-03-31", year_start = "2025-08-18", title = 'A "title" </script>',
    mentors = { { id = "rivera", name = "A. Rivera" } }, students = { student, { id = "S-2" } },
    scores = { ["check-and-connect"] = { ["S-1"] = { score = 12.5, tier = "intensive", reasons = { "a" } } } },
  }
end

test.case("an object a student, read back as it was", function()
  local value = json.decode(written {
    given_name = "=1+1", family_name = '"<b>\n', grade = 9, mentor = "rivera",
    attendance = { { date = "2026-03-02", code = "unexcused" } },
    goals = { { goal = "Pass", set_on = "2026-02-02", progress = 40 } },
    contacts = { { date = "2026-03-10", with = "student", minutes = 20, note = "secret" } },
  })
  test.equal(value.format, "caseload-json/1")
  test.equal(value.title, 'A "title" </script>')
  test.equal(value.as_of, "2026-03-31")
  test.equal(#value.students, 2)
  local student = value.students[1]
  test.equal(student.name, '=1+1 "<b>\n')
  test.equal(student.mentors[1].id, "rivera")
  test.equal(student.attendance.absences, 1)
  test.equal(student.goals[1].progress, 40)
  test.equal(student.contacts[1].minutes, 20)
  test.equal(student.contacts[1].note, nil)
  test.equal(student.scores[1].tier, "intensive")
end)

test.case("what is not on record is left out", function()
  local student = json.decode(written {}).students[2]
  test.equal(student.grade, nil)
  test.equal(student.engagement, nil)
  test.equal(#student.goals, 0)
  test.contains(written {}, '"goals":[]')
end)
