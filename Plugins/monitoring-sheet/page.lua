---The sheet as HTML. Everything from a record goes through `text.fill`, which escapes it.

local page = {}

local style = [[
:root { --ink: #1d2733; --quiet: #5b6775; --line: #c9d1da; --fill: #2b6a99; --warn: #a8501c; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f4; color: var(--ink); font: 14px/1.4 system-ui, sans-serif; }
main { max-width: 820px; margin: 0 auto; }
article { background: #fff; margin: 16px; padding: 28px 32px; border: 1px solid var(--line); }
header { display: flex; justify-content: space-between; gap: 16px; flex-wrap: wrap; border-bottom: 2px solid var(--ink); padding-bottom: 8px; }
h1 { font-size: 22px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 16px 0 6px; }
header p { margin: 0; color: var(--quiet); }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 28px; }
@media (max-width: 620px) { .columns { grid-template-columns: 1fr; } article { margin: 0; padding: 18px 14px; } }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; }
thead th { color: var(--quiet); font-size: 12px; }
th, td { padding: 3px 6px 3px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.better::before { content: "▲ "; } .worse::before { content: "▼ "; } .same::before { content: "= "; }
.worse, .tier-intensive, .tier-severe { color: var(--warn); font-weight: 600; }
.strengths ul { margin: 0; padding-left: 18px; columns: 2; column-gap: 28px; }
@media (max-width: 620px) { .strengths ul { columns: 1; } }
.scores td:last-child { text-align: left; white-space: normal; }
.scores ul { margin: 0; padding-left: 16px; }
svg { width: 100%; height: auto; display: block; }
.bar { fill: var(--fill); } .bar.low { fill: #fff; stroke: var(--warn); stroke-width: 2; }
.grid { stroke: var(--line); } .mark { stroke: var(--quiet); stroke-dasharray: 4 3; }
.tick { fill: var(--quiet); font-size: 11px; }
.none { color: var(--quiet); margin: 4px 0; }
.write { border-bottom: 1px solid var(--quiet); height: 26px; color: var(--quiet); font-size: 12px; padding-top: 9px; }
@media print {
  @page { size: letter; margin: 10mm 12mm; }
  body { background: none; font-size: 10.5px; line-height: 1.25; }
  h1 { font-size: 18px; } h2 { font-size: 12px; margin: 9px 0 3px; }
  th, td { padding: 1.5px 6px 1.5px 0; }
  svg { max-height: 112px; }
  .columns { grid-template-columns: 1fr 1fr; }
  .write { height: 23px; padding-top: 8px; font-size: 10px; }
  article { border: 0; margin: 0; padding: 0; break-after: page; break-inside: avoid; }
  article:last-child { break-after: auto; }
  .bar, .bar.low { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
]]

local function rows(list, pattern)
  local parts = {}
  for _, row in ipairs(list) do parts[#parts + 1] = text.fill(pattern, row) end
  return table.concat(parts, "\n")
end

function page.head(title)
  return text.fill([[
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>]], { title = title }) .. style .. "</style>\n</head>\n<body>\n<main>\n"
end

function page.foot()
  return "</main>\n</body>\n</html>\n"
end

local function heading(sheet)
  local student = sheet.student
  local about = { student.id }
  if student.grade then about[#about + 1] = ("grade %d"):format(student.grade) end
  if student.school then about[#about + 1] = student.school.name end
  local mentors = {}
  for _, mentor in ipairs(student.mentors) do mentors[#mentors + 1] = mentor.name end
  return text.fill([[
<header>
<div><h1>{name}</h1><p>{about}</p></div>
<div><p>Monitoring sheet</p><p>{as_of}</p><p>{mentors}</p></div>
</header>
]], { name = student.name, about = table.concat(about, " · "), as_of = sheet.as_of,
    mentors = #mentors > 0 and "Mentor: " .. table.concat(mentors, ", ") or "No mentor" })
end

---What is good and what the student wants come before what is counted.
local function strengths_and_goals(sheet)
  if #sheet.strengths == 0 and #sheet.goals == 0 then return "" end
  local parts = { "<section class=\"strengths\">\n<h2>Strengths and goals</h2>\n<ul>\n" }
  for _, strength in ipairs(sheet.strengths) do
    parts[#parts + 1] = text.fill("<li>{strength}</li>\n", strength)
  end
  for _, goal in ipairs(sheet.goals) do
    local facts = {}
    if goal.due then facts[#facts + 1] = "by " .. tostring(goal.due) end
    if goal.progress then facts[#facts + 1] = goal.progress .. " %" end
    parts[#parts + 1] = text.fill("<li><strong>Goal:</strong> {goal}{facts}</li>\n", { goal = goal.goal,
      facts = #facts > 0 and " (" .. table.concat(facts, ", ") .. ")" or "" })
  end
  return table.concat(parts) .. "</ul>\n</section>\n"
end

local function support(sheet)
  local lines = {
    { title = "Talks with the student", value = sheet.contacts.student },
    { title = "Contacts with the family", value = sheet.contacts.guardian },
    { title = "Contacts with others", value = sheet.contacts.others },
  }
  for _, intervention in ipairs(sheet.interventions) do
    local focus = intervention.focus and " on " .. intervention.focus:gsub("_", " ") or ""
    lines[#lines + 1] = { title = "Intervention, " .. intervention.kind .. focus,
      value = "since " .. tostring(intervention.start) }
  end
  return text.fill("<section>\n<h2>Connect: the last {month} days</h2>\n<table>\n<tbody>\n", sheet)
    .. rows(lines, '<tr><th scope="row">{title}</th><td>{value}</td></tr>') .. "\n</tbody>\n</table>\n</section>\n"
end

local function monthly(sheet)
  return text.fill([[
<section>
<h2>Check: the last {month} days</h2>
<table>
<thead><tr><th scope="col">Indicator</th><td>now</td><td>before</td><td>trend</td></tr></thead>
<tbody>
]], { month = sheet.month }) .. rows(sheet.monthly,
    '<tr><th scope="row">{title}</th><td>{now}</td><td>{before}</td><td class="{trend}">{trend}</td></tr>')
    .. "\n</tbody>\n</table>\n</section>\n"
end

local function engagement(sheet)
  local parts = {}
  for _, domain in ipairs(sheet.domains) do
    parts[#parts + 1] = text.fill("<section>\n<h2>{title} engagement</h2>\n<table>\n<tbody>\n", domain)
      .. rows(domain.rows, '<tr><th scope="row">{title}</th><td>{value}</td></tr>')
      .. "\n</tbody>\n</table>\n</section>\n"
  end
  return table.concat(parts)
end

local function courses(sheet)
  if #sheet.grades == 0 then return "" end
  local list = {}
  for number, result in ipairs(sheet.grades) do
    list[number] = { course = result.course or result.subject or "",
      grade = result.grade or (result.percent and ("%g %%"):format(result.percent)) or "–" }
  end
  return "<section>\n<h2>Latest grades</h2>\n<table>\n<tbody>\n"
    .. rows(list, '<tr><th scope="row">{course}</th><td>{grade}</td></tr>') .. "\n</tbody>\n</table>\n</section>\n"
end

local function scores(sheet)
  if #sheet.scores == 0 then return "" end
  local parts = { "<section class=\"scores\">\n<h2>Scores</h2>\n<table>\n<tbody>\n" }
  for _, score in ipairs(sheet.scores) do
    local reasons = {}
    for number, reason in ipairs(score.reasons) do reasons[number] = { reason = reason } end
    parts[#parts + 1] = text.fill(
      '<tr><th scope="row">{plugin}</th><td>{score}</td><td class="tier-{tier}">{tier}</td><td>', {
        plugin = score.plugin, score = score.score and ("%.0f"):format(score.score) or "", tier = score.tier or "" })
    if #reasons > 0 then
      parts[#parts + 1] = "<ul>" .. rows(reasons, "<li>{reason}</li>") .. "</ul>"
    end
    parts[#parts + 1] = "</td></tr>\n"
  end
  return table.concat(parts) .. "</tbody>\n</table>\n</section>\n"
end

---What mentor and student fill in together: the sheet is for talking, not for the file.
local function connect()
  local parts = { '<section>\n<h2>Connect</h2>\n<div class="columns">\n' }
  for _, prompt in ipairs { "A strength seen this week", "The student's own goal", "Talked about",
    "What we agreed, and by when", "Contact with the family", "Next meeting" } do
    parts[#parts + 1] = text.fill('<div class="write">{prompt}</div>\n', { prompt = prompt })
  end
  return table.concat(parts) .. "</div>\n</section>\n"
end

function page.sheet(sheet)
  return table.concat {
    text.fill('<article aria-label="Monitoring sheet of {name}">\n', { name = sheet.student.name }),
    heading(sheet),
    strengths_and_goals(sheet),
    '<section>\n<h2>Attendance by week</h2>\n', sheet.chart, '\n</section>\n',
    '<div class="columns">\n<div>\n', monthly(sheet), support(sheet), courses(sheet),
    '</div>\n<div>\n', engagement(sheet), '</div>\n</div>\n',
    scores(sheet), connect(), "</article>\n",
  }
end

return page
