---Whether the program is followed as designed: for a board on the first page, for a coordinator behind it.
---@type caseload.Plugin
local plugin = {}

local figures = require "figures"

---Whether the report is for programs, which compute with the numbers themselves.
local function is_data(document) return document.format == "csv" or document.format == "json" end

---A figure as people read it; programs get the number itself.
local function shown(document, value, unit)
  if not value or is_data(document) then return value end
  if unit == "share" then return ("%.0f %%"):format(value * 100) end
  return (("%.2f"):format(value):gsub("%.?0+$", ""))
end

---How far a figure moved since the run before; nil where that cannot be told.
local function change(document, value, before, unit)
  if not value or not before then return nil end
  local moved = value - before
  if is_data(document) then return moved end
  if unit == "share" then
    local points = math.floor(moved * 100 + 0.5)
    return points == 0 and "±0" or ("%+d point%s"):format(points, math.abs(points) == 1 and "" or "s")
  end
  local text = ("%+.2f"):format(moved):gsub("%.?0+$", "")
  return (text == "+0" or text == "-0") and "±0" or text
end

local function met(entry)
  if entry.met == nil then return { "not judged", tone = "quiet" } end
  return entry.met and { "met", tone = "good" } or { "not met", tone = "alert" }
end

---The head of the page: how many rules are kept, by how many mentors.
local function summary(document, now, mentors, rules, before)
  local kept, judged, all = 0, 0, 0
  for _, rule in ipairs(rules) do
    kept, judged = kept + rule.met, judged + rule.judged
    if rule.judged > 0 and rule.met == rule.judged then all = all + 1 end
  end
  document:facts {
    { "Mentors", #mentors }, { "Rules", #rules },
    { "Rules that every mentor keeps", all },
    { "Kept of all that is judged", judged > 0 and ("%d of %d (%.0f %%)"):format(kept, judged, 100 * kept / judged) or nil },
    { "Figures as of", now.as_of }, { "Compared with", before and before.as_of or "no earlier run" },
  }
end

---The rules that most mentors miss, in words.
local function first(document, rules)
  local missed, items = {}, {}
  for number, rule in ipairs(rules) do
    if rule.met < rule.judged then missed[#missed + 1] = { rule = rule, number = number, share = rule.met / rule.judged } end
  end
  if #missed == 0 then return end
  table.sort(missed, function(a, b)
    if a.share ~= b.share then return a.share < b.share end
    return a.number < b.number
  end)
  for number = 1, math.min(3, #missed) do
    local rule = missed[number].rule
    local value, target = shown(document, rule.value, rule.unit), shown(document, rule.target, rule.unit)
    items[number] = { ("%d of %d mentors keep it%s%s"):format(rule.met, rule.judged,
      value and (", the program is at %s"):format(value) or "", target and (", the target is %s"):format(target) or ""),
      lead = rule.name .. ":" }
  end
  document:section("Where to look first", function() document:list(items) end)
end

---One row a rule: what it asks for, what the program comes to, and how many mentors keep it.
local function program(document, rules, earlier)
  local columns = { "Rule", { title = "Target", type = "number" }, { title = "Program", type = "number" } }
  if earlier then columns[#columns + 1] = { title = "Change", type = "number" } end
  columns[#columns + 1] = { title = "Mentors who keep it", key = "mentors_met", type = "integer" }
  if is_data(document) then columns[#columns + 1] = { title = "Mentors judged", key = "mentors_judged", type = "integer" } end
  local rows, note = {}, ""
  for number, rule in ipairs(rules) do
    if rule.note ~= "" then note = rule.note end
    local row = { rule.name, shown(document, rule.target, rule.unit), shown(document, rule.value, rule.unit) }
    local place = 4
    if earlier then
      local before = earlier[rule.name]
      row[place] = change(document, rule.value, before and before.value, rule.unit)
      place = place + 1
    end
    if is_data(document) then
      row[place], row[place + 1] = rule.met, rule.judged
    elseif rule.judged > 0 then
      row[place] = { ("%d of %d"):format(rule.met, rule.judged), tone = rule.met < rule.judged and "alert" or "good" }
    end
    rows[number] = row
  end
  document:section("The program", function()
    document:table { columns = columns, rows = rows }
    document:paragraph { "Program: a share is one of all students, another figure the mean of the mentors.",
      tone = "quiet" }
    if note ~= "" then document:paragraph { note, tone = "quiet" } end
  end)
end

---How many mentors keep each rule, drawn; the rules by the numbers that the legend below gives them.
local function drawing(document, rules)
  local labels, names, kept, missed = {}, {}, {}, {}
  for _, rule in ipairs(rules) do
    if rule.judged > 0 then
      local number = #labels + 1
      labels[number] = tostring(number)
      names[number] = ("%d %s"):format(number, rule.name)
      kept[number], missed[number] = rule.met, rule.judged - rule.met
    end
  end
  if #labels == 0 then return end
  document:section("Mentors by rule", function()
    document:chart(chart.stacked { title = "Mentors who keep each rule, and who do not", labels = labels, format = "integer",
      series = { { name = "met", values = kept }, { name = "not met", values = missed } } })
    document:paragraph { table.concat(names, " · "), tone = "quiet" }
  end)
end

---One row a mentor, one column a rule.
local function matrix(document, mentors, rules)
  local columns, rows = { { title = "Mentor", key = "mentor" } }, {}
  for number, rule in ipairs(rules) do
    columns[number + 1] = rule.unit == "share" and { title = rule.name, type = "percent", digits = 0 }
      or { title = rule.name, type = "number" }
  end
  columns[#columns + 1] = { title = "Rules kept", key = "rules_met", type = "integer" }
  columns[#columns + 1] = { title = "Rules judged", key = "rules_judged", type = "integer" }
  for number, mentor in ipairs(mentors) do
    local row, kept, judged = { mentor.name }, 0, 0
    for place, rule in ipairs(rules) do
      local entry = rule.by_mentor[mentor.id]
      if entry and entry.is_hidden then
        row[place + 1] = { rule.mark, tone = "quiet" }
      elseif entry then
        row[place + 1] = entry.met == false and { entry.value, tone = "alert" } or entry.value
        if entry.met ~= nil then
          judged = judged + 1
          if entry.met then kept = kept + 1 end
        end
      end
    end
    row[#rules + 2], row[#rules + 3] = kept, judged
    rows[number] = row
  end
  document:section("Mentors at a glance", function()
    document:table { caption = "Figures that miss their target stand out", columns = columns, rows = rows,
      interactive = true }
  end)
end

---A mentor's own page, to talk about.
local function page(document, mentor, rules, earlier, notes)
  local columns = { "Rule", { title = "Value", type = "number" }, { title = "Target", type = "number" }, "Met" }
  if earlier then columns[#columns + 1] = { title = "Change", type = "number" } end
  if notes then columns[#columns + 1] = "Note" end
  local rows, kept, judged = {}, 0, 0
  for _, rule in ipairs(rules) do
    local entry = rule.by_mentor[mentor.id]
    if entry then
      local mark = entry.is_hidden and { rule.mark, tone = "quiet" }
      local row = { rule.name, mark or shown(document, entry.value, rule.unit), shown(document, entry.target, rule.unit),
        mark or met(entry) }
      if earlier then
        local before = earlier[rule.name] and earlier[rule.name].by_mentor[mentor.id]
        row[5] = not mark and before and not before.is_hidden and change(document, entry.value, before.value, rule.unit) or nil
      end
      if notes then row[#columns] = entry.note end
      rows[#rows + 1] = row
      if entry.met ~= nil and not mark then
        judged = judged + 1
        if entry.met then kept = kept + 1 end
      end
    end
  end
  if #rows == 0 then return end
  document:page(mentor.name, { note = ("%d of %d rules kept"):format(kept, judged) }, function()
    document:table { columns = columns, rows = rows }
    document:lines("What we agreed", 3)
  end)
end

---A line for each mentor and rule, for programs.
local function long(document, mentors, rules, earlier, notes)
  local columns = { { title = "Mentor", key = "mentor_id" }, { title = "Name", key = "mentor" }, "Rule", { title = "Value", type = "number" },
    { title = "Target", type = "number" }, "Met", { title = "Change", type = "number" }, "Unit", "Note" }
  local rows = {}
  for _, mentor in ipairs(mentors) do
    for _, rule in ipairs(rules) do
      local entry = rule.by_mentor[mentor.id]
      if entry then
        local before = earlier and earlier[rule.name] and earlier[rule.name].by_mentor[mentor.id]
        local moved = before and not before.is_hidden and change(document, entry.value, before.value, rule.unit) or nil
        local row = { mentor.id, mentor.name, rule.name, entry.value, entry.target, entry.met, moved, rule.unit }
        if entry.is_hidden then row[4], row[6], row[7] = rule.mark, nil, nil end
        if notes then row[9] = entry.note end
        rows[#rows + 1] = row
      end
    end
  end
  document:section("Mentors", function() document:table { columns = columns, rows = rows } end)
end

---Says that there is nothing to show, also where the format has no place for words.
local function nothing(document, message)
  log.warning(message)
  document:paragraph(message)
end

function plugin.report(document, options)
  local now = fidelity(options.rules)
  local mentors = figures.mentors(document.students)
  if not now then
    return nothing(document, ("There are no results of %s yet. Run it first: caseload run %s"):format(options.rules, options.rules))
  end
  local rules = figures.rules(now, mentors)
  if #rules == 0 then
    return nothing(document, ("%s says nothing of the mentors of these students."):format(options.rules))
  end
  local before = now:previous()
  local earlier
  if before then earlier = select(2, figures.rules(before, mentors)) end
  local notes = figures.shows_notes()
  summary(document, now, mentors, rules, before)
  first(document, rules)
  program(document, rules, earlier)
  if is_data(document) then
    if options.mentors then long(document, mentors, rules, earlier, notes) end
    return
  end
  drawing(document, rules)
  matrix(document, mentors, rules)
  if options.mentors then
    for _, mentor in ipairs(mentors) do page(document, mentor, rules, earlier, notes) end
  end
end

return plugin
