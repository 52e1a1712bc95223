---Each function is given the student S-1 of test.lua and all students; it fails by an error.
local cases = {}

local function equal(actual, expected)
  if actual ~= expected then error(("expected %s, got %s"):format(expected, actual), 2) end
end

local function near(actual, expected)
  if math.abs(actual - expected) > 1e-9 then error(("expected about %s, got %s"):format(expected, actual), 2) end
end

local function fails(body, part)
  local ok, message = pcall(body)
  if ok then error("expected an error, got none", 2) end
  if not tostring(message):find(part, 1, true) then
    error(("expected an error with %q, got %q"):format(part, tostring(message)), 2)
  end
end

---Of a list of records: a wrong field is an error with the nearest, nothing of it can be written, and it has the
---verbs of records.
local function is_list(list, label, field, wrong)
  local first = list[1]
  fails(function() return first[wrong] end, ("%s.%s: no such field; did you mean '%s'?"):format(label, wrong, field))
  fails(function() first[field] = 1 end, ("%s.%s is read-only"):format(label, field))
  fails(function() first[wrong] = 1 end, ("%s.%s"):format(label, wrong))
  fails(function() list[1] = first end, "records: cannot be written to")
  fails(function() list.count = 1 end, "records.count is read-only")
  fails(function() list:where { [wrong] = 1 } end, ("has no field '%s'; did you mean '%s'?"):format(wrong, field))
  fails(function() list:sort_by(wrong) end, ("did you mean '%s'?"):format(field))
  fails(function() return list:wher {} end, "records.wher: no such field; did you mean 'where'?")
  equal(list[0], nil)
  equal(list[#list + 1], nil)
  equal(#list:where { [field] = first[field] } > 0, true)
  equal(#list:where(function() return true end), #list)
  equal(#list:sort_by(field), #list)
  equal(#list:take(1), 1)
  local plain = list:to_table()
  equal(type(plain), "table")
  equal(#plain, #list)
  local walked, looped, paired, grouped = 0, 0, 0, 0
  for number, record in ipairs(list) do
    equal(record[field], plain[number][field])
    walked = number
  end
  for record in list do
    looped = looped + 1
    equal(record[field], list[looped][field])
  end
  for number, record in pairs(list) do
    paired = paired + 1
    equal(number, paired)
    equal(record[field], list[number][field])
  end
  for _, group in pairs(list:group_by(field)) do grouped = grouped + #group end
  equal(walked, #list)
  equal(looped, #list)
  equal(paired, #list)
  equal(grouped > 0, true)
end

---Of figures under known names: a wrong one is an error with the nearest, none can be written, `pairs` and `#` are
---about those that there are.
local function is_figures(figures, label, name, wrong, count)
  fails(function() return figures[wrong] end, ("%s.%s: no such field; did you mean '%s'?"):format(label, wrong, name))
  fails(function() figures[name] = 1 end, ("%s.%s is read-only"):format(label, name))
  local found = 0
  for key, value in pairs(figures) do
    found = found + 1
    if type(value) ~= "userdata" and type(value) ~= "table" then equal(figures[key], value) end
  end
  equal(found, count)
  equal(#figures, count)
end

---Of texts: none can be written, and they are gone through and joined as a list is.
local function is_texts(texts, joined)
  local found = {}
  for number, text in ipairs(texts) do found[number] = text end
  equal(table.concat(found, ","), joined)
  for number, text in pairs(texts) do equal(found[number], text) end
  local number = 0
  for text in texts do
    number = number + 1
    equal(text, found[number])
    local inner = 0
    for _ in texts do inner = inner + 1 end
    equal(inner, #found)
  end
  equal(number, #found)
  fails(function() texts(1) end, "texts are no function; one of them is texts[1]")
  equal(table.concat(texts, ","), joined)
  equal(table.concat(texts:to_table(), ","), joined)
  equal(select("#", table.unpack(texts)), #found)
  equal(#texts, #found)
  equal(texts[#found + 1], nil)
  equal(texts[0], nil)
  fails(function() return texts.to_tabel end, "texts.to_tabel: no such field; did you mean 'to_table'?")
  fails(function() texts[1] = "x" end, "texts: cannot be written to")
  fails(function() table.insert(texts, "x") end, "texts: cannot be written to")
end

---Of values under names of the data: one that is not there is nil, none can be written.
local function is_named(values, label, names)
  local found = {}
  for name in pairs(values) do found[#found + 1] = name end
  equal(table.concat(found, " "), names)
  equal(#values, #found)
  equal(values["no such name"], nil)
  fails(function() values[found[1]] = 1 end, label .. "." .. found[1] .. " is read-only")
end

---Of a record with a note, to a plugin that does not read notes: the note is refused, and the record can be written
---down without it.
local function refuses_note(record, label)
  fails(function() return record.note end,
    label .. ".note: plugin 'view' does not declare that it reads 'notes' (plugin.json, reads)")
  equal(json.encode(record):find("secret", 1, true), nil)
  equal(template.render("note.txt", { record = record }), "there")
end

function cases.student(student, cohort)
  equal(student.id, "S-1")
  equal(student.grade, 9)
  equal(student.school.id, "north")
  equal(student.school.name, "North High")
  equal(tostring(student.school), "North High")
  equal(tostring(student), "student S-1")
  equal(student, cohort:take(1):to_table()[1])
  equal(student.name, "Bo Sample")
  equal(student.given_name, "Robert")
  equal(student.middle_name, "Q")
  equal(student.family_name, "Sample")
  equal(student.preferred_name, "Bo")
  equal(student.language, "spa")
  equal(student.demographics.sex, "male")
  equal(student.demographics.nothing, nil)
  is_named(student.demographics, "demographics", "birth_date sex")
end

function cases.calendar(student, cohort)
  equal(student.enrolled_from, date "2025-08-18")
  equal(student.enrolled_to, date "2026-06-12")
  equal(cohort[2].enrolled_from, nil)
  local days = student.school.days
  equal(#days, 21)
  equal(days[1], date "2026-03-02")
  equal(days[21], date "2026-03-30")
  equal(#days:where(function(day) return day:weekday() == 1 end), 5)
  equal(json.encode(days:take(2)), '["2026-03-02","2026-03-03"]')
  equal(tostring(days:take(1)), "1 date")
  equal(#snapshot.terms, 3)
  local periods = snapshot.terms:where { kind = "gradingPeriod" }
  equal(#periods, 2)
  equal(periods[2].title, "Second")
  equal(periods[2].id, "term-1")
  equal(periods[2].first, date "2026-03-10")
  equal(periods[2].last, date "2026-03-30")
  equal(periods[1].title, nil)
  is_list(snapshot.terms, "term", "kind", "knd")
end

function cases.no_other_fields(student)
  fails(function() return student.attendence end, "student.attendence: no such field; did you mean 'attendance'?")
  fails(function() student.grade = 10 end, "student.grade is read-only")
  fails(function() student.anything = 1 end, "student.anything")
  fails(function() return student.attendance.ratio end, "attendance.ratio: no such field")
  fails(function() return student.engagement.academic.time_on_tusk end, "did you mean 'time_on_task'?")
  fails(function() return student.engagement.affectiv end, "did you mean 'affective'?")
  equal(getmetatable(student), "caseload.Student")
  fails(function() setmetatable(student, {}) end, "bad argument")
end

function cases.mentor(student, cohort)
  local mentor = student.mentors[1]
  equal(#student.mentors, 1)
  equal(mentor.id, "rivera")
  equal(mentor.name, "A. Rivera")
  equal(tostring(mentor), "A. Rivera")
  equal(mentor.caseload_limit, 20)
  equal(#mentor.caseload, 1)
  equal(mentor.caseload:to_table()[1], student)
  equal(#cohort:to_table()[2].mentors, 0)
  equal(mentor, student.mentors[1])
  is_list(student.mentors, "mentor", "name", "nam")
end

function cases.attendance(student)
  local attendance = student.attendance
  equal(attendance.days_enrolled, 21)
  equal(attendance.absences, 3)
  equal(attendance.excused, 1)
  equal(attendance.unexcused, 2)
  equal(attendance.tardies, 1)
  equal(attendance.early_departures, 1)
  equal(attendance.missed_classes, 1)
  equal(attendance.days_present, 18)
  near(attendance.rate, 18 / 21)
  equal(attendance.streak, 5)
  local week = attendance:last(7)
  equal(week.days_enrolled, 5)
  equal(week.absences, 0)
  equal(attendance:between("2026-03-02", date "2026-03-06").absences, 2)
  equal(attendance:between("2026-03-02", "2026-03-06"):last(1).days_enrolled, 1)
  fails(function() attendance:last(0) end, "bad argument 'days' to 'last': 1 to 100000 days expected, got 0")
  fails(function() attendance:last("x") end, "bad argument 'days' to 'last': integer expected, got string")
  fails(function() attendance.last(3) end, "call it with a colon")
  fails(function() attendance:between("2026-02-30", "2026-03-06") end,
    "bad argument 'first' to 'between': '2026-02-30' is no day")
  fails(function() attendance:between("2026-03-06", "2026-03-02") end,
    "bad argument 'last' to 'between': a day from 2026-03-06 on expected, got 2026-03-02, which is before it")
  equal(attendance:between("2026-03-02", "2026-03-02").absences, 1)
end

function cases.attendance_lists(student)
  local weeks = student.attendance:by_week(2)
  equal(#weeks, 2)
  equal(tostring(weeks[2].start), "2026-03-30")
  equal(weeks[2].days_enrolled, 1)
  equal(weeks[1].days_present, 4)
  equal(weeks[1].rate, 0.8)
  equal(weeks[1].absences, 1)
  equal(weeks[1].tardies, 0)
  equal(#student.attendance:by_week(), 5)
  equal(#student.attendance:by_week(0), 0)
  fails(function() student.attendance:by_week(-1) end,
    "bad argument 'weeks' to 'by_week': 0 or more expected, got -1")
  local events = student.attendance:events()
  equal(#events, 6)
  equal(tostring(events[1].date), "2026-03-02")
  equal(events[1].code, "unexcused")
  equal(events[1].reason, "bus")
  equal(events[4].period, "3")
  equal(#student.attendance:last(20):events(), 4)
  equal(#events:where { code = "unexcused" }, 2)
  is_list(events, "attendanceEvent", "code", "cod")
  is_list(weeks, "week", "absences", "absenses")
end

function cases.discipline(student)
  local discipline = student.discipline
  equal(discipline.referrals, 1)
  equal(discipline.detentions, 1)
  equal(discipline.in_school_suspensions, 1)
  equal(discipline.out_of_school_suspensions, 1)
  equal(discipline.in_school_days, 0.5)
  equal(discipline.out_of_school_days, 2)
  equal(discipline:last(10).referrals, 0)
  equal(discipline:between("2026-03-02", "2026-03-03").detentions, 1)
  local events = discipline:events()
  equal(#events, 4)
  equal(events[4].kind, "out_of_school_suspension")
  equal(events[4].days, 2)
  equal(tostring(events[1].date), "2026-03-02")
  equal(events:sort_by("-date")[1].kind, "out_of_school_suspension")
  equal(events[3].incident, "I-88")
  equal(events[1].incident, nil)
  refuses_note(events[3], "disciplineEvent")
  is_list(events, "disciplineEvent", "kind", "kin")
end

function cases.grades_and_credits(student)
  local latest = student.grades:latest()
  equal(#latest, 2)
  equal(latest[1].course, "Algebra I")
  equal(latest[1].subject, "Mathematics")
  equal(latest[1].grade, "D+")
  equal(latest[2].percent, 87.35)
  equal(latest[1].term, "Q3")
  equal(tostring(latest[1].date), "2026-03-20")
  equal(#student.grades:all(), 3)
  equal(#student.grades:all():group_by("subject").Mathematics, 1)
  is_list(student.grades:all(), "courseResult", "grade", "grad")
  is_list(latest, "courseResult", "course", "corse")
  local credits = student.credits
  equal(credits.earned, 1.5)
  equal(credits.attempted, 2)
  equal(credits.in_progress, 1)
  equal(credits.share, 0.75)
  equal(credits:latest().share, 0.5)
  equal(credits:latest().earned, 0.5)
  equal(credits:by_subject().Mathematics.attempted, 1)
  equal(credits:by_subject().History, nil)
  is_figures(credits:latest(), "creditFigures", "share", "shar", 4)
  is_named(credits:by_subject(), "creditsBySubject", "Art Electives English Mathematics")
  fails(function() return credits:by_subject().Art.earnd end, "did you mean 'earned'?")
end

function cases.mentors_work(student)
  local mentor = student.mentors[1]
  equal(mentor.education, "BA")
  equal(mentor.years_home, 2)
  equal(mentor.years_school, 3.5)
  equal(mentor.caseload_limit, 20)
  equal(#mentor.trainings, 1)
  equal(mentor.trainings[1].training, "Preparation")
  equal(tostring(mentor.trainings[1].date), "2025-08-20")
  equal(mentor.trainings[1].hours, 12)
  equal(mentor.events[1].name, "Fair")
  equal(mentor.events[1].kind, "community_event")
  refuses_note(mentor.events[1], "event")
  equal(#mentor.events[1]:students(), 1)
  equal(mentor.events[1]:students()[1], student)
  equal(json.encode(student.activities[2]:mentors()), '["rivera"]')
  equal(#student.activities[1]:mentors(), 0)
  equal(#mentor.contacts, 2)
  equal(mentor.contacts[2].student, "S-1")
  equal(mentor.contacts[2].with, "guardian")
  equal(mentor.contacts[2].person, "Mo Sample")
  refuses_note(mentor.contacts[2], "mentorContact")
  local time = mentor:time()
  equal(time.contacts, 2)
  equal(time.minutes, 20)
  equal(time.by_role.case_manager.minutes, 20)
  equal(time.by_role.advocate.contacts, 0)
  equal(time.by_setting.school.contacts, 1)
  equal(time.by_constituent.guardian.contacts, 1)
  equal(mentor:time(21).contacts, 1)
  fails(function() mentor:time(0) end, "1 to 100000 days expected")
  is_figures(time, "mentorTime", "minutes", "minuts", 5)
  is_figures(time.by_role, "timeByRole", "coach", "coch", 3)
  is_figures(time.by_role.coach, "timeTally", "contacts", "contact", 2)
  is_figures(time.by_setting, "timeBySetting", "home", "hom", 3)
  is_figures(time.by_constituent, "timeByConstituent", "external_provider", "external_providr", 5)
  equal(tostring(student.mentored_since), "2025-09-08")
  equal(#student.observations, 3)
  equal(student.observations[2].indicator, "time_on_task")
  equal(student.observations[2].setting, "school")
  equal(student.observations[2].recorder, "Jo")
  refuses_note(student.observations[2], "observation")
end

---Who recorded a record, when and from where; no part of it where it is written down.
function cases.origins(student)
  local mentor = student.mentors[1]
  for _, contact in ipairs { student.contacts[2], mentor.contacts[2], student.contacts:where { recorded_by = "ana" }[1] } do
    equal(contact.recorded_by, "ana")
    equal(contact.recorded_on, date "2026-03-11")
    equal(contact.source, "log")
    equal(json.encode(contact):find("\"ana\"", 1, true), nil)
  end
  equal(mentor.events[1].source, "events.csv")
  equal(student.contacts[1].recorded_by, nil)
  equal(student.contacts[1].recorded_on, nil)
  equal(#student.contacts:group_by("source").log, 1)
  for _, record in ipairs {
    student.observations[1], student.activities[1], student.guardians[1], student.interventions[1], student.goals[1],
    student.strengths[1], student.linkages[1]:steps()[2], mentor.trainings[1], student.attendance:events()[1],
    student.discipline:events()[1], student.grades:all()[1], student.homework:items()[1],
  } do
    equal(record.recorded_by, nil)
    equal(record.source, nil)
    fails(function() return record.recorded_bye end, "no such field; did you mean 'recorded_by'?")
  end
end

function cases.graduation(student, cohort)
  local credits = student.credits
  equal(credits.diploma, "")
  equal(credits.required, 6.5)
  equal(credits.waived, 0.5)
  -- Half of grade 9 has passed: an eighth of four years, a quarter of two.
  near(credits.expected, 0.5 + 0.0625 + 0.5)
  -- Art is only in progress: a sixteenth is expected of it, and the electives make up for nothing.
  equal(credits.on_track, false)
  near(credits.behind, 0.0625)
  equal(credits.missing, 4)
  equal(tostring(credits.projected), "2029-03-30")
  local mathematics = credits:by_subject().Mathematics
  local courses = credits:courses()
  equal(#courses, 3)
  equal(courses[2].course, "Algebra I")
  equal(courses[2].term, "Q3")
  equal(courses[2].subject, "Mathematics")
  equal(courses[2].date, date "2026-03-20")
  equal(courses[2].attempted, 1)
  equal(courses[2].earned, 0.5)
  equal(courses[2].in_progress, nil)
  equal(courses[3].in_progress, 1)
  is_list(courses, "courseCredits", "course", "corse")
  local waivers = credits:waivers()
  equal(#waivers, 1)
  equal(waivers[1].subject, "Art")
  equal(waivers[1].credits, 0.5)
  equal(waivers[1].reason, "Portfolio")
  equal(waivers[1].date, nil)
  is_list(waivers, "creditWaiver", "subject", "subjct")
  equal(mathematics.required, 4)
  equal(mathematics.counted, 0.5)
  equal(mathematics.behind, 0)
  equal(credits:by_subject().Electives.counted, 1)
  equal(credits:by_subject().Electives.attempted, nil)
  local other = cohort:where("credits.required = 3"):to_table()
  equal(#other, 1)
  equal(other[1].credits.diploma, "Career")
  equal(#other[1].credits:waivers(), 0)
  -- Without any credits on record nobody is behind by everything.
  equal(other[1].credits.behind, nil)
  equal(other[1].credits.missing, nil)
  equal(other[1].credits.on_track, nil)
  equal(#cohort:where("credits.behind > 0 or credits.missing > 3 or credits.on_track = no"), 1)
  equal(#cohort:where("credits.on_track is missing and credits.required > 0"), 2)
end

function cases.homework(student)
  local homework = student.homework
  equal(homework.due, 2)
  equal(homework.submitted, 1)
  equal(homework.completion, 0.5)
  equal(homework.accuracy, 0.8)
  local items = homework:items()
  equal(#items, 4)
  equal(items[1].title, "h1")
  equal(items[1].status, "fully graded")
  equal(items[1].score, 8)
  equal(items[1].maximum, 10)
  equal(tostring(items[1].due), "2026-03-02")
  equal(items[1].assigned, nil)
  is_list(items, "homeworkItem", "status", "statis")
end

function cases.survey(student, cohort)
  local answers = student.survey:answers()
  equal(#answers, 3)
  equal(tostring(answers[1].date), "2026-03-05")
  equal(answers[1].instrument, "survey")
  equal(answers[1].subscale, "autonomy")
  equal(answers[1].item, "1")
  equal(answers[1].value, 2)
  equal(answers[1].indicator, "autonomy")
  equal(answers[3].item, nil)
  local subscales = student.survey:subscales()
  equal(#subscales, 2)
  equal(subscales[1].subscale, "autonomy")
  equal(subscales[1].mean, 2.5)
  equal(subscales[1].answers, 2)
  equal(subscales[2].indicator, "belonging")
  equal(#cohort[2].survey:answers(), 0)
  is_list(answers, "surveyAnswer", "value", "valu")
  is_list(subscales, "subscaleMean", "subscale", "subscal")
  equal(json.encode(subscales:take(1)), '[{"answers":2,"date":"2026-03-05","indicator":"autonomy","instrument":"survey",'
    .. '"mean":2.5,"subscale":"autonomy"}]')
end

function cases.engagement(student, cohort)
  local engagement = student.engagement
  equal(engagement.academic.time_on_task, 7)
  equal(engagement.academic.library_visits, 3)
  equal(engagement.academic.homework_completion, 0.5)
  equal(engagement.behavioral.absences, 3)
  equal(engagement.behavioral.extracurricular_participation, 1.5)
  equal(engagement.cognitive.autonomy, 2.5)
  equal(engagement.cognitive.relevance, nil)
  equal(engagement.affective.belonging, 4)
  local history = engagement.academic:history "time_on_task"
  equal(#history, 2)
  equal(tostring(history[1].date), "2026-03-03")
  equal(history[1].value, 5)
  is_list(history, "indicatorValue", "value", "valu")
  fails(function() engagement.academic:history "autonomy" end, "engagement.academic: no indicator 'autonomy'")
  equal(cohort:to_table()[2].engagement.academic.time_on_task, nil)
end

function cases.mentoring(student, cohort)
  equal(#student.guardians, 1)
  equal(student.guardians[1].name, "Mo Sample")
  equal(student.guardians[1].relationship, "mother")
  equal(student.guardians[1].is_primary, false)
  local contacts = student.contacts
  equal(#contacts, 2)
  equal(tostring(contacts[1].date), "2026-03-04")
  equal(contacts[2].mentor.name, "A. Rivera")
  equal(contacts[2].with, "guardian")
  equal(contacts[2].role, "case_manager")
  equal(contacts[2].setting, "home")
  equal(contacts[2].mode, "phone")
  equal(contacts[2].minutes, 20)
  equal(contacts[2].person, "Mo Sample")
  refuses_note(contacts[2], "contact")
  equal(contacts[1].minutes, nil)
  local interventions = student.interventions
  equal(#interventions, 3)
  equal(interventions[1].kind, "intensive")
  equal(interventions[1].status, "active")
  equal(interventions[1].ended, nil)
  equal(interventions[1].focus, "academic_support")
  equal(interventions[1].indicators[2], "absences")
  is_texts(interventions[1].indicators, "homework_completion,absences")
  equal(tostring(interventions[1].indicators), "homework_completion, absences")
  equal(interventions[1].mentor.id, "rivera")
  refuses_note(interventions[1], "intervention")
  equal(interventions[2].status, "completed")
  equal(tostring(interventions[2].ended), "2026-03-09")
  equal(interventions[2].outcome, "done")
  -- What ends after the as-of date has not ended on it, and its outcome is not known yet.
  equal(interventions[3].status, "active")
  equal(interventions[3].ended, nil)
  equal(interventions[3].outcome, nil)
  local goals = student.goals
  equal(#goals, 2)
  equal(goals[1].goal, "Pass Algebra")
  equal(goals[1].progress, 40)
  equal(goals[1].status, "active")
  equal(tostring(goals[1].due), "2026-06-01")
  equal(goals[2].status, "reached")
  equal(tostring(goals[2].closed_on), "2026-03-20")
  local history = student.goals:where({ status = "reached" })[1]:history()
  equal(#history, 2)
  equal(history[1].date, date "2026-03-10")
  equal(history[1].progress, 50)
  equal(history[1].recorded_by, "ana")
  equal(history[2].progress, 100)
  equal(#goals[1]:history(), 0)
  is_list(history, "goalProgress", "progress", "progres")
  equal(student.strengths[1].strength, "Patient")
  equal(tostring(student.strengths[1].date), "2026-03-02")
  equal(#cohort:to_table()[2].contacts, 0)
  equal(#cohort:to_table()[2].goals, 0)
end

function cases.outcomes(student, cohort)
  -- What was known later only is not known yet.
  equal(#student.outcomes, 2)
  equal(student.outcomes[1].outcome, "chronic_absence")
  equal(student.outcomes[1].value, 1)
  equal(student.outcomes[1].date, date "2026-03-20")
  equal(student.outcomes[2].date, nil)
  equal(#cohort[2].outcomes, 0)
  is_list(student.outcomes, "outcome", "value", "valu")
end

function cases.scores(student)
  equal(#student.scores, 2)
  local score = student:score "other"
  equal(score.plugin, "other")
  equal(score.score, 42)
  equal(score.tier, "intensive")
  equal(score.reasons[1], "because")
  is_texts(score.reasons, "because")
  equal(json.encode(score.reasons), '["because"]')
  equal(#score.domains, 0)
  equal(student.scores[2].plugin, "other")
  equal(student:score "nobody", nil)
  fails(function() student:score "check-and-conect" end,
    "student:score: there is no plugin 'check-and-conect'; did you mean 'check-and-connect'?")
  is_list(student.scores, "score", "score", "scor")
  is_figures(score, "score", "tier", "teir", 5)
  local domains = student:score("check-and-connect").domains
  equal(domains.academic, 9)
  equal(domains.cognitive, nil)
  is_figures(domains, "domainScores", "academic", "academik", 2)
  equal(json.encode(domains), '{"academic":9.0,"affective":9.0}')
  equal(json.encode(student.scores:take(1)),
    '[{"domains":{"academic":9.0,"affective":9.0},"plugin":"check-and-connect","reasons":[],"score":9.0}]')
end

function cases.scores_of_runs(student)
  local now = scores "other"
  equal(now.plugin, "other")
  equal(tostring(now.as_of), "2026-03-30")
  equal(#now, 1)
  equal(now:of(student).score, 42)
  local before = now:previous()
  equal(before.plugin, "other")
  equal(tostring(before.as_of), "2026-03-23")
  equal(#before, 2)
  equal(before:of(student).tier, "basic")
  equal(before:previous(), nil)
  equal(now.tiers.intensive, 1)
  equal(now.tiers.basic, nil)
  local changes = now:changes()
  equal(#changes, 2)
  equal(changes[1].student.id, "S-1")
  equal(changes[1].before, "basic")
  equal(changes[1].tier, "intensive")
  equal(changes[1].change, 2)
  equal(changes[2].student.id, "S-2")
  equal(changes[2].tier, nil)
  equal(#before:changes(), 0)
  is_list(changes, "scoreChange", "change", "chang")
  is_named(now.tiers, "tierCounts", "intensive")
  equal(scores "nobody", nil)
  fails(function() return scores "othr" end, "scores: there is no plugin 'othr'; did you mean 'other'?")
end

function cases.fidelity_of_runs(student)
  local now = fidelity "other"
  equal(now.plugin, "other")
  equal(tostring(now.as_of), "2026-03-30")
  equal(#now, 1)
  local rules = now:of(student.mentors[1])
  equal(#rules, 2)
  equal(rules[1].rule, "Talks")
  equal(rules[1].value, 0.5)
  equal(rules[1].target, 1)
  equal(rules[1].met, false)
  equal(rules[1].unit, "share")
  equal(rules[1].students, 12)
  equal(rules[1].note, "few")
  equal(rules[2].met, nil)
  equal(rules[2].note, nil)
  local before = now:previous()
  equal(tostring(before.as_of), "2026-03-23")
  equal(before:of(student.mentors[1])[1].value, 0.25)
  equal(before:previous(), nil)
  equal(fidelity "nobody", nil)
  is_list(rules, "fidelityRule", "target", "targt")
  fails(function() return fidelity "ohter" end, "fidelity: there is no plugin 'ohter'; did you mean 'other'?")
end

function cases.cohort(student, cohort)
  equal(#cohort, 3)
  equal(tostring(cohort), "3 students")
  local ids = {}
  for student in cohort do
    -- A loop inside a loop keeps its own place.
    local inner = 0
    for _ in cohort do inner = inner + 1 end
    equal(inner, 3)
    ids[#ids + 1] = student.id
  end
  equal(table.concat(ids, " "), "S-1 S-2 S-3")
  equal(#cohort:where { grade = 9 }, 2)
  equal(#cohort:where { grade = 9, school = "North High" }, 1)
  -- A value in a table means what it means in a query.
  equal(#cohort:where { grade = "09", school = "north high" }, 1)
  equal(#cohort:where { mentor = "rivera" }, #cohort:where "mentor = rivera")
  equal(#cohort:where { mentor = "A. Rivera" }, #cohort:where { mentor = "rivera" })
  equal(#cohort:where { mentor = "rivera" } > 0, true)
  -- What is named can be given itself.
  equal(#cohort:where { mentor = student.mentors[1], school = student.school }, 1)
  fails(function() cohort:where { grade = student.school } end, "students:where: 'grade' is a number, got a caseload.School")
  equal(#cohort:where { ["attendance.rate"] = "100%" }, #cohort:where "attendance.rate = 1")
  fails(function() return cohort:where { grade = "nine" } end, "students:where: 'nine' is no grade; write 9, 09 or KG")
  fails(function() return cohort:where { grade = {} } end, "students:where: 'grade' is a number, got a table")
  equal(#cohort:where "grade = 9 and attendance.rate < 90%", 1)
  equal(#cohort:where(function(student) return student.attendance.absences == 0 end), 2)
  equal(cohort:sort_by("attendance.rate"):take(1):to_table()[1].id, "S-1")
  equal(cohort:sort_by("-grade, -id"):to_table()[1].id, "S-3")
  equal(#cohort:take(2), 2)
  fails(function() cohort:take(-1) end, "bad argument 'count' to 'take': 0 or more expected, got -1")
  equal(#cohort:values "homework.completion", 1)
  local mean, count = cohort:mean "grade"
  equal(mean, 28 / 3)
  equal(count, 3)
  equal(cohort:median "grade", 9)
  equal(cohort:sum "grade", 28)
  equal(select(2, cohort:sum "homework.completion"), 1)
  equal(cohort:column("grade").sum, 28)
  equal(cohort:group_by("grade"):sum("grade")[9], 18)
  equal(cohort:group_by("grade"):sum("homework.completion")[10], nil)
  -- Of several plugins' scores it is the program's own that is meant.
  equal(#cohort:where { grade = 9, score = 9 }, 1)
  equal(#cohort:where "score = 9 and other.score = 42", 1)
  equal(tostring(cohort:take(1)), "1 student")
  equal(cohort:mean "homework.accuracy", 0.8)
  equal(cohort:count_by("grade")[9], 2)
  equal(cohort:count_by("grade")[10], 1)
  local groups = cohort:group_by "grade"
  equal(#groups[9], 2)
  equal(#groups[10], 1)
  equal(#groups, 2)
  equal(tostring(groups), "2 groups by grade")
  local values = {}
  for value, group in pairs(groups) do values[#values + 1] = value .. ":" .. #group end
  equal(table.concat(values, " "), "9:2 10:1")
  equal(groups:count()[9], 2)
  equal(groups:mean("grade")[10], 10)
  equal(groups:median("attendance.absences")[10], 0)
  local row = groups:means({ "attendance.absences" })[2]
  equal(row.grade, 10)
  equal(row.students, 1)
  equal(row["attendance.absences"], 0)
  equal(groups:means({ "homework.completion" })[2]["homework.completion"], nil)
  fails(function() return row.student end, "row.student: no such field; did you mean 'students'?")
  local counts = groups:count_by("school")[1]
  equal(counts.grade, 9)
  equal(counts["North High"], 1)
  equal(cohort:count(), 3)
  equal(cohort:count "homework.completion", 1)
  equal(cohort:quantile("grade", 1), 10)
  equal(select(2, cohort:quantile("homework.completion", 0.5)), 1)
  equal(cohort[1].id, "S-1")
  for number, student in pairs(cohort) do equal(student.id, cohort[number].id) end
  equal(cohort[4], nil)
  fails(function() return groups.means2 end, "did you mean 'means'?")
  fails(function() return cohort.cuont end, "did you mean 'count'?")
  fails(function() return cohort "S-3" end, "students are no function")
  fails(function() return cohort:quantile("grade", 2) end, "0 to 1 expected")
  equal(#cohort:where "grade = 12", 0)
  equal(cohort:where("grade = 12"):mean "grade", nil)
end

function cases.cohort_errors(_, cohort)
  fails(function() cohort:sort_by "attendence.rate" end, "did you mean 'attendance.rate'?")
  fails(function() cohort:where "grade >" end, "students:where:")
  fails(function() cohort:mean "name" end, "'name' holds no numbers; mean needs a field of numbers")
  fails(function() cohort:where(3) end, "bad argument 'condition' to 'where'")
  -- An error of an argument names the function and the argument.
  for verb, wrong in pairs { group_by = "grde", count_by = "grde", count = "grde", mean = "grde", sum = "grde", column = "grde" } do
    fails(function() cohort[verb](cohort, wrong) end, ("bad argument 'field' to '%s': no field 'grde'; did you mean 'grade'?"):format(verb))
  end
  fails(function() cohort:columns { "grde" } end, "bad argument 'fields' to 'columns': no field 'grde'")
  fails(function() cohort:where { grde = 9 } end, "students:where: no field 'grde'; did you mean 'grade'?")
  fails(function() date "2026-2-1" end, "bad argument 'text' to 'date': '2026-2-1' is no day; write it as YYYY-MM-DD")
  fails(function() services:open_on "tuesdy" end, "bad argument 'day' to 'open_on': 'tuesdy' is no day of the week; did you mean 'tuesday'?")
  fails(function() cohort:where(function() error { code = 7 } end) end, "table")
end

local function ids(list)
  local found = {}
  for service in list do found[#found + 1] = service.id end
  return table.concat(found, " ")
end

function cases.services(student)
  equal(#services, 3)
  equal(tostring(services), "3 services")
  equal(ids(services), "club lab talk")
  equal(ids(services:offering "tutoring"), "club lab")
  equal(ids(services:offering("tutoring"):open_to(student)), "club")
  equal(ids(services:for_age(9)), "lab talk")
  fails(function() services:for_age(-1) end, "bad argument 'age' to 'for_age': 0 to 150 years expected, got -1")
  fails(function() services:near(student.school, -1) end, "bad argument 'km' to 'near': 0 or more expected, got -1")
  equal(ids(services:speaking "spanish"), "club")
  equal(ids(services:open_on "tuesday"), "club")
  equal(ids(services:open_on("tue", "18:00")), "")
  equal(ids(services:offering("tutoring"):near(student.school)), "club lab")
  equal(ids(services:near(student.school, 5)), "club")
  equal(services:find("lab").name, "Math Lab")
  equal(services:find "gone", nil)
  equal(#services:to_table(), 3)
  equal(ids(services:where(function(service) return service.maximum_age == 10 end)), "lab")
  equal(ids(services:take(2)), "club lab")
  fails(function() services:where(function() error "no" end) end, "no")
  fails(function() return services:offring "x" end, "no such field; did you mean 'offering'?")
  fails(function() services:open_on "someday" end, "'someday' is no day of the week; write it as tuesday")
  fails(function() services:open_on("tue", "4 pm") end, "'4 pm' is no time of day; write it as 16:00")
  fails(function() services:open_to "S-1" end, "caseload.Student expected, got string")
  fails(function() services.offering = nil end, "")
end

function cases.services_by_eligibility()
  equal(ids(services:eligible "FOSTER"), "talk")
  equal(ids(services:eligible "low income"), "talk")
  equal(ids(services:eligible "district students"), "talk")
  equal(ids(services:eligible "foster income"), "")
  equal(ids(services:eligible ""), "")
  local talk = services:find "talk"
  equal(talk.eligibility, "Students of the district")
  equal(table.concat(talk.eligible_groups, ","), "Household income: low,Foster youth")
end

function cases.linkage_gaps(student, cohort)
  is_texts(student.linkage_gaps, "affective")
  equal(#cohort:where("linkages.gaps = 1 and linkages.gap_domains = affective"), 1)
  equal(#cohort:to_table()[2].linkage_gaps, 0)
end

function cases.service(student)
  local club = services:find "club"
  equal(tostring(club), "Homework Club")
  equal(club == student.linkages[1].service, true)
  for _, field in ipairs { "alternate_name", "description", "provider", "eligibility", "application_process", "wait_time",
    "email", "url" } do
    equal(club[field], nil)
  end
  equal(club.status, "active")
  equal(club.is_offered, true)
  equal(club.minimum_age, 12)
  equal(club.maximum_age, 19)
  is_texts(club.offers, "Tutoring")
  equal(table.concat(club.languages, ","), "Spanish")
  equal(table.concat(club.hours, ","), "Tue, Thu 15:00-18:00")
  equal(table.concat(club.addresses, ","), "Homework Club")
  for _, list in ipairs { "areas", "costs", "documents", "phones" } do equal(#club[list], 0) end
  equal(club:is_offering "TUTORING", true)
  equal(club:is_open("thursday", "15:00"), true)
  equal(club:is_open "friday", false)
  equal(("%.1f"):format(club:distance_to(student.school)), "1.1")
  fails(function() return club.nam end, "no such field; did you mean 'name'?")
end

function cases.records(student)
  local contacts = student.contacts
  equal(tostring(contacts), "2 contacts")
  equal(contacts[3], nil)
  local seen = {}
  for contact in contacts do seen[#seen + 1] = tostring(contact.date) end
  equal(table.concat(seen, " "), "2026-03-04 2026-03-10")
  seen = {}
  for number, contact in ipairs(contacts:sort_by "-date") do seen[number] = tostring(contact.date) end
  equal(table.concat(seen, " "), "2026-03-10 2026-03-04")
  seen = {}
  for contact in contacts:sort_by "-date" do seen[#seen + 1] = contact.with end
  equal(table.concat(seen, " "), "guardian student")
  equal(contacts:sort_by("minutes")[1].minutes, 20)
  equal(contacts:sort_by("-minutes")[2].minutes, nil)
  equal(#contacts:where { with = "guardian", role = "case_manager" }, 1)
  equal(#contacts:where { date = "2026-03-04", mentor = "A. Rivera" }, 1)
  equal(#contacts:where { date = "2026-03-04", mentor = "rivera" }, 1)
  equal(#contacts:where { mentor = "riveras" }, 0)
  equal(#contacts:where { date = date "2026-03-04", mentor = student.mentors[1] }, 1)
  equal(#contacts:where { minutes = 20 }, 1)
  equal(#contacts:where { minutes = 21 }, 0)
  equal(#contacts:where(function(contact) return contact.minutes end), 1)
  equal(#contacts:take(1), 1)
  equal(contacts:take(1):to_table()[1].with, "student")
  local roles = contacts:group_by "role"
  equal(#roles.coach, 1)
  equal(roles.advocate, nil)
  -- A query means what it means of students; words and texts are equal in upper or lower case.
  equal(#contacts:where "minutes >= 20 and with = Guardian", 1)
  equal(#contacts:where "date < 2026-03-10", 1)
  equal(#contacts:where "mentor = rivera and not minutes is missing", 1)
  equal(#contacts:where "mentor in ('A. Rivera', 'Jo')", 2)
  equal(#contacts:where "person contains mo", 1)
  equal(#contacts:where { with = "GUARDIAN", person = "mo sample" }, 1)
  equal(#student.interventions:where "indicators = absences", 1)
  equal(#student.linkages:where "is_open = yes and service = club", 2)
  equal(#student.attendance:by_week():where "rate < 90%", 2)
  equal(#contacts:where "", 2)
  equal(#contacts:where { minutes = "20" }, 1)
  equal(#student.linkages:where { is_open = "yes" }, 2)
  equal(#student.linkages:where { is_open = false }, 1)
  fails(function() contacts:where { minutes = "long" } end, "records:where: minutes: 'long' is no number")
  fails(function() contacts:where { minutes = {} } end, "records:where: minutes: a value to compare with expected, got table")
  fails(function() student.linkages:where { is_open = "open" } end, "records:where: is_open: 'open' is neither yes nor no")
  fails(function() student.linkages:where "is_open = open" end, "records:where: is_open: 'open' is neither yes nor no")
  fails(function() contacts:where "moode = phone" end, "records:where: column 1: no field 'moode'; did you mean 'mode'?")
  fails(function() contacts:where "with = gardian" end, "records:where: with: no 'gardian'; did you mean 'guardian'?")
  fails(function() contacts:where "minutes = long" end, "records:where: column 11: 'long' is no number; 'minutes' counts numbers")
  fails(function() contacts:where "tier = x" end, "records:where: column 1: no field 'tier'")
  -- Groups have verbs and are a table by the value as well.
  equal(tostring(roles), "2 groups by role")
  equal(#roles, 2)
  equal(roles:count().coach, 1)
  equal(roles:sum("minutes").case_manager, 20)
  equal(roles:sum("minutes").coach, nil)
  equal(roles:mean("minutes").case_manager, 20)
  equal(roles:median("minutes").case_manager, 20)
  equal(roles["case_manager"][1].minutes, 20)
  equal(contacts:group_by("minutes")[20][1].minutes, 20)
  local keys = {}
  for role, group in pairs(roles) do keys[#keys + 1] = role .. ":" .. #group end
  equal(table.concat(keys, " "), "case_manager:1 coach:1")
  equal(json.encode(contacts:group_by("role"):count()), '{"case_manager":1,"coach":1}')
  equal(json.encode(contacts:columns { "role" }), '[{"role":"coach"},{"role":"case_manager"}]')
  equal(json.encode(student.guardians:group_by "relationship"),
    '{"mother":[{"is_primary":false,"name":"Mo Sample","relationship":"mother"}]}')
  fails(function() roles:sum "minuts" end, "groups:sum: a contact has no field 'minuts'; did you mean 'minutes'?")
  fails(function() roles:sum "role" end, "groups:sum: 'role' holds no numbers")
  fails(function() roles.coach = 1 end, "read-only")
  equal(contacts:count(), 2)
  equal(contacts:count "minutes", 1)
  equal(contacts:count_by("role").coach, 1)
  equal(contacts:median "minutes", 20)
  -- Figures of the records that have the field.
  equal(contacts:sum "minutes", 20)
  equal(select(2, contacts:sum "minutes"), 1)
  equal(contacts:where({ minutes = 21 }):sum "minutes", 0)
  equal(contacts:mean "minutes", 20)
  equal(contacts:where({ minutes = 21 }):mean "minutes", nil)
  local rows = contacts:columns { "role", "minutes" }
  equal(#rows, #contacts)
  equal(json.encode(contacts:where({ minutes = 20 }):columns { "role", "minutes" }),
    ('[{"minutes":20,"role":"%s"}]'):format(contacts:where({ minutes = 20 })[1].role))
  fails(function() contacts:sum "minuts" end, "records:sum: a contact has no field 'minuts'; did you mean 'minutes'?")
  fails(function() contacts:mean "role" end, "records:mean: 'role' holds no numbers")
  fails(function() contacts:columns { "rol" } end, "records:columns: a contact has no field 'rol'; did you mean 'role'?")
  fails(function() contacts:columns { 5 } end, "records:columns: fields: expected a list of names, got number in it")
  equal(#student.interventions:where { status = "active" }:group_by("kind").intensive, 1)
  equal(student.linkages:where({ is_open = true })[1].status, "active")
  equal(json.encode(contacts:take(1)),
    '[{"date":"2026-03-04","mentor":"rivera","role":"coach","setting":"school","with":"student"}]')
  -- A wrong name offers the nearest; nothing is written.
  fails(function() return contacts[1].moode end, "contact.moode: no such field; did you mean 'mode'?")
  fails(function() return student.goals[1].gaol end, "goal.gaol: no such field; did you mean 'goal'?")
  fails(function() return student.strengths[1].strenght end, "did you mean 'strength'?")
  fails(function() return student.guardians[1].nam end, "did you mean 'name'?")
  fails(function() return student.circle[1].constituentt end, "did you mean 'constituent'?")
  fails(function() return student.observations[1].valu end, "did you mean 'value'?")
  fails(function() return student.activities[1].hour end, "did you mean 'hours'?")
  fails(function() return student.interventions[1].kindd end, "did you mean 'kind'?")
  fails(function() return student.linkages[1]:steps()[1].stauts end, "did you mean 'status'?")
  fails(function() return student.mentors[1].contacts[1].wiht end, "did you mean 'with'?")
  fails(function() contacts[1].mode = "phone" end, "is read-only")
  fails(function() contacts[1] = {} end, "records: cannot be written to")
  fails(function() contacts:where { moode = "phone" } end, "records:where: a contact has no field 'moode'; did you mean 'mode'?")
  fails(function() contacts:sort_by "dat" end, "records:sort_by: a contact has no field 'dat'; did you mean 'date'?")
  fails(function() contacts:group_by "rol" end, "did you mean 'role'?")
  fails(function() contacts:take(-1) end, "bad argument 'count' to 'take': 0 or more expected, got -1")
  fails(function() contacts:whre {} end, "did you mean 'where'?")
end

function cases.circle(student)
  local circle = student.circle
  equal(#circle, 3)
  equal(circle[1].name, "Mo Sample")
  equal(circle[1].constituent, "guardian")
  equal(circle[1].relationship, "mother")
  equal(circle[1].contacts, 1)
  equal(tostring(circle[1].last_contact), "2026-03-10")
  equal(circle[1].phone, nil)
  equal(circle[2].name, "A. Rivera")
  equal(circle[2].constituent, "district_staff")
  equal(circle[2].relationship, "mentor")
  equal(circle[2].contacts, 0)
  equal(circle[2].last_contact, nil)
  equal(circle[3].constituent, "service_organization")
  equal(circle[3].relationship, student.linkages[1].service.name)
end

function cases.activities(student, cohort)
  equal(#student.activities, 2)
  local first = student.activities[1]
  equal(tostring(first.date), "2026-03-06")
  equal(first.name, "Chess")
  equal(first.kind, "extracurricular")
  equal(first.hours, 1.5)
  equal(student.activities[2].kind, "community_event")
  equal(#cohort:to_table()[2].activities, 0)
end

function cases.services_as_records()
  equal(#services:where { id = "club" }, 1)
  for _, offer in ipairs(services:to_table()[1].offers) do
    assert(#services:where { offers = offer } >= 1)
  end
  equal(#services:where { offers = "nothing of the kind" }, 0)
  local seen = 0
  for number, service in ipairs(services) do
    seen = seen + 1
    equal(service.id, services:to_table()[number].id)
  end
  equal(seen, #services)
  for number, service in pairs(services) do equal(service.id, services[number].id) end
  equal(services[0], nil)
  equal(services[#services + 1], nil)
  equal(services:sort_by("-id"):to_table()[1].id > services:sort_by("id"):to_table()[1].id, true)
  -- The verbs of the other collections.
  equal(services:sum "maximum_age", 29)
  equal(services:mean "maximum_age", 14.5)
  equal(select(2, services:median "maximum_age"), 2)
  equal(services:count(), 3)
  equal(services:count "minimum_age", 1)
  equal(services:count_by("maximum_age")[10], 1)
  equal(json.encode(services:columns({ "id", "maximum_age" })[2]), '{"id":"lab","maximum_age":10.0}')
  local groups = services:group_by "status"
  equal(tostring(groups), "1 group by status")
  equal(#groups.active:offering "tutoring", 2)
  equal(groups:sum("maximum_age").active, 29)
  equal(json.encode(groups), '{"active":["club","lab","talk"]}')
  equal(#services:where "maximum_age > 10", 1)
  equal(#services:where "offers = tutoring and languages = Spanish", 1)
  fails(function() services:mean "name" end, "services:mean: 'name' holds no numbers")
  fails(function() services:group_by "statsu" end, "services:group_by: a service has no field 'statsu'; did you mean 'status'?")
  fails(function() services:where { nam = "x" } end, "services:where: a service has no field 'nam'; did you mean 'name'?")
  fails(function() services:sort_by "nme" end, "did you mean 'name'?")
  fails(function() services:take(-1) end, "0 or more expected, got -1")
end

function cases.linkages(student)
  local first, second = student.linkages[1], student.linkages[2]
  equal(#student.linkages, 3)
  equal(tostring(first), "Homework Club, active")
  equal(first == student.linkages[1], true)
  equal(first.service.id, "club")
  equal(first.status, "active")
  equal(first.is_open, true)
  equal(first.begun, date "2026-03-03")
  equal(first.since, date "2026-03-10")
  equal(first.closed_on, nil)
  equal(first.mentor.id, "rivera")
  equal(first.domain, "academic")
  equal(first.priority, 2)
  equal(first.reason, "Two F")
  equal(first.proposed_by, "match")
  equal(second.closed_on, date "2026-03-20")
  equal(second.outcome, "Not now")
  -- Who recorded a linkage is who recorded its first step.
  equal(first.recorded_by, "ana")
  equal(first.recorded_on, date "2026-03-04")
  equal(first.source, "linkages.csv")
  equal(first:steps()[1].recorded_by, "ana")
  equal(second.recorded_by, nil)
  equal(json.encode(first):find("ana", 1, true), nil)
  equal(#first:steps(), 2)
  equal(first:steps()[2].status, "active")
  equal(first:steps()[2].mentor.id, "rivera")
  refuses_note(first:steps()[2], "linkageStep")
  equal(student.age, 14)
  fails(function() return first.statis end, "no such field; did you mean 'status'?")
  fails(function() first.status = "ended" end, "")
  fails(function() student:propose(services:find "lab", "x") end, "student:propose: a plugin changes nothing")
end

function cases.linkage_overlaps(student, cohort)
  local overlaps = student.linkage_overlaps
  equal(#overlaps, 1)
  equal(overlaps[1].kind, "Homework Club")
  equal(overlaps[1].first, student.linkages[1])
  equal(overlaps[1].second.status, "referred")
  equal(#cohort[2].linkage_overlaps, 0)
  is_list(overlaps, "linkageOverlap", "kind", "knd")
  equal(json.encode(overlaps[1].second.begun), '"2026-03-12"')
end

function cases.columns(_, cohort)
  equal(#cohort:columns { "id", "attendance.rate" }, #cohort)
  fails(function() cohort:columns { "attendence.rate" } end, "did you mean 'attendance.rate'?")
  local grades = cohort:column "grade"
  equal(grades.title, "grade")
  equal(#grades, #cohort)
  equal(grades.count + grades.missing, #cohort)
  equal(grades.mean, (cohort:mean "grade"))
  equal(grades.median, (cohort:median "grade"))
  equal(grades.least, grades:quantile(0))
  equal(grades.greatest, grades:quantile(1))
  fails(function() grades:quantile(2) end, "0 to 1 expected")
  fails(function() cohort:column "school" end, "holds no numbers")
end

function cases.dates()
  local first = date "2026-03-02"
  equal(first.year, 2026)
  equal(first.month, 3)
  equal(first.day, 2)
  equal(first:weekday(), 1)
  equal(tostring(first + 1), "2026-03-03")
  equal(tostring(1 + first), "2026-03-03")
  equal(tostring(first - 2), "2026-02-28")
  equal(date "2026-03-09" - first, 7)
  equal(first < first + 1, true)
  equal(first <= first, true)
  equal(first == date "2026-03-02", true)
  equal(first == date "2026-03-03", false)
  fails(function() date "2026-02-30" end, "'2026-02-30' is no day; write it as YYYY-MM-DD")
  fails(function() return first + 0.5 end, "integer expected")
  fails(function() return first + math.mininteger end,
    "date: 2026-03-02 + -9223372036854775808 is no day from 0001-01-01 to 9999-12-31")
  fails(function() return first - math.mininteger end, "is no day from 0001-01-01 to 9999-12-31")
  fails(function() return date "9999-12-31" + 1 end, "date: 9999-12-31 + 1 is no day")
  fails(function() return date "0001-01-01" - 1 end, "date: 0001-01-01 - 1 is no day")
  equal(tostring(date "0001-01-01" + 3652058), "9999-12-31")
  fails(function() return first < "2026-03-03" end, "caseload.Date expected, got string")
end

function cases.snapshot(student)
  equal(tostring(snapshot.as_of), "2026-03-30")
  equal(tostring(snapshot.year_start), "2026-03-02")
  equal(#snapshot.fingerprint, 64)
  equal(os.time(), os.time { year = 2026, month = 3, day = 30, hour = 12 })
  equal(os.date "!%Y-%m-%d %H:%M", "2026-03-30 12:00")
  equal(os.clock(), 0)
end

function cases.stats()
  equal(stats.mean { 1, 2, 3 }, 2)
  equal(stats.mean {}, nil)
  equal(stats.median { 1, 10, 2 }, 2)
  equal(stats.median { 1, 2 }, 1.5)
  equal(stats.sd { 1, 2, 3 }, 1)
  equal(stats.sd { 1 }, nil)
  equal(stats.quantile({ 1, 2, 3, 4, 5 }, 0.25), 2)
  fails(function() stats.quantile({ 1 }, 2) end, "0 to 1 expected")
  equal(table.concat(stats.zscore { 1, 2, 3 }, " "), "-1.0 0.0 1.0")
  equal(table.concat(stats.zscore { 4, 4 }, " "), "0.0 0.0")
  equal(#stats.zscore {}, 0)
  equal(table.concat(stats.rank { 30, 10, 10 }, " "), "3.0 1.5 1.5")
  equal(stats.slope { 3, 5, 7 }, 2)
  equal(stats.slope({ 10, 0 }, { 1, 6 }), -2)
  equal(stats.slope { 3 }, nil)
  equal(stats.slope({ 1, 2 }, { 3, 3 }), nil)
  fails(function() stats.slope({ 1, 2 }, { 1 }) end, "bad argument 'at' to 'slope': 2 numbers expected, got 1")
  fails(function() stats.mean { 1, 0 / 0 } end, "a finite number expected at 2")
  fails(function() stats.mean { 1, "x" } end, "a finite number expected at 2, got string")
end

function cases.suppress()
  local shown = stats.suppress { { 3, 25, 40 }, { 14, 30, 50 } }
  equal(shown.counts[1][1], false)
  equal(shown.counts[1][2], false)
  equal(shown.counts[1][3], 40)
  equal(shown.counts[2][1], false)
  equal(shown.row_totals[1], 68)
  equal(shown.column_totals[2], 55)
  equal(shown.total, 162)
  equal(shown.mark, "—")
  equal(shown.hides_any, true)
  equal(shown.note:sub(1, 3), shown.mark)
  local list = stats.suppress { 12, 4, 90 }
  equal(list.counts[1], false)
  equal(list.counts[2], false)
  equal(list.counts[3], 90)
  equal(#stats.suppress {}.counts, 0)
  equal(stats.suppress { 12 }.note, "")
  fails(function() stats.suppress { { 1, 2 }, { 3 } } end, "rows of one length expected, got 2 counts in row 1 and 1 in row 2")
  fails(function() stats.suppress { 1.5 } end, "a count of students, 0 or more, expected in row 1 at 1, got number (1.5)")
  fails(function() stats.suppress { -1 } end, "0 or more")
  fails(function() stats.suppress { { 1 }, "x" } end, "expected in row 2 at 1, got string")
end

function cases.text(student)
  equal(text.html [[<a href="x">'&']], "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;")
  equal(text.html(nil), "")
  equal(text.html(3), "3")
  equal(text.fill("<b>{name}</b> {count}", { name = "<i>", count = 2 }), "<b>&lt;i&gt;</b> 2")
  equal(text.fill("{course}: {grade}", student.grades:latest()[1]), "Algebra I: D+")
  fails(function() text.fill("{corse}", student.grades:latest()[1]) end, "courseResult.corse: no such field; did you mean 'course'?")
  fails(function() text.fill("{name}", 1) end, "bad argument 'values' to 'fill': table expected, got number (1)")
  fails(function() text.fill("{nam}", { name = 1 }) end, "text.fill: no value for '{nam}'")
  equal(text.fill("{} {1} { name } {name", { name = 1 }), "{} {1} { name } {name")
  fails(function() text.fill(1, {}) end, "bad argument 'pattern' to 'fill': string expected, got number (1)")
  equal(text.csv "=1+1", "'=1+1")
  equal(text.csv(-1), "-1")
  equal(text.csv "-1", "'-1")
  equal(text.csv 'a "b", c', '"a ""b"", c"')
  equal(text.csv(nil), "")
  equal(text.csv(date "2026-03-02"), "2026-03-02")
  equal(text.markdown "*new* <b> [x](y) a|b", "\\*new\\* \\<b\\> \\[x\\](y) a\\|b")
  equal(text.markdown "1. one", "1\\. one")
  equal(text.markdown "# two\nthree", "\\# two three")
  equal(text.markdown(nil), "")
end

function cases.json(student)
  equal(json.encode { id = "S-1", days = { 1, 2.5, true }, on = date "2026-03-02", none = {} },
    '{"days":[1,2.5,true],"id":"S-1","none":[],"on":"2026-03-02"}')
  equal(json.encode('</script> "x"\n\27'), '"\\u003c/script> \\"x\\"\\n\\u001b"')
  equal(json.encode({ a = { 1 } }, 2), '{\n  "a": [\n    1\n  ]\n}')
  equal(json.encode(nil), "null")
  local decoded = json.decode '{"a": [1, 2.5, null, "x"], "b": {"c": true}}'
  equal(decoded.a[2], 2.5)
  equal(math.type(decoded.a[1]), "integer")
  equal(decoded.a[3], nil)
  equal(decoded.a[4], "x")
  equal(decoded.b.c, true)
  fails(function() json.encode(student) end, "json.encode: cannot write a caseload.Student")
  equal(json.encode(student.credits:by_subject().Electives),
    '{"behind":0.0,"counted":1.0,"expected":0.5,"missing":0.5,"required":2.0,"waived":0.0}')
  equal(json.encode(student.demographics), '{"birth_date":"2011-04-01","sex":"male"}')
  equal(json.encode(student.mentors), '["rivera"]')
  equal(json.encode(student.discipline:events():take(1)), '[{"date":"2026-03-02","days":0.0,"kind":"referral"}]')
  equal(json.encode(student.discipline:events()[3]), '{"date":"2026-03-04","days":0.5,"incident":"I-88","kind":"in_school_suspension"}')
  fails(function() json.encode(0 / 0) end, "is no number of JSON")
  fails(function() json.encode { [1] = 1, [3] = 2 } end, "neither an array nor an object")
  local loop = {}
  loop.loop = loop
  fails(function() json.encode(loop) end, "does one hold itself?")
  fails(function() json.decode "{" end, "json.decode: not JSON")
  fails(function() json.decode [[{"a": 1e999}]] end, "json.decode: a number at a is larger than any that can be kept")
end

function cases.charts()
  local labels, values = { date "2026-03-02", "Tue", "Wed" }, { 1, nil, 3 }
  local line = chart.line { title = "<Title>", labels = labels, values = values, unit = "days" }
  equal(line.title, "<Title>")
  equal(tostring(line), "chart <Title>")
  equal(line.text, "Line chart of 3 points, 2026-03-02 to Wed. Lowest 1 (2026-03-02), highest 3 (Wed), last 3.")
  local svg = line:svg()
  equal(svg:find('role="img" aria-label="&lt;Title&gt;. Line chart', 1, true) ~= nil, true)
  equal(svg:find("<Title>", 1, true), nil)
  local bar = chart.bar { title = "B", labels = { "a", "b" }, values = { 0.5, 0.95 }, format = "percent",
    marks = { { value = 0.9, label = "90 %", flags = "below" } } }
  equal(bar.text, "Bar chart of 2 points, a to b. Lowest 50 % (a), highest 95 % (b), last 95 %. 1 of 2 below 90 %.")
  -- Bars have names: where they do not fit beside one another they stand in two rows.
  local named = chart.bar { title = "N", labels = { "proposed", "referred", "enrolled", "active", "completed", "declined", "ended" },
    values = { 1, 2, 3, 4, 5, 6, 7 } }:svg()
  for _, label in ipairs { "proposed", "referred", "active", "declined" } do
    equal(named:find(">" .. label .. "</text>", 1, true) ~= nil, true)
  end
  local stacked = chart.stacked { title = "S", labels = { "a" }, series = { { name = "x", values = { 1 } }, { name = "y" } } }
  equal(stacked.text, "Stacked bar chart of a. x: lowest 1 (a), highest 1 (a), last 1. y: none.")
  local spark = chart.spark { values = { 1, nil, 3 }, count = 3 }
  equal(spark.text, "2 figures from 1 to 3, lowest 1, highest 3.")
  equal(chart.spark { values = {} }.text, "No figures.")
  local calendar = chart.calendar { title = "C", first = "2026-03-02", last = date "2026-03-08",
    kinds = { { name = "tardy", letter = "T" }, { name = "absent", letter = "A" } },
    days = { { date = "2026-03-03", kind = "absent" }, { date = "2026-03-03", kind = "tardy" },
      { date = "2026-03-09", kind = "tardy" } } }
  equal(calendar.text, "Calendar from 2026-03-02 to 2026-03-08. Days: 0 tardy, 1 absent.")
  fails(function() chart.line { title = "x", labls = {} } end, "chart.line: unknown field 'labls'; did you mean 'labels'?")
  fails(function() chart.line { labels = {} } end, "chart.line: title: expected a text, got nothing")
  fails(function() chart.bar { title = "x", labels = { "a" }, values = { "b" } } end, "values: expected numbers, got b")
  fails(function() chart.bar { title = "x", format = "percentage" } end, "format: expected one of number, integer, percent")
  local five = {}
  for number = 1, 5 do five[number] = { name = tostring(number) } end
  fails(function() chart.line { title = "x", series = five } end, "at most 4 series can be told apart, got 5")
  fails(function() chart.calendar { title = "x", first = "2026-03-02", last = "2026-03-01", kinds = { { name = "a" } } } end,
    "expected up to 1096 days from first to last")
end

function cases.template(student, cohort)
  local values = { name = "<b>", list = { { name = "one" }, { name = "two" } }, none = {}, on = date "2026-03-02", price = 1.5 }
  equal(template.render("page.html", values),
    "<h1>&lt;b&gt; 2026-03-02</h1>\n<ul>\n  <li>one 1.5</li>\n  <li>two 1.5</li>\n</ul>\n<p>none</p>\n<b>\n")
  equal(template.render("brief.md.mustache", { name = "*x*" }), "# \\*x\\*\n")
  -- Lists of the view are gone through, what is under names is a table, and what is empty is as good as none.
  equal(template.render("view.txt", {
    events = student.attendance:events():take(2), subjects = student.credits:by_subject(),
    none = cohort[2].attendance:events(), texts = student:score("other").reasons, score = student:score "other", domains = student:score("other").domains,
  }), "2026-03-02 unexcused;2026-03-03 excused;0.5 none no domains intensive because.")
  equal(template.render("brief.md.mustache", student), "# Bo Sample\n")
  fails(function() template.render("brief.md.mustache", 1) end, "bad argument 'values' to 'render': table expected, got number (1)")
  fails(function() template.render("page.html", { name = student.grades:all() }) end, "{{name}} is a table; open it with {{#name}}")
  fails(function() template.render("pages.html", {}) end, "no file 'pages.html' in the plugin's folder; did you mean 'page.html'?")
  fails(function() template.render("page.html", { list = { { name = {} } } }) end, "page.html:1 or page.html:11 or item.html:1: {{name}} is a table; open it with {{#name}}")
  fails(function() template.render("broken.html", {}) end, "a section is not closed at the end; end it with {{/its name}}")
  fails(function() template.render("loop.html", {}) end, "loop.html:1: 'loop.html' is inside of itself: loop.html → loop.html")
end

function cases.recording(student)
  -- undo() is a script's only, and is looked at with what these verbs record in EvalTests.
  for _, verb in ipairs { "log_contact", "log_observation", "log_intervention", "add_goal", "add_strength", "log_linkage" } do
    fails(function() student[verb](student, { note = "x" }) end, "student:" .. verb .. ": a plugin changes nothing")
    fails(function() student[verb](student, { 1 }) end, "expected fields by name")
    fails(function() student[verb](student, { note = print }) end, "field 'note': a string, number, date, mentor")
  end
  fails(function() student:log_contact { student_id = "S-2", with = "student" } end,
    "student:log_contact: field 'student_id': 'S-2' is not student 'S-1', of whom this is; leave it out, or call student(\"S-2\"):log_contact")
  fails(function() student:log_contact { student_id = "S-1", with = "student" } end, "a plugin changes nothing")
  local mentor = student.mentors[1]
  fails(function() mentor:log_event { name = "Fair", mentor = "kim" } end,
    "mentor:log_event: field 'mentor': 'kim' is not mentor 'rivera', of whom this is")
  fails(function() mentor:log_event { name = "Fair" } end, "mentor:log_event: a plugin changes nothing")
  fails(function() mentor:log_event { name = "Fair", students = { "S-2", student } } end, "a plugin changes nothing")
  fails(function() mentor:log_event { "Fair" } end, "mentor:log_event: expected fields by name")
  fails(function() mentor:log_event { students = "S-1" } end, "field 'students': a list of students or their ids expected, got string")
  fails(function() mentor:log_event { students = { {} } } end, "field 'students': a list of students or their ids expected, got a list with table")
end

---What they say is looked at in PluginRunTests.
function cases.modules()
  local modules = { stats = stats, text = text, json = json, chart = chart, template = template, log = log }
  local wrong = { stats = "meen", text = "htlm", json = "encod", chart = "lin", template = "rendr", log = "warn" }
  local right = { stats = "mean", text = "html", json = "encode", chart = "line", template = "render", log = "warning" }
  for name, module in pairs(modules) do
    fails(function() return module[wrong[name]] end,
      ("%s.%s: no such function; did you mean '%s'?"):format(name, wrong[name], right[name]))
    fails(function() module[right[name]] = print end, ("%s.%s: the host's tables are read-only"):format(name, right[name]))
    fails(function() module.own = print end, "the host's tables are read-only")
    local found = false
    for key, value in pairs(module) do
      if key == right[name] then found = value == module[key] end
    end
    equal(found, true)
    equal(require(name), module)
  end
  equal(require "date", date)
  fails(function() require "jsn" end, "require 'jsn': no file jsn.lua in the plugin's folder; did you mean 'json'?")
  fails(function() return require "jsn" end, "view/cases.lua:")
  fails(function() stats.zzzzzz {} end, "stats.zzzzzz: no such function; it has mean, median, quantile")
  local _, message = pcall(function() return stats.meen end)
  equal(message:find("^view/cases.lua:%d+: stats.meen") ~= nil, true)
end

function cases.logs()
  log.debug("one")
  log.info(2)
  log.warning(nil)
  log.error({} ~= nil)
  print("a", 1, nil)
  fails(function() log.shout = print end, "log.shout: the host's tables are read-only")
end

return cases
