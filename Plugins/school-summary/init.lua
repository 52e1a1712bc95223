---Figures of schools and grades. Counts go through `stats.suppress`; a group whose count is left out has no other
---figure either, and the tables behind the first are about the groups that it shows.
---@type caseload.Plugin
local plugin = {}

local groups = require "groups"
local measures = require "measures"

---A count that may be shown, or the mark of one that may not.
local function shown_count(count, mark)
  return count or { mark, tone = "quiet" }
end

---Counts with the totals that may be shown, as a table.
local function count_table(document, title, rows, columns, counts)
  local shown = stats.suppress(counts)
  local heads, lines = { title }, {}
  for number, column in ipairs(columns) do heads[number + 1] = { title = column, type = "integer" } end
  heads[#heads + 1] = { title = "All", type = "integer" }
  for number, row in ipairs(rows) do
    local line = { row }
    for place = 1, #columns do line[place + 1] = shown_count(shown.counts[number][place], shown.mark) end
    line[#heads] = shown_count(shown.row_totals[number], shown.mark)
    lines[number] = line
  end
  if #rows > 1 then
    local last = { "All" }
    for place = 1, #columns do last[place + 1] = shown_count(shown.column_totals[place], shown.mark) end
    last[#heads] = shown_count(shown.total, shown.mark)
    lines[#lines + 1] = last
  end
  document:table { columns = heads, rows = lines }
  if shown.note ~= "" then document:paragraph { shown.note, tone = "quiet" } end
  return shown
end

---The shares of each row's students, where every count of a row may be shown.
local function share_chart(document, title, rows, columns, shown)
  local labels, series = {}, {}
  for place, column in ipairs(columns) do series[place] = { name = column, values = {} } end
  for number, row in ipairs(rows) do
    local whole = shown.row_totals[number]
    for place = 1, #columns do whole = whole and shown.counts[number][place] and whole end
    if whole and whole > 0 then
      labels[#labels + 1] = row
      for place = 1, #columns do series[place].values[#labels] = shown.counts[number][place] / whole end
    end
  end
  if #labels > 0 and #columns <= 5 then
    document:chart(chart.stacked { title = title, labels = labels, series = series, format = "percent", maximum = 1 })
  end
end

local function bands(document, title, measure, schools, options)
  local columns, counts, known = measure(schools, options)
  if #columns == 0 or not known then return end
  local names = {}
  for number, school in ipairs(schools) do names[number] = school.name end
  document:section(title, function()
    local shown = count_table(document, "School", names, columns, counts)
    share_chart(document, title .. ", share of students", names, columns, shown)
  end)
end

local function mean_table(document, title, list)
  local rows = {}
  for number, group in ipairs(list) do
    local row = { group.name }
    for place, mean in ipairs(measures.means) do row[place + 1] = mean.of(group.students) end
    rows[number] = row
  end
  local columns = { title }
  for place, mean in ipairs(measures.means) do
    columns[place + 1] = { title = mean.title, type = mean.type, digits = mean.digits }
  end
  document:table { caption = "By " .. title:lower(), columns = columns, rows = rows, empty = "No group is large enough." }
end

function plugin.report(document, options)
  local schools, grades, counts = groups.of(document.students)
  if #schools == 0 then return document:paragraph { "No students.", tone = "quiet" } end
  local school_names, grade_names = {}, {}
  for number, school in ipairs(schools) do school_names[number] = school.name end
  for number, grade in ipairs(grades) do grade_names[number] = grade.name end
  local shown
  document:section("Students by school and grade", function()
    shown = count_table(document, "School", school_names, grade_names, counts)
  end)
  local large_schools = groups.kept(schools, shown.row_totals)
  local large_grades = groups.kept(grades, shown.column_totals)
  bands(document, "Attendance", measures.attendance, large_schools, options)
  bands(document, "Tiers by " .. options.score, measures.tiers, large_schools, options)
  bands(document, "Behavior referrals this year", measures.referrals, large_schools, options)
  document:section("Means", function()
    mean_table(document, "School", large_schools)
    mean_table(document, "Grade", large_grades)
  end)
end

return plugin
