---Credits toward graduation: what the diploma requires and what is there, by subject.
local credits = {}

local function sorted_subjects(by_subject)
  local names = {}
  for name in pairs(by_subject) do names[#names + 1] = name end
  table.sort(names)
  return names
end

---On track or not, by how much, and until when at the pace so far.
local function summary(document, record)
  if record.required then
    document:facts {
      { "Required", record.required }, { "Earned", record.earned }, { "In progress", record.in_progress },
      { "Still missing", record.missing },
      { "Standing", record.on_track and { "on track", tone = "good" }
        or record.behind and { ("behind by %g"):format(math.floor(record.behind * 100 + 0.5) / 100), tone = "alert" } or nil },
      { "Done by, at this pace", record.projected },
    }
  else
    document:facts { { "Earned", record.earned }, { "Attempted", record.attempted }, { "In progress", record.in_progress } }
  end
end

function credits.standing(document, student)
  local record = student.credits
  document:section("Credits to graduation", function()
    if not record.earned and not record.required then
      return document:paragraph { "No credits on record.", tone = "quiet" }
    end
    summary(document, record)
    local by_subject, rows = record:by_subject(), {}
    for number, name in ipairs(sorted_subjects(by_subject)) do
      local subject = by_subject[name]
      rows[number] = { name == "" and "Other" or name, subject.required, subject.counted or subject.earned,
        subject.in_progress, subject.missing,
        subject.behind and subject.behind > 0 and { subject.behind, tone = "alert" } or subject.behind }
    end
    document:table {
      columns = { "Subject", { title = "Required", type = "number" }, { title = "Earned", type = "number" },
        { title = "In progress", type = "number" }, { title = "Missing", type = "number" },
        { title = "Behind", type = "number" } },
      rows = rows,
    }
  end)
end

return credits
