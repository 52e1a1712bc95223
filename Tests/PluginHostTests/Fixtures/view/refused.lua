---What a plugin sees that declares no kind of record: ids, grade and school, and of the rest an error that says what
---to declare. Each function is given the student S-1 and all students.
local cases = {}

local function refuses(what, kind, body)
  local ok, message = pcall(body)
  local expected = ("%s: plugin 'sample' does not declare that it reads '%s' (plugin.json, reads)"):format(what, kind)
  if ok or not tostring(message):find(expected, 1, true) then
    error(("expected %q, got %q"):format(expected, ok and "no error" or tostring(message)), 2)
  end
end

function cases.student(student)
  for field, kind in pairs {
    name = "identity", given_name = "identity", enrolled_from = "identity", enrolled_to = "identity", age = "demographics", language = "demographics",
    demographics = "demographics", attendance = "attendance", discipline = "discipline", grades = "grades",
    credits = "credits", homework = "homework", survey = "survey", observations = "observations",
    activities = "activities", guardians = "guardians", circle = "guardians", contacts = "contacts",
    interventions = "interventions", goals = "goals", strengths = "goals", linkages = "linkages",
    linkage_gaps = "linkages", linkage_overlaps = "linkages", scores = "scores", outcomes = "scores",
  } do
    refuses("student." .. field, kind, function() return student[field] end)
  end
  assert(student.id == "S-1" and student.grade == 9 and student.school.id == "north")
end

function cases.mentor(student)
  local mentor = student.mentors[1]
  refuses("mentor.events", "activities", function() return mentor.events end)
  refuses("mentor.contacts", "contacts", function() return mentor.contacts end)
  refuses("mentor:time", "contacts", function() return mentor:time() end)
  assert(#mentor.trainings == 1)
end

return cases
