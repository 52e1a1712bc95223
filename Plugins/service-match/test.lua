local function district(change)
  local description = {
    as_of = "2026-03-30", year_start = "2025-09-01",
    schools = { { id = "north", latitude = 39.10, longitude = -84.51 } },
    services = {
      { id = "club", name = "Homework Club", offers = { "Tutoring" }, minimum_age = 12, maximum_age = 19,
        latitude = 39.30, longitude = -84.51 },
      { id = "lab", name = "Math Lab", offers = { "Tutoring" }, latitude = 39.11, longitude = -84.51 },
      { id = "talk", name = "Youth Talk", offers = { "Counseling" } },
      { id = "voz", name = "Hablemos", offers = { "Counseling" }, languages = { "Spanish" } },
      { id = "ride", name = "Ride to School", offers = { "Attendance support" } },
      { id = "work", name = "Try a Job", offers = { "Career exploration" }, status = "inactive" },
    },
    scores = {
      ["check-and-connect"] = { a = { tier = "intensive", score = 20, domains = { academic = 50, behavioral = 0 } } },
      ["engagement-index"] = { a = { score = 60, domains = { academic = 40, cognitive = 30, affective = 49 } } },
    },
    students = { { id = "a", school = "north", demographics = { birth_date = "2011-01-15" } }, { id = "b" } },
    options = {},
  }
  if change then change(description, description.students[1]) end
  return description
end

local function services(change)
  local names, proposals = {}, test.link(district(change)).a or {}
  test.equal(proposals.error, nil)
  for place, proposal in ipairs(proposals) do names[place] = proposal.service end
  return table.concat(names, " "), proposals
end

test.case("the domain at risk leads to the nearest service of its kind", function()
  local names, proposals = services()
  test.equal(names, "lab talk")
  test.equal(proposals[1].domain, "academic")
  test.equal(proposals[1].priority, 1)
  test.equal(proposals[1].reason,
    "academic engagement at risk (50 % of the guidelines for high risk met, 40 % of what is possible reached); offers tutoring")
  test.equal(proposals[2].domain, "affective")
  test.equal(proposals[2].priority, 3)
end)

test.case("a student without a finding gets no proposal", function()
  test.equal(test.link(district()).b, nil)
end)

test.case("the family's language goes first", function()
  test.equal((services(function(_, student) student.language = "Spanish" end)), "lab voz")
end)

test.case("age decides", function()
  test.equal((services(function(description, student)
    description.services[2].maximum_age = 12
    student.demographics.birth_date = "2005-01-15"
  end)), "talk")
end)

test.case("a domain with an open linkage gets no other service", function()
  test.equal((services(function(_, student)
    student.linkages = { { service_id = "club", date = "2026-03-02", status = "active", domain = "academic" } }
  end)), "talk")
end)

test.case("no more come while two wait for the mentor's word", function()
  local waiting = { { service_id = "ride", date = "2026-03-02", status = "proposed", domain = "behavioral" } }
  test.equal((services(function(_, student) student.linkages = waiting end)), "lab")
  waiting[2] = { service_id = "voz", date = "2026-03-02", status = "proposed" }
  test.equal((services(function(_, student) student.linkages = waiting end)), "")
end)

test.case("what was declined is not proposed again", function()
  test.equal((services(function(_, student)
    student.linkages = {
      { service_id = "lab", date = "2026-03-02", status = "proposed", domain = "academic" },
      { service_id = "lab", date = "2026-03-05", status = "declined" },
    }
  end)), "club talk")
end)

test.case("kinds, number and distance are options", function()
  test.equal((services(function(description) description.options.academic = "dance, counseling" end)), "talk voz")
  test.equal((services(function(description) description.options.most = 1 end)), "lab")
  test.equal((services(function(description) description.options.within = 5 end)), "lab")
  test.equal((services(function(description) description.options.low = 30 end)), "lab")
end)
