local function report(student)
  student.id = "S-1"
  return test.report {
    as_of = "2026-03-31", year_start = "2025-08-18",
    schools = { { id = "north", name = "North High" } },
    students = { student },
    scores = { ["check-and-connect"] = { ["S-1"] = { score = 12.3456, tier = "intensive", reasons = { "a", "b" } } } },
  }
end

test.case("a header and a row a student", function()
  local csv = report { given_name = "Ada", family_name = "Sample", grade = 9, school = "north",
    attendance = { { date = "2026-03-02", code = "tardy" } } }
  local header, row = csv:match("^([^\r\n]*)\r\n([^\r\n]*)\r\n$")
  test.contains(header, "student_id,name,grade,school,mentor,attendance_rate")
  test.contains(header, "check-and-connect_score,check-and-connect_tier,check-and-connect_reasons")
  test.equal(row, "S-1,Ada Sample,9,North High,,1.0,0,1,0,,,,,12.35,intensive,a; b")
end)

test.case("a name that is a formula is made harmless", function()
  test.contains(report { given_name = "=1+1", family_name = "X" }, "S-1,'=1+1 X,")
end)

test.case("commas and quotes are quoted", function()
  test.contains(report { given_name = 'A "B"', family_name = "C,D" }, 'S-1,"A ""B"" C,D",')
end)
