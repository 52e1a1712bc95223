---What a plugin sees that reads notes as well; each function is given the student S-1.
local cases = {}

local function equal(actual, expected)
  if actual ~= expected then error(("expected %s, got %s"):format(expected, actual), 2) end
end

function cases.notes(student)
  local mentor = student.mentors[1]
  for _, record in ipairs {
    student.observations[2], student.contacts[2], student.interventions[1], student.linkages[1]:steps()[2],
    student.discipline:events()[3], mentor.events[1], mentor.contacts[2],
  } do
    equal(record.note, "secret")
    equal(json.encode(record):find('"note":"secret"', 1, true) ~= nil, true)
  end
  equal(student.contacts[1].note, nil)
  equal(#student.contacts:where { note = "secret" }, 1)
end

return cases
