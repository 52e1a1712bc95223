---The rules over the mentors: which figures may be shown, and what they come to together.
local figures = {}

---The mentors of the students, by name.
function figures.mentors(students)
  local list, seen = {}, {}
  for student in students do
    for _, mentor in ipairs(student.mentors) do
      if not seen[mentor.id] then
        seen[mentor.id] = true
        list[#list + 1] = mentor
      end
    end
  end
  table.sort(list, function(a, b)
    if a.name ~= b.name then return a.name < b.name end
    return a.id < b.id
  end)
  return list
end

---Marks the figures of groups that are too small to be shown, and those from which they could be computed.
local function suppress(rule)
  local counts = {}
  for number, entry in ipairs(rule.entries) do counts[number] = entry.students or 0 end
  local shown = stats.suppress(counts)
  for number, entry in ipairs(rule.entries) do
    entry.is_hidden = entry.students ~= nil and not shown.counts[number]
  end
  rule.total = shown.total
  rule.mark, rule.note = shown.mark, shown.note
end

---The share of all students, or the mean of the mentors; nil where neither can be told.
local function together(rule)
  local sum, weights = 0, 0
  for _, entry in ipairs(rule.entries) do
    -- A share of students is one of all of them together, which may be shown where their number may.
    local of_all = rule.unit == "share" and entry.students
    local weight = of_all or 1
    local counts = not entry.is_hidden
    if of_all then counts = rule.total end
    if entry.value and counts then sum, weights = sum + entry.value * weight, weights + weight end
  end
  return weights > 0 and sum / weights or nil
end

---How many mentors keep a rule, of those of whom it can be told.
local function judge(rule)
  rule.met, rule.judged = 0, 0
  for _, entry in ipairs(rule.entries) do
    if entry.met ~= nil and not entry.is_hidden then
      rule.judged = rule.judged + 1
      if entry.met then rule.met = rule.met + 1 end
    end
  end
end

---The rules in the order in which they are first spoken of, each with its `entries`: what was found for one
---mentor, and whether it is to be hidden.
---@param found caseload.Fidelity?
function figures.rules(found, mentors)
  local list, by_name = {}, {}
  for _, mentor in ipairs(mentors) do
    for _, kept in ipairs(found and found:of(mentor) or {}) do
      local rule = by_name[kept.rule]
      if not rule then
        rule = { name = kept.rule, unit = kept.unit, entries = {}, by_mentor = {} }
        by_name[kept.rule] = rule
        list[#list + 1] = rule
      end
      local entry = { mentor = mentor, value = kept.value, target = kept.target, met = kept.met,
        students = kept.students, note = kept.note }
      rule.entries[#rule.entries + 1] = entry
      rule.by_mentor[mentor.id] = entry
    end
  end
  for _, rule in ipairs(list) do
    suppress(rule)
    judge(rule)
    rule.value = together(rule)
    local target = rule.entries[1].target
    for _, entry in ipairs(rule.entries) do
      if entry.target ~= target then target = nil end
    end
    rule.target = target
  end
  return list, by_name
end

---Whether notes may be shown: they count students without those who are too few.
function figures.shows_notes()
  return stats.suppress({ 1 }).counts[1] == 1
end

return figures
