---What is done for the student, and with whom it is talked over.
local support = {}

local function words(name)
  return name and (name:gsub("_", " ")) or nil
end

function support.interventions(document, student)
  local rows = {}
  for _, intervention in ipairs(student.interventions) do
    local mentor = intervention.mentor
    local state = intervention.is_open and { "open", tone = "good" } or intervention.status
    rows[#rows + 1] = { intervention.start, intervention.ended or state, intervention.kind,
      words(intervention.focus), mentor and mentor.name, intervention.outcome }
  end
  document:section("Interventions", function()
    document:table {
      columns = { { title = "Since", type = "date" }, { title = "Until", type = "date" }, "Kind", "Focus", "By", "Outcome" },
      rows = rows, empty = "None on record.",
    }
  end)
end

---Services of the community: open linkages first, then what came of the others.
function support.linkages(document, student)
  local rows = {}
  for _, open in ipairs { true, false } do
    for _, linkage in ipairs(student.linkages) do
      if linkage.is_open == open then
        rows[#rows + 1] = { linkage.service.name, { linkage.status, tone = open and "good" or nil }, linkage.since,
          linkage.mentor and linkage.mentor.name, linkage.outcome or linkage.reason }
      end
    end
  end
  document:section("Services of the community", function()
    document:table {
      columns = { "Service", "Status", { title = "Since", type = "date" }, "Coordinated by", "Why, or what came of it" },
      rows = rows, empty = "Not linked to any.",
    }
  end)
end

local function latest(list, count)
  local rows = {}
  for number = #list, math.max(1, #list - count + 1), -1 do
    local contact = list[number]
    rows[#rows + 1] = { contact.date, words(contact.with), contact.person, words(contact.setting), words(contact.mode),
      contact.minutes }
  end
  return rows
end

function support.contacts(document, student, options)
  local contacts = student.contacts
  local counts = { student = 0, guardian = 0 }
  for _, contact in ipairs(contacts) do counts[contact.with] = (counts[contact.with] or 0) + 1 end
  document:section("Contacts", function()
    document:paragraph(("%d in all: %d with the student, %d with the family, %d with others."):format(
      #contacts, counts.student, counts.guardian, #contacts - counts.student - counts.guardian))
    if options.contacts > 0 then
      document:table {
        columns = { { title = "Date", type = "date" }, "With", "Person", "Where", "How", { title = "Minutes", type = "integer" } },
        rows = latest(contacts, options.contacts), empty = "None on record.",
      }
    end
  end)
end

return support
