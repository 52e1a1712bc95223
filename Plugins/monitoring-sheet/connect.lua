---The "Connect" of the sheet: who was talked with, and what help is under way.
local connect = {}

function connect.contacts(document, student, options)
  local since = snapshot.as_of - options.month
  local counts = { student = 0, guardian = 0, others = 0 }
  for _, contact in ipairs(student.contacts) do
    if contact.date > since then
      local with = counts[contact.with] and contact.with or "others"
      counts[with] = counts[with] + 1
    end
  end
  local rows = {
    { "Talks with the student", counts.student },
    { "Contacts with the family", counts.guardian },
    { "Contacts with others", counts.others },
  }
  for _, intervention in ipairs(student.interventions) do
    if intervention.is_open or intervention.status == "planned" then
      local focus = intervention.focus and " on " .. intervention.focus:gsub("_", " ") or ""
      local word = intervention.is_open and "since " or "planned for "
      rows[#rows + 1] = { "Intervention, " .. intervention.kind .. focus, word .. tostring(intervention.start) }
    end
  end
  document:section(("Connect: the last %d days"):format(options.month), { width = "half" }, function()
    document:table { columns = { "What", "How much" }, rows = rows }
  end)
end

return connect
