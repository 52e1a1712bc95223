---The students by school and by grade.
local groups = {}

local function add(by_name, list, name, order, student)
  local group = by_name[name]
  if not group then
    group = { name = name, order = order, students = {} }
    by_name[name] = group
    list[#list + 1] = group
  end
  group.students[#group.students + 1] = student
  return group
end

local function sort(list)
  table.sort(list, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.name < b.name
  end)
  for number, group in ipairs(list) do group.number = number end
end

---Schools and grades in their order, and how many students are in each pair of them.
---@return table[] schools, table[] grades, integer[][] counts
function groups.of(students)
  local schools, grades, pairs_of = {}, {}, {}
  local by_school, by_grade = {}, {}
  for student in students do
    local school = student.school
    local first = add(by_school, schools, school and (school.name or school.id) or "No school", school and 0 or 1, student)
    local grade = student.grade
    local second = add(by_grade, grades, grade and ("Grade %d"):format(grade) or "No grade", grade or 99, student)
    pairs_of[#pairs_of + 1] = { first, second }
  end
  sort(schools)
  sort(grades)
  local counts = {}
  for row = 1, #schools do
    counts[row] = {}
    for column = 1, #grades do counts[row][column] = 0 end
  end
  for _, pair in ipairs(pairs_of) do
    local row = counts[pair[1].number]
    row[pair[2].number] = row[pair[2].number] + 1
  end
  return schools, grades, counts
end

---The groups whose number of students may be shown.
function groups.kept(list, totals)
  local kept = {}
  for number, group in ipairs(list) do
    if totals[number] then kept[#kept + 1] = group end
  end
  return kept
end

return groups
