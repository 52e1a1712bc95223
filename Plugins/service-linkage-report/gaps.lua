---Where there is too little, or twice the same.
local gaps = {}

---The domains in which students are at high risk and linked to nothing, as `caseload today` has them.
function gaps.uncovered(document)
  local rows, is_known = {}, false
  for student in document.students do
    local domains = student.linkage_gaps
    is_known = is_known or domains ~= nil
    for _, domain in ipairs(domains or {}) do
      rows[#rows + 1] = { student.name, student.id, student.grade, student.school and student.school.name, domain }
    end
  end
  document:section("Gaps: at high risk and linked to nothing", function()
    document:table {
      columns = { { title = "Student", key = "name" }, { title = "Id", key = "student_id" },
        { title = "Grade", type = "integer" }, { title = "School", filter = true }, { title = "Domain", filter = true } },
      rows = rows, interactive = true,
      empty = is_known and "Every domain at high risk has a linkage." or "No findings tell of any risk yet.",
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
