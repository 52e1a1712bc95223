local cases = require "cases"
local plugin = {}

function plugin.prepare(cohort)
  return cohort
end

function plugin.score(student, options, cohort)
  if student.id ~= "S-1" then return nil end
  cases[options.case](student, cohort)
  return { score = 1 }
end

local function parts(document)
  document:heading "Heading"
  document:paragraph { "all <of> it", lead = "Lead:", tone = "alert" }
  document:list { "one", { "two", lead = "Goal:" }, 3 }
  document:facts { { "Grade", 9 }, { "School", nil }, { "Since", date "2026-03-02" } }
  document:section("Outer", { note = "a note", width = "half" }, function()
    document:table {
      caption = "Rates", interactive = true, empty = "No rows.",
      columns = { "Name", { title = "Rate", type = "percent", digits = 1, filter = true }, { title = "On", type = "date", key = "day" } },
      rows = { { "=A|B", { 0.123, tone = "alert" }, date "2026-03-02" }, { "C", nil, nil } },
    }
    document:section("Inner", function() document:chart(chart.bar { title = "Days", labels = { "Mon" }, values = { 2 } }) end)
  end)
  document:page("Page", function() document:lines("Agreed", 2) end)
  document:list(services:find("club").offers)
end

function plugin.report(document, options)
  if options.case == "parts" then return parts(document) end
  if options.case == "mixed" then
    document:write "raw"
    return document:heading "x"
  end
  for student in document.students do
    document:write(document.title .. " " .. document.format .. " " .. student.id .. "\n")
  end
  document:row { "=1", "a,b", 'say "hi"', nil, 1.5, date "2026-03-02", true, "x" }
end

return plugin
