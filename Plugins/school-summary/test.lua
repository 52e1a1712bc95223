---So many students of a school and a grade, the first of them with absences.
local function crowd(students, school, grade, count, absent)
  for number = 1, count do
    local student = { id = ("%s-%d-%02d"):format(school, grade, number), school = school, grade = grade,
      discipline = { { date = "2025-09-02", kind = "referral" } } }
    if number <= absent then
      student.attendance = {}
      for _, day in ipairs(test.school_days("2025-09-01", "2025-09-30")) do
        table.insert(student.attendance, { date = day, code = "unexcused" })
      end
    end
    students[#students + 1] = student
  end
end

local function summary(format, crowds)
  local students = {}
  for _, entry in ipairs(crowds) do crowd(students, table.unpack(entry)) end
  return test.report { as_of = "2025-10-31", year_start = "2025-09-01", title = "All students", format = format,
    schools = { { id = "north", name = "North High" }, { id = "south", name = "South High" } }, students = students }
end

test.case("counts, bands and means of large groups", function()
  local csv = summary("csv", { { "north", 9, 30, 12 }, { "south", 10, 20, 0 } })
  test.contains(csv, "school,grade_9,grade_10,all\r\nNorth High,30,0,30\r\nSouth High,0,20,20\r\nAll,30,20,50\r\n")
  test.contains(csv, "school,95_or_more,90_to_95,80_to_90,below_80,all\r\nNorth High,18,0,0,12,30\r\n")
  test.contains(csv, "school,attendance,absences,tardies,referrals,homework_handed_in,credits_earned_of_attempted\r\n")
  test.contains(csv, "South High,1,0,0,1,,\r\n")
end)

test.case("a small group is left out, and what it could be computed from", function()
  local csv = summary("csv", { { "north", 9, 30, 0 }, { "north", 10, 4, 0 }, { "south", 9, 20, 0 }, { "south", 10, 25, 0 } })
  test.equal(csv:find("North High,30,4,34", 1, true), nil)
  test.equal(csv:find(",4,", 1, true), nil)
  local html = summary("html", { { "north", 9, 30, 0 }, { "north", 10, 4, 0 }, { "south", 9, 20, 0 }, { "south", 10, 25, 0 } })
  test.contains(html, '<td class="figure quiet"')
end)

test.case("no name and no id of a student is in it", function()
  local html = summary("html", { { "north", 9, 12, 11 }, { "south", 10, 15, 0 } })
  test.equal(html:find("north-9-01", 1, true), nil)
end)

test.case("nobody", function()
  test.contains(summary("html", {}), "No students.")
end)
