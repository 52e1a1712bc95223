---Two mentors with enough students, one with few, and what was said of them in two runs.
local function district(change)
  local students = {}
  for number = 1, 36 do
    local mentor = number <= 3 and "few" or number <= 20 and "ida" or "sam"
    students[number] = { id = ("S-%02d"):format(number), mentor = mentor, family_name = "Secret" }
  end
  local function said(students, monitoring, note)
    return {
      { rule = "Monitoring", value = monitoring, target = 0.9, met = monitoring >= 0.9, unit = "share",
        students = students, note = note },
      { rule = "Trainings", value = 1, target = 1, met = true },
      { rule = "Years", students = students, target = 2 },
    }
  end
  local description = {
    as_of = "2026-03-27", title = "All mentors", format = "csv",
    mentors = { { id = "ida", name = "Ida" }, { id = "sam", name = "Sam" }, { id = "few", name = "Few" } },
    students = students,
    fidelity = { fidelity = { ida = said(17, 0.8, "4 of 17 without"), sam = said(16, 1), few = said(3, 0) } },
    previous_fidelity = { fidelity = { ida = said(17, 0.5), sam = said(16, 1), few = said(3, 0) } },
  }
  if change then change(description) end
  return description
end

local function report(change) return test.report(district(change)) end

local function absent(text, part)
  test.equal(text:find(part, 1, true), nil, part)
end

test.case("rules over the program, with what changed", function()
  local csv = report()
  test.contains(csv, "rule,target,program,change,mentors_met,mentors_judged\r\n")
  -- 17 students at 80 %, 16 at 100 % and 3 at 0 % together, of 36; before it was 24.5 of 36.
  test.contains(csv, "Monitoring,0.9,")
  test.contains(csv, "Trainings,1,1,0,3,3\r\n")
  test.contains(csv, "Years,2,,,0,0\r\n")
  local json = json.decode(report(function(it) it.format = "json" end))
  test.equal(json.title, "All mentors")
end)

test.case("a mentor with few students has no figures about them", function()
  local csv = report()
  -- One hidden alone could be computed from the rest, so the smallest of the others is hidden too.
  test.contains(csv, "few,Few,Monitoring,—,0.9,,,share,\r\n")
  test.contains(csv, "sam,Sam,Monitoring,—,0.9,,,share,\r\n")
  test.contains(csv, "ida,Ida,Monitoring,0.8,0.9,false,0.3,share,\r\n")
  local html = report(function(it) it.format = "html" end)
  test.contains(html, "of a group of fewer than 10 students")
  absent(html, "4 of 17 without")
end)

test.case("no student is named", function()
  local html = report(function(it) it.format = "html" end)
  absent(html, "Secret")
  absent(html, "S-01")
end)

test.case("people read percents and signs", function()
  local markdown = report(function(it) it.format = "markdown" end)
  test.contains(markdown, "| Monitoring | 90 % | 82 % | \\+14 points | 0 of 1 |")
  test.contains(markdown, "- **Monitoring:** 0 of 1 mentors keep it, the program is at 82 %, the target is 90 %")
  test.contains(markdown, "| Trainings | 1 | 1 | ±0 | 3 of 3 |")
end)

test.case("each mentor has a page, or none has", function()
  test.contains(report(function(it) it.format = "html" end), "<h2>Ida</h2>")
  absent(report(function(it) it.format, it.options = "html", { mentors = false } end), "<h2>Ida</h2>")
end)

test.case("without an earlier run nothing is said of change", function()
  local csv = report(function(it) it.previous_fidelity = nil end)
  test.contains(csv, "rule,target,program,mentors_met,mentors_judged\r\n")
end)

test.case("without results it says what to run", function()
  local html = report(function(it) it.format, it.fidelity = "html", nil end)
  test.contains(html, "caseload run fidelity")
  html = report(function(it) it.format, it.options = "html", { rules = "ours" } end)
  test.contains(html, "caseload run ours")
  html = report(function(it) it.format, it.fidelity = "html", { fidelity = {} } end)
  test.contains(html, "says nothing of the mentors")
end)
