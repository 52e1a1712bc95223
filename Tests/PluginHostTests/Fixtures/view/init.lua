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

function plugin.report(document)
  for student in document.students do
    document:write(document.title .. " " .. document.format .. " " .. student.id .. "\n")
  end
  document:row { "=1", "a,b", 'say "hi"', nil, 1.5, date "2026-03-02", true, "x" }
end

return plugin
