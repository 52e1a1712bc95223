local district = require "district"

for name in pairs(require "cases") do
  test.case(name, function()
    local result = test.run(district(name))["S-1"]
    test.equal(result.error, nil)
    test.equal(result.score, 1)
  end)
end

test.case("a report is what was written, in order", function()
  test.equal(test.report(district ""),
    "Title text S-1\nTitle text S-2\nTitle text S-3\n'=1,\"a,b\",\"say \"\"hi\"\"\",,1.5,2026-03-02,true,x\r\n")
end)

local function parts(format, case)
  local description = district(case or "parts")
  description.format = format
  return test.report(description)
end

test.case("parts as HTML", function()
  local html = parts "html"
  for _, part in ipairs {
    '<html lang="en">', "<title>Title</title>", "<main>", "<h2>Heading</h2>",
    '<p class="alert"><strong>Lead:</strong> all &lt;of&gt; it</p>', "<li>one</li>\n<li><strong>Goal:</strong> two</li>",
    "<dt>School</dt><dd>–</dd>", '<section class="half">\n<h2>Outer</h2>\n<p class="quiet">a note</p>',
    "<caption>Rates</caption>", '<th scope="col" class="figure" data-filter>Rate</th>',
    '<th scope="row" class="short">=A|B</th><td class="figure alert" data-value="0.123">12.3&nbsp;%</td><td class="short"><time>2026-03-02</time></td>',
    "<h3>Inner</h3>", "<figcaption>Days</figcaption>", '<article id="page-1">', '<div class="write"></div>',
    "<li>Tutoring</li>", "Content-Security-Policy", "script-src 'sha256-",
  } do test.contains(html, part) end
end)

test.case("parts as Markdown", function()
  local markdown = parts "markdown"
  for _, part in ipairs {
    "# Title\n", "## Heading\n", "**Lead:** all \\<of\\> it\n", "- one\n- **Goal:** two\n- 3\n", "- **Grade:** 9\n",
    "| Name | Rate | On |\n| --- | --: | --- |\n| \\=A\\|B | 12.3 % | 2026-03-02 |\n| C | – | – |\n",
    "**Days**\n\nBar chart of Mon.", "- Tutoring\n",
  } do test.contains(markdown, part) end
end)

test.case("parts as CSV: the tables", function()
  test.equal(parts "csv", "name,rate,day\r\n'=A|B,0.123,2026-03-02\r\nC,,\r\n")
end)

test.case("parts as JSON", function()
  local report = json.decode(parts "json")
  test.equal(report.title, "Title")
  test.equal(report.students, 3)
  test.equal(report.parts[1].heading, "Heading")
  test.equal(report.parts[5].parts[1].rows[1].rate, 0.123)
  test.equal(report.parts[5].parts[1].rows[1].day, "2026-03-02")
end)

test.case("text and parts mix where the format is text only", function()
  test.contains(parts("markdown", "mixed"), "raw\n## x")
  test.fails(function() parts("csv", "mixed") end, "a report of the format csv is either written with write and row")
  test.fails(function() parts("text", "parts") end, "a report of the format text is written with document:write only")
end)

test.case("a description with a misspelt field is refused", function()
  local description = district "dates"
  description.students[1].attendence = {}
  test.fails(function() test.run(description) end, "unknown field 'attendence'; did you mean 'attendance'?")
end)
