---Which services are used, by whom, what waits, and where there are gaps and overlaps.
---@type caseload.Plugin
local plugin = {}

local gaps = require "gaps"
local usage = require "usage"

---All linkages of the students, each with its student.
local function gather(students)
  local list = {}
  for student in students do
    for _, linkage in ipairs(student.linkages) do list[#list + 1] = { student = student, linkage = linkage } end
  end
  return list
end

local function is_waiting(linkage, options)
  return linkage.is_open and (linkage.status == "proposed" or linkage.status == "referred")
    and linkage.since and snapshot.as_of - linkage.since > options.wait
end

local function summary(document, list, options)
  local open, waiting, students, seen = 0, 0, 0, {}
  for _, entry in ipairs(list) do
    if entry.linkage.is_open then
      open = open + 1
      if is_waiting(entry.linkage, options) then waiting = waiting + 1 end
      if not seen[entry.student.id] then
        seen[entry.student.id] = true
        students = students + 1
      end
    end
  end
  document:facts {
    { "Students", #document.students }, { "Linked to a service now", students }, { "Open linkages", open },
    { ("Waiting more than %d days"):format(options.wait), waiting }, { "Services on offer", #services },
  }
end

---The open linkages: what waits longest comes first.
local function open_linkages(document, list, options)
  local rows = {}
  for _, entry in ipairs(list) do
    local linkage = entry.linkage
    if linkage.is_open then
      local days = linkage.since and snapshot.as_of - linkage.since
      rows[#rows + 1] = {
        days = days or -1,
        entry.student.name, entry.student.id, linkage.service.name,
        is_waiting(linkage, options) and { linkage.status, tone = "alert" } or linkage.status, linkage.since, days,
        linkage.mentor and linkage.mentor.name, linkage.domain, linkage.priority, linkage.reason,
      }
    end
  end
  table.sort(rows, function(a, b)
    if a.days ~= b.days then return a.days > b.days end
    if a[2] ~= b[2] then return a[2] < b[2] end
    return a[3] < b[3]
  end)
  document:section("Open linkages", function()
    document:table {
      columns = { { title = "Student", key = "name" }, { title = "Id", key = "student_id" }, "Service",
        { title = "Status", filter = true }, { title = "Since", type = "date" }, { title = "Days", type = "integer" },
        { title = "Coordinated by", key = "mentor" }, { title = "Domain", filter = true },
        { title = "Priority", type = "integer" }, { title = "Why", key = "reason" } },
      rows = rows, interactive = true, empty = "No linkage is open.",
    }
  end)
end

local function outcomes(document, list)
  local rows = {}
  for _, entry in ipairs(list) do
    local linkage = entry.linkage
    if not linkage.is_open then
      rows[#rows + 1] = { entry.student.name, linkage.service.name, linkage.status, linkage.closed_on, linkage.outcome }
    end
  end
  document:section("What came of closed ones", function()
    document:table {
      columns = { "Student", "Service", "Status", { title = "Closed", type = "date" }, "Outcome" },
      rows = rows, empty = "None is closed yet.",
    }
  end)
end

function plugin.report(document, options)
  local list = gather(document.students)
  summary(document, list, options)
  usage.by_service(document, list)
  open_linkages(document, list, options)
  gaps.uncovered(document)
  gaps.overlaps(document)
  gaps.unused(document, list)
  outcomes(document, list)
end

return plugin
