---From the domain at risk to a kind of service, and from the kind to a service that the student can have:
---by age, the nearest to the school first, one that speaks the family's language before others.
---@type caseload.Plugin
local plugin = {}

local domains = { "academic", "behavioral", "cognitive", "affective" }

---The kinds of an option, which are divided by commas.
local function kinds(text)
  local list = {}
  for kind in text:gmatch "[^,]+" do list[#list + 1] = kind:match "^%s*(.-)%s*$" end
  return list
end

---How urgent a domain is, 1 to 5, and why; nil where it is not at risk.
local function risk(student, domain, options)
  local guidelines, index = student:score(options.guidelines), student:score(options.index)
  local met = guidelines and guidelines.domains[domain] or 0
  local reached = index and index.domains[domain]
  local is_low = reached ~= nil and reached < options.low
  local because = {}
  if met > 0 then because[1] = ("%.0f %% of the guidelines for high risk met"):format(met) end
  if is_low then because[#because + 1] = ("%.0f %% of what is possible reached"):format(reached) end
  if #because == 0 then return nil end
  local priority = met > 0 and is_low and 1 or met > 0 and 2 or 3
  return priority, table.concat(because, ", ")
end

---What the student has or has had: domains with an open linkage, services not to propose again, and how
---many proposals wait for the mentor's word.
local function known(student)
  local linked, services, waiting = {}, {}, 0
  for _, linkage in ipairs(student.linkages) do
    if linkage.status == "proposed" then waiting = waiting + 1 end
    if linkage.is_open and linkage.domain then linked[linkage.domain] = true end
    if linkage.is_open or linkage.status == "declined" then services[linkage.service.id] = true end
  end
  return linked, services, waiting
end

---The first service that is not known yet, of those in the family's language where there is one.
local function choose(services, language, without)
  local function first(list)
    for service in list do
      if not without[service.id] then return service end
    end
  end
  return language and first(services:speaking(language)) or first(services)
end

local function find(student, directory, list, options, without)
  for _, kind in ipairs(list) do
    local services = directory:offering(kind):open_to(student)
    if student.school then
      if options.within > 0 then
        services = services:near(student.school, options.within)
      else
        services = services:near(student.school)
      end
    end
    local service = choose(services, student.language, without)
    if service then return service, kind end
  end
end

function plugin.link(student, directory, options)
  local linked, without, waiting = known(student)
  if waiting >= options.most then return nil end
  local proposals = {}
  for place, domain in ipairs(domains) do
    local priority, because = risk(student, domain, options)
    if priority and not linked[domain] then
      local service, kind = find(student, directory, kinds(options[domain]), options, without)
      if service then
        without[service.id] = true
        proposals[#proposals + 1] = {
          service = service, priority = priority, domain = domain, place = place,
          reason = ("%s engagement at risk (%s); offers %s"):format(domain, because, kind),
        }
      end
    end
  end
  table.sort(proposals, function(a, b)
    if a.priority ~= b.priority then return a.priority < b.priority end
    return a.place < b.place
  end)
  while #proposals > options.most - waiting do table.remove(proposals) end
  for _, proposal in ipairs(proposals) do proposal.place = nil end
  return proposals
end

return plugin
