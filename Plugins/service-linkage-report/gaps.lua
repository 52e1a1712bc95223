---Where there is too little, or twice the same.
local gaps = {}

local function is_at_risk(score)
  return score and score.tier and score.tier ~= "basic" and score.tier ~= "on-track"
end

local function has_open(student)
  for _, linkage in ipairs(student.linkages) do
    if linkage.is_open then return true end
  end
  return false
end

---Students at risk without an open linkage.
function gaps.uncovered(document, options)
  local rows = {}
  for student in document.students do
    local score = student:score(options.score)
    if is_at_risk(score) and not has_open(student) then
      rows[#rows + 1] = { points = score.score or 0, student.name, student.id, student.grade,
        student.school and student.school.name, score.tier, score.reasons[1] }
    end
  end
  table.sort(rows, function(a, b)
    if a.points ~= b.points then return a.points > b.points end
    return a[2] < b[2]
  end)
  document:section("Gaps: at risk and linked to nothing", function()
    document:table {
      columns = { { title = "Student", key = "name" }, { title = "Id", key = "student_id" },
        { title = "Grade", type = "integer" }, "School", "Tier", { title = "First reason", key = "reason" } },
      rows = rows, empty = ("Every student at risk by %s is linked to a service."):format(options.score),
    }
  end)
end

---Students with two open linkages to the same kind of service.
function gaps.overlaps(document)
  local rows = {}
  for student in document.students do
    local by_kind, kinds = {}, {}
    for _, linkage in ipairs(student.linkages) do
      if linkage.is_open then
        for _, kind in ipairs(linkage.service.offers) do
          if not by_kind[kind] then
            by_kind[kind] = {}
            kinds[#kinds + 1] = kind
          end
          table.insert(by_kind[kind], linkage.service.name)
        end
      end
    end
    table.sort(kinds)
    for _, kind in ipairs(kinds) do
      if #by_kind[kind] > 1 then rows[#rows + 1] = { student.name, student.id, kind, table.concat(by_kind[kind], "; ") } end
    end
  end
  document:section("Overlaps: twice the same kind", function()
    document:table {
      columns = { { title = "Student", key = "name" }, { title = "Id", key = "student_id" }, "Kind", "Services" },
      rows = rows, empty = "No student has two open linkages of the same kind.",
    }
  end)
end

---Services on offer to which nobody is or was linked.
function gaps.unused(document, list)
  local used, rows = {}, {}
  for _, entry in ipairs(list) do used[entry.linkage.service.id] = true end
  for service in services do
    if not used[service.id] then
      rows[#rows + 1] = { service.name, service.provider, table.concat(service.offers, ", "),
        table.concat(service.languages, ", ") }
    end
  end
  document:section("On offer and not used", function()
    document:table {
      columns = { "Service", "Provider", "Offers", "Languages" }, rows = rows,
      empty = "Every service on offer is used.",
    }
  end)
end

return gaps
