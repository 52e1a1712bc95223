---What is used: each service with its linkages by status.
local usage = {}

local statuses = { "proposed", "referred", "enrolled", "active", "completed", "declined", "ended" }

---Counts by service, those with most linkages first.
local function counted(list)
  local by_id, order = {}, {}
  for _, entry in ipairs(list) do
    local service = entry.linkage.service
    local count = by_id[service.id]
    if not count then
      count = { service = service, all = 0 }
      by_id[service.id] = count
      order[#order + 1] = count
    end
    count.all = count.all + 1
    count[entry.linkage.status] = (count[entry.linkage.status] or 0) + 1
  end
  table.sort(order, function(a, b)
    if a.all ~= b.all then return a.all > b.all end
    return a.service.id < b.service.id
  end)
  return order
end

function usage.by_service(document, list)
  local columns = { "Service", "Provider", "Offers" }
  for place, status in ipairs(statuses) do columns[3 + place] = { title = status:gsub("^%l", string.upper), key = status, type = "integer" } end
  columns[#columns + 1] = { title = "All", type = "integer" }
  local rows, totals = {}, {}
  for number, count in ipairs(counted(list)) do
    local row = { count.service.name, count.service.provider, table.concat(count.service.offers, ", ") }
    for place, status in ipairs(statuses) do
      row[3 + place] = count[status] or 0
      totals[place] = (totals[place] or 0) + (count[status] or 0)
    end
    row[#columns] = count.all
    rows[number] = row
  end
  document:section("What is used", function()
    if #rows > 0 then
      document:chart(chart.bar { title = "Linkages by status", labels = statuses, values = totals, format = "integer" })
    end
    document:table { columns = columns, rows = rows, empty = "No student is or was linked to a service." }
  end)
end

return usage
