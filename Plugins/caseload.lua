---@meta caseload

-- Generated from the registrations; DO NOT EDIT. To renew it:
-- CASELOAD_RENEW=1 Tests/run --filter TypeStubsTests

error("caseload.lua holds types for editors; nothing in it can be required")

---One student as of the run's date. A field of records that the plugin did not declare is an error.
---@class caseload.Student
---@field id string The district's own id.
---@field grade integer? Year of schooling; 0 is kindergarten.
---@field school caseload.School? The school.
---@field mentors caseload.Mentor[]|caseload.Records The mentors on the run's date.
---@field name string Preferred or given name and family name; the id where none is known. Reads identity.
---@field given_name string? Given name. Reads identity.
---@field middle_name string? Middle name. Reads identity.
---@field family_name string? Family name. Reads identity.
---@field preferred_name string? The given name the student goes by, where it is another. Reads identity.
---@field enrolled_from caseload.Date? The first day of enrollment; nil where not known. Reads identity.
---@field enrolled_to caseload.Date? The last day of enrollment; nil while none is set. Reads identity.
---@field age integer? Years of age on the run's date, by the fact `birth_date`. Reads demographics.
---@field language string? Language of the home. Reads demographics.
---@field demographics table<string, string>|caseload.Demographics Facts by name, for comparing groups. Reads demographics.
---@field attendance caseload.Attendance Presence in the school year. Reads attendance.
---@field discipline caseload.Discipline Behavior in the school year. Reads discipline.
---@field grades caseload.Grades Grades of courses. Reads grades.
---@field credits caseload.Credits Credits toward graduation. Reads credits.
---@field homework caseload.Homework Homework of the school year. Reads homework.
---@field survey caseload.Survey Answers to surveys. Reads survey.
---@field engagement caseload.Engagement The latest value of each indicator, by domain.
---@field observations caseload.Observation[]|caseload.Records Values that somebody recorded. Reads observations.
---@field activities caseload.Activity[]|caseload.Records What the student took part in outside lessons. Reads activities.
---@field mentored_since caseload.Date? The first day with the mentors of the run's date; nil without one or where not known.
---@field guardians caseload.Guardian[]|caseload.Records Who answers for the student. Reads guardians.
---@field circle caseload.CircleMember[]|caseload.Records The people and organizations around the student: guardians first, then the mentors, then whom contacts name and who offers the linked services. Of guardians, contacts and linkages it holds those that the plugin reads; it must read one of them.
---@field contacts caseload.Contact[]|caseload.Records Contacts about the student. Reads contacts.
---@field interventions caseload.Intervention[]|caseload.Records Help that the student gets. Reads interventions.
---@field goals caseload.Goal[]|caseload.Records Goals in the student's own words. Reads goals.
---@field strengths caseload.Strength[]|caseload.Records What the student is good at. Reads goals.
---@field outcomes caseload.Outcome[]|caseload.Records What became of the student, against which scores are measured. One without a day is in the view of every day. Reads scores.
---@field linkages caseload.Linkage[]|caseload.Records The student's linkages to services, in the order in which they began. Reads linkages.
---@field linkage_gaps string[]|caseload.Texts? The domains at high risk for which no open linkage is, be it only proposed: those that `caseload today` names and the query field linkages.gaps counts. nil where no findings tell of risk. Reads linkages and scores.
---@field linkage_overlaps caseload.LinkageOverlap[]|caseload.Records Pairs of open linkages to services of one kind: those that `caseload show` and `caseload today` name. Reads linkages.
---@field scores caseload.Score[]|caseload.Records The latest findings of other plugins, by the plugin's name. Reads scores.
local student = {}

---The latest finding of one other plugin, or nil; an error for a name that is a plugin's misspelt. Reads scores.
---```lua
---local score = student:score "check-and-connect"
---```
---@param plugin string The plugin's name.
---@return caseload.Score?
function student:score(plugin) end

---Records a contact: with, role, setting; mentor, mode, minutes, person, note, date. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:log_contact { with = "guardian", role = "coach", setting = "home", minutes = 10 }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:log_contact(record) end

---Records an indicator's value: indicator, value; setting, recorder, note, date. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:log_observation { indicator = "time_on_task", value = 7 }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:log_observation(record) end

---Records an intervention: kind; focus, role, mentor, start, ended, status, indicators, outcome, note. With ended, outcome or a closing status and no start it is the open one. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:log_intervention { kind = "intensive", focus = "academic_support" }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:log_intervention(record) end

---Records a goal, or how far an open one has come: goal; due, progress, status, set_on. Of an open goal set_on is the day by which it had come so far, or on which it was closed. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:add_goal { goal = "Pass Algebra I", due = date "2026-06-12" }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:add_goal(record) end

---Records what the student is good at: strength; recorder, date. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:add_strength { strength = "Explains things patiently" }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:add_strength(record) end

---Records a step in a linkage: service; status, mentor, domain, priority, reason, outcome, note, date. Without a status it is a note on how the open linkage goes. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---student:log_linkage { service = "Homework Club", status = "referred" }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function student:log_linkage(record) end

---Records that a service is proposed. In scripts that run with --write only.
---```lua
---student:propose(services:offering("tutoring"):to_table()[1], "Two F this term")
---```
---@param service caseload.Service|string The service, or its id.
---@param reason? string Why.
---@return string
function student:propose(service, reason) end

---Students in an order. `#students` counts them, `for student in students do` goes through them.
---@class caseload.Students
---@operator len: integer
local students = {}

---Those students for whom the condition holds.
---```lua
---students:where "grade = 9 and attendance.rate < 90%"
---```
---@param condition string|table|function A query, a table of fields and their values, or a function of a student.
---@return caseload.Students
function students:where(condition) end

---The students in the order of a field. Those without a value come last.
---```lua
---students:sort_by("attendance.rate"):take(10)
---```
---@param order string Fields, separated by commas; a - before a field turns it round.
---@return caseload.Students
function students:sort_by(order) end

---The first students, as many as there are.
---```lua
---students:take(10)
---```
---@param count integer How many, 0 or more.
---@return caseload.Students
function students:take(count) end

---The same students, shown with these fields where they are printed as a table.
---```lua
---students:columns { "id", "name", "attendance.rate" }
---```
---@param fields table The names of fields, such as attendance.rate.
---@return caseload.Students
function students:columns(fields) end

---The numbers that the students have in a field, as one thing to look at.
---```lua
---students:column("attendance.rate").median
---```
---@param field string A field of numbers, such as attendance.rate.
---@return caseload.Column
function students:column(field) end

---The numbers that the students have in a field; missing ones are left out.
---```lua
---local rates = students:values "attendance.rate"
---```
---@param field string A field, such as attendance.rate.
---@return number[]
function students:values(field) end

---How many there are, as `#students`; with a field, how many have one.
---```lua
---students:count "attendance.rate"
---```
---@param field? string Those who have a value in this field only.
---@return integer
function students:count(field) end

---The sum of the present values, and how many there were.
---```lua
---students:where("grade = 9"):sum "absences"
---```
---@param field string A field of numbers, such as absences.
---@return number, integer
function students:sum(field) end

---The mean of the present values, and how many there were; nil where there is none.
---```lua
---local mean, count = students:mean "attendance.rate"
---```
---@param field string A field, such as attendance.rate.
---@return number?, integer
function students:mean(field) end

---The median of the present values, and how many there were; nil where there is none.
---```lua
---local median = students:median "attendance.rate"
---```
---@param field string A field, such as attendance.rate.
---@return number?, integer
function students:median(field) end

---The number below which a share of the present values lies, and how many there were; nil where there is none.
---```lua
---students:quantile("attendance.rate", 0.1)
---```
---@param field string A field of numbers, such as attendance.rate.
---@param share number 0 for the least to 1 for the greatest.
---@return number?, integer
function students:quantile(field, share) end

---The students by the value of a field; those without a value are in no group.
---```lua
---students:group_by("school"):mean("attendance.rate")
---```
---@param field string A field, such as school.
---@return caseload.Groups
function students:group_by(field) end

---How many students have each value of a field; those without a value are not counted.
---```lua
---students:where("absences > 5"):count_by "school"
---```
---@param field string A field, such as school.
---@return table<any, integer>
function students:count_by(field) end

---The students as a list of Lua's.
---```lua
---local first = students:to_table()[1]
---```
---@return caseload.Student[]
function students:to_table() end

---Students by the value of a field. `#groups` counts the groups, `groups["North High"]` is one, `for value, group in pairs(groups) do` goes through them in the order of the values.
---@class caseload.Groups
---@operator len: integer
local groups = {}

---The sum of a field in each group, by the group's value. A group without a number has none.
---```lua
---students:group_by("school"):sum("absences")
---```
---@param field string A field of numbers, such as attendance.rate.
---@return table<any, number>
function groups:sum(field) end

---The mean of a field in each group, by the group's value. A group without a number has none.
---```lua
---students:group_by("school"):mean("attendance.rate")
---```
---@param field string A field of numbers, such as attendance.rate.
---@return table<any, number>
function groups:mean(field) end

---The median of a field in each group, by the group's value. A group without a number has none.
---```lua
---students:group_by("grade"):median("absences")
---```
---@param field string A field of numbers, such as attendance.rate.
---@return table<any, number>
function groups:median(field) end

---How many students each group has, by the group's value.
---```lua
---students:group_by("school"):count()
---```
---@return table<any, integer>
function groups:count() end

---A row a group: its value, how many students it has, and the means of the fields.
---```lua
---students:group_by("grade"):means { "attendance.rate", "absences" }
---```
---@param fields table The names of fields of numbers.
---@return table[]
function groups:means(fields) end

---A row a group: its value, and how many of its students have each value of a second field.
---```lua
---students:group_by("grade"):count_by("school")
---```
---@param field string A second field.
---@return table[]
function groups:count_by(field) end

---The numbers that students have in a field, in the students' order. `#column` counts all of them.
---@class caseload.Column
---@field title string? The field's name.
---@field count integer? How many numbers are present.
---@field missing integer? How many are missing.
---@field sum number? The sum of the present numbers; nil where there is none.
---@field mean number? The mean of the present numbers; nil where there is none.
---@field median number? The median of the present numbers; nil where there is none.
---@field least number? The least number; nil where there is none.
---@field greatest number? The greatest number; nil where there is none.
---@operator len: integer
local column = {}

---The number below which a share of the present ones lies; nil of none.
---```lua
---students:column("attendance.rate"):quantile(0.1)
---```
---@param share number 0 for the least to 1 for the greatest.
---@return number?
function column:quantile(share) end

---A student's presence over a stretch of school days. All figures are nil where the district has no attendance on record, or the student no school of which a school day is known.
---@class caseload.Attendance
---@field rate number? Share of the school days attended, 0 to 1.
---@field days_enrolled integer? School days on which the student was enrolled.
---@field days_present integer? School days attended.
---@field absences integer? Full school days missed, excused or not.
---@field excused integer? Full school days missed with an excuse.
---@field unexcused integer? Full school days missed without an excuse.
---@field tardies integer? How often the student came late.
---@field early_departures integer? How often the student left early.
---@field missed_classes integer? Single classes missed without an excuse.
---@field streak integer? School days in a row up to the as-of date without a full-day absence.
local attendance = {}

---The same over the latest days.
---```lua
---student.attendance:last(30)
---```
---@param days integer Calendar days up to and with the as-of date, 1 or more.
---@return caseload.Attendance
function attendance:last(days) end

---The same from one day to another, both included.
---```lua
---student.attendance:between("2025-09-01", "2025-09-30")
---```
---@param first caseload.Date|string The first day.
---@param last caseload.Date|string The last day, included.
---@return caseload.Attendance
function attendance:between(first, last) end

---The weeks that had a school day, the earliest first.
---```lua
---for _, week in ipairs(student.attendance:by_week(4)) do print(week.start, week.rate) end
---```
---@param weeks? integer How many of the latest weeks; all where left out.
---@return caseload.Week[]|caseload.Records
function attendance:by_week(weeks) end

---What was noted, the earliest first.
---```lua
---for _, event in ipairs(student.attendance:events()) do print(event.date, event.code) end
---```
---@return caseload.AttendanceEvent[]|caseload.Records
function attendance:events() end

---Something that was noted about a student's presence.
---@class caseload.AttendanceEvent
---@field date caseload.Date The day.
---@field code "present"|"excused"|"unexcused"|"tardy"|"early_departure"|"missed_class" present, excused, unexcused, tardy, early_departure or missed_class.
---@field period string? The class it was about; nil for the day.
---@field reason string? Why.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local attendanceEvent = {}

---A student's presence in one week.
---@class caseload.Week
---@field start caseload.Date The Monday.
---@field days_enrolled integer? School days on which the student was enrolled.
---@field days_present integer? School days attended.
---@field absences integer? Full school days missed, excused or not.
---@field tardies integer? How often the student came late.
---@field rate number? Share of the school days attended, 0 to 1.
local week = {}

---What was recorded about a student's behavior over a stretch of days. All figures are nil where the district has no discipline on record.
---@class caseload.Discipline
---@field referrals integer? Behavior referrals.
---@field detentions integer? Detentions.
---@field in_school_suspensions integer? Suspensions in school.
---@field out_of_school_suspensions integer? Suspensions out of school.
---@field in_school_days number? School days of suspension in school.
---@field out_of_school_days number? School days of suspension out of school.
local discipline = {}

---The same over the latest days.
---```lua
---student.discipline:last(30)
---```
---@param days integer Calendar days up to and with the as-of date, 1 or more.
---@return caseload.Discipline
function discipline:last(days) end

---The same from one day to another, both included.
---```lua
---student.discipline:between("2025-09-01", "2025-09-30")
---```
---@param first caseload.Date|string The first day.
---@param last caseload.Date|string The last day, included.
---@return caseload.Discipline
function discipline:between(first, last) end

---What was recorded, the earliest first.
---```lua
---for _, event in ipairs(student.discipline:events()) do print(event.date, event.kind) end
---```
---@return caseload.DisciplineEvent[]|caseload.Records
function discipline:events() end

---Something that was recorded about a student's behavior.
---@class caseload.DisciplineEvent
---@field date caseload.Date The day.
---@field kind "referral"|"detention"|"in_school_suspension"|"out_of_school_suspension" referral, detention, in_school_suspension or out_of_school_suspension.
---@field days number? School days of a suspension.
---@field incident string? The incident's id, where the district gives one.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local disciplineEvent = {}

---A student's grades, as lists of results of courses.
---@class caseload.Grades
local grades = {}

---The results of the latest grading period on record; empty where there is none.
---```lua
---for _, result in ipairs(student.grades:latest()) do print(result.course, result.grade) end
---```
---@return caseload.CourseResult[]|caseload.Records
function grades:latest() end

---All grades on record, the earliest first.
---```lua
---print(#student.grades:all())
---```
---@return caseload.CourseResult[]|caseload.Records
function grades:all() end

---What a student reached in a course in a grading period.
---@class caseload.CourseResult
---@field date caseload.Date The day.
---@field term string? The name of the grading period.
---@field course string? The course.
---@field subject string? The subject.
---@field grade string? The grade as a letter.
---@field percent number? The grade in percent, 0 to 100 and above.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local courseResult = {}

---A student's credits up to the as-of date. All figures are nil where none is on record.
---@class caseload.Credits
---@field earned number? Credits earned.
---@field attempted number? Credits that could have been earned.
---@field in_progress number? Credits being worked for.
---@field share number? Share of the attempted credits earned, 0 to 1.
---@field required number? Credits the diploma requires of the student; nil without requirements.
---@field waived number? Credits of the diploma that are waived.
---@field missing number? Credits required that are neither earned nor in progress; nil without credits on record.
---@field expected number? Credits required that are expected by now: evenly over each requirement's grades.
---@field behind number? Credits expected by now and not earned, added up over the subjects; 0 where none are expected yet, nil where some are and no credits are on record.
---@field on_track boolean? Whether the student is behind in no subject, as is one of whom no credits are expected yet; nil where some are and none are on record.
---@field projected caseload.Date? The end of the school year in which the rest is earned at the pace so far.
---@field diploma string? The diploma the student is heading for; '' for the one of everybody.
local credits = {}

---The same figures of the latest grading period, all nil where there is none; what the diploma requires is not among them.
---```lua
---local share = student.credits:latest().share
---```
---@return caseload.CreditFigures
function credits:latest() end

---The same figures by subject, with those of the diploma where it requires credits in it. Credits without a subject stand under ''; a subject that has none is nil.
---```lua
---local mathematics = student.credits:by_subject().Mathematics
---```
---@return table<string, caseload.CreditFigures>|caseload.CreditsBySubject
function credits:by_subject() end

---The credits of each course and grading period, the earliest first.
---```lua
---for _, c in ipairs(student.credits:courses()) do print(c.course, c.attempted, c.earned) end
---```
---@return caseload.CourseCredits[]|caseload.Records
function credits:courses() end

---Credits of the diploma that the student need not earn, by subject.
---```lua
---for _, waiver in ipairs(student.credits:waivers()) do print(waiver.subject) end
---```
---@return caseload.CreditWaiver[]|caseload.Records
function credits:waivers() end

---Credits of a grading period or of a subject. What is not on record is nil. Read-only; `pairs` goes through what there is.
---@class caseload.CreditFigures
---@field earned number? Credits earned.
---@field attempted number? Credits that could have been earned.
---@field in_progress number? Credits being worked for.
---@field share number? Share of the attempted credits earned, 0 to 1.
---@field required number? Credits the diploma requires in the subject.
---@field waived number? Credits of the subject that are waived.
---@field counted number? Credits earned that count toward the requirement.
---@field missing number? Credits required that are neither earned nor in progress.
---@field expected number? Credits required that are expected by now.
---@field behind number? Credits expected by now and not earned.
---@operator len: integer
local creditFigures = {}

---Figures of credits by the subject's name. Read-only; a name that is not there is nil, `pairs` goes through them, `#` counts them.
---@class caseload.CreditsBySubject
---@operator len: integer
local creditsBySubject = {}

---The credits of a course in a grading period.
---@class caseload.CourseCredits
---@field date caseload.Date? The day.
---@field term string? The name of the grading period.
---@field course string? The course.
---@field subject string? The subject.
---@field attempted number? Credits that could have been earned.
---@field earned number? Credits earned.
---@field in_progress number? Credits being worked for.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local courseCredits = {}

---Credits that a student need not earn.
---@class caseload.CreditWaiver
---@field subject string? The subject of the requirement.
---@field credits number? How many; nil for all that the subject requires.
---@field reason string? Why, in the school's words.
---@field date caseload.Date? The day it was granted.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local creditWaiver = {}

---A student's homework of the school year that was due by the as-of date. All figures are nil where none is on record.
---@class caseload.Homework
---@field due integer? Pieces that were due; exempt ones do not count.
---@field submitted integer? Pieces handed in.
---@field completion number? Share of the pieces due handed in, 0 to 1.
---@field accuracy number? Share of the possible points reached, 0 to 1.
local homework = {}

---All pieces on record.
---```lua
---for _, piece in ipairs(student.homework:items()) do print(piece.title, piece.status) end
---```
---@return caseload.HomeworkItem[]|caseload.Records
function homework:items() end

---A piece of homework.
---@class caseload.HomeworkItem
---@field title string? What it is called.
---@field assigned caseload.Date? The day it was given.
---@field due caseload.Date? The day it was due.
---@field status "exempt"|"fully graded"|"not submitted"|"partially graded"|"submitted" exempt, fully graded, not submitted, partially graded or submitted.
---@field score number? The points reached.
---@field maximum number? The most points there were.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local homeworkItem = {}

---A student's answers to surveys, as lists. The indicators that they measure stand in engagement.
---@class caseload.Survey
local survey = {}

---The means of subscales, one a day and instrument, the earliest first.
---```lua
---for _, s in ipairs(student.survey:subscales()) do print(s.date, s.subscale, s.mean) end
---```
---@return caseload.SubscaleMean[]|caseload.Records
function survey:subscales() end

---All answers, the earliest first.
---```lua
---print(#student.survey:answers():where { instrument = "SEI" })
---```
---@return caseload.SurveyAnswer[]|caseload.Records
function survey:answers() end

---What a student answered to one subscale of a survey on one day.
---@class caseload.SubscaleMean
---@field date caseload.Date The day.
---@field instrument string? The instrument's name.
---@field subscale string? The subscale, as the instrument names it.
---@field indicator string? The id of the indicator that the subscale measures; nil for none.
---@field mean number? The mean of the answers, on the instrument's own scale.
---@field answers integer? How many answers it is of.
local subscaleMean = {}

---One answer of a student to a survey.
---@class caseload.SurveyAnswer
---@field date caseload.Date The day.
---@field instrument string? The instrument's name.
---@field subscale string? The subscale, as the instrument names it.
---@field item string? The item; nil where the value is the subscale's mean.
---@field value number? The answer, on the instrument's own scale.
---@field indicator string? The id of the indicator that the subscale measures; nil for none.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local surveyAnswer = {}

---A student's engagement by domain, and each indicator under its own name as well.
---@class caseload.Engagement
---@field academic caseload.engagement.Academic The academic indicators.
---@field behavioral caseload.engagement.Behavioral The behavioral indicators.
---@field cognitive caseload.engagement.Cognitive The cognitive indicators.
---@field affective caseload.engagement.Affective The affective indicators.
---@field time_on_task number? Time on task: rating, 0 to 10. Reads observations.
---@field credits_earned number? Credits earned toward graduation: credits, at least 0. Reads credits.
---@field homework_completion number? Homework completion: share of pieces due, 0 to 1. Reads homework.
---@field homework_accuracy number? Homework accuracy: share of points possible, 0 to 1. Reads homework.
---@field attendance_rate number? Attendance: share of school days, 0 to 1. Reads attendance.
---@field absences number? Absences: days, at least 0. Reads attendance.
---@field tardies number? Tardies: times, at least 0. Reads attendance.
---@field missed_classes number? Missed classes: classes, at least 0. Reads attendance.
---@field attendance_streak number? Days in school without a gap: days, at least 0. Reads attendance.
---@field behavior_referrals number? Behavior referrals: times, at least 0. Reads discipline.
---@field detentions number? Detentions: times, at least 0. Reads discipline.
---@field in_school_suspensions number? In-school suspensions: times, at least 0. Reads discipline.
---@field out_of_school_suspensions number? Out-of-school suspensions: times, at least 0. Reads discipline.
---@field suspension_days number? Days suspended, in and out of school: days, at least 0. Reads discipline.
---@field class_participation number? Voluntary class participation: rating, 0 to 10. Reads observations.
---@field extracurricular_participation number? Extracurricular participation: hours, at least 0. Reads activities.
---@field self_regulation number? Self-regulation toward goals: scale points, 1 to 4. Reads survey.
---@field relevance number? Perceived relevance of schoolwork: scale points, 1 to 4. Reads survey.
---@field value_of_learning number? Value of learning: scale points, 1 to 4. Reads survey.
---@field personal_goals number? Personal goals: scale points, 1 to 4. Reads survey.
---@field autonomy number? Autonomy: scale points, 1 to 4. Reads survey.
---@field belonging number? Identification and belonging: scale points, 1 to 4. Reads survey.
---@field adult_relationships number? Relationships with adults: scale points, 1 to 4. Reads survey.
---@field peer_relationships number? Relationships with peers: scale points, 1 to 4. Reads survey.
---@field family_support number? Family support for learning: scale points, 1 to 4. Reads survey.
local engagement = {}

---The latest value of each academic indicator, or nil.
---@class caseload.engagement.Academic
---@field time_on_task number? Time on task: rating, 0 to 10. Reads observations.
---@field credits_earned number? Credits earned toward graduation: credits, at least 0. Reads credits.
---@field homework_completion number? Homework completion: share of pieces due, 0 to 1. Reads homework.
---@field homework_accuracy number? Homework accuracy: share of points possible, 0 to 1. Reads homework.
local academic = {}

---All recorded values of an indicator, one a day, the earliest first. Indicators that are counted from events have none.
---```lua
---student.engagement.academic:history "time_on_task"
---```
---@param indicator string The indicator's id.
---@return caseload.IndicatorValue[]|caseload.Records
function academic:history(indicator) end

---The latest value of each behavioral indicator, or nil.
---@class caseload.engagement.Behavioral
---@field attendance_rate number? Attendance: share of school days, 0 to 1. Reads attendance.
---@field absences number? Absences: days, at least 0. Reads attendance.
---@field tardies number? Tardies: times, at least 0. Reads attendance.
---@field missed_classes number? Missed classes: classes, at least 0. Reads attendance.
---@field attendance_streak number? Days in school without a gap: days, at least 0. Reads attendance.
---@field behavior_referrals number? Behavior referrals: times, at least 0. Reads discipline.
---@field detentions number? Detentions: times, at least 0. Reads discipline.
---@field in_school_suspensions number? In-school suspensions: times, at least 0. Reads discipline.
---@field out_of_school_suspensions number? Out-of-school suspensions: times, at least 0. Reads discipline.
---@field suspension_days number? Days suspended, in and out of school: days, at least 0. Reads discipline.
---@field class_participation number? Voluntary class participation: rating, 0 to 10. Reads observations.
---@field extracurricular_participation number? Extracurricular participation: hours, at least 0. Reads activities.
local behavioral = {}

---All recorded values of an indicator, one a day, the earliest first. Indicators that are counted from events have none.
---```lua
---student.engagement.behavioral:history "attendance_rate"
---```
---@param indicator string The indicator's id.
---@return caseload.IndicatorValue[]|caseload.Records
function behavioral:history(indicator) end

---The latest value of each cognitive indicator, or nil.
---@class caseload.engagement.Cognitive
---@field self_regulation number? Self-regulation toward goals: scale points, 1 to 4. Reads survey.
---@field relevance number? Perceived relevance of schoolwork: scale points, 1 to 4. Reads survey.
---@field value_of_learning number? Value of learning: scale points, 1 to 4. Reads survey.
---@field personal_goals number? Personal goals: scale points, 1 to 4. Reads survey.
---@field autonomy number? Autonomy: scale points, 1 to 4. Reads survey.
local cognitive = {}

---All recorded values of an indicator, one a day, the earliest first. Indicators that are counted from events have none.
---```lua
---student.engagement.cognitive:history "self_regulation"
---```
---@param indicator string The indicator's id.
---@return caseload.IndicatorValue[]|caseload.Records
function cognitive:history(indicator) end

---The latest value of each affective indicator, or nil.
---@class caseload.engagement.Affective
---@field belonging number? Identification and belonging: scale points, 1 to 4. Reads survey.
---@field adult_relationships number? Relationships with adults: scale points, 1 to 4. Reads survey.
---@field peer_relationships number? Relationships with peers: scale points, 1 to 4. Reads survey.
---@field family_support number? Family support for learning: scale points, 1 to 4. Reads survey.
local affective = {}

---All recorded values of an indicator, one a day, the earliest first. Indicators that are counted from events have none.
---```lua
---student.engagement.affective:history "belonging"
---```
---@param indicator string The indicator's id.
---@return caseload.IndicatorValue[]|caseload.Records
function affective:history(indicator) end

---A value of an indicator on one day.
---@class caseload.IndicatorValue
---@field date caseload.Date The day.
---@field value number? The value, in the indicator's unit.
local indicatorValue = {}

---What is on record about who a student is, by the fact's name. Read-only; a name that is not there is nil, `pairs` goes through them, `#` counts them.
---@class caseload.Demographics
---@operator len: integer
local demographics = {}

---Records of one kind, such as a student's contacts. `#records` counts them, `records[1]` is one, `for record in records do` and `ipairs(records)` go through them. They are read-only; `to_table` gives a list of your own.
---@class caseload.Records
---@operator len: integer
local records = {}

---Those for which the condition holds. In a query and in a table, a date is written as text, a mentor or a service by name or id, and of texts one is meant.
---```lua
---student.contacts:where { with = "guardian" }
---```
---@param condition string|table|function A query, a table of fields and their values, or a function of one of them.
---@return caseload.Records
function records:where(condition) end

---The records in the order of a field. Those without a value come last.
---```lua
---student.contacts:sort_by("-date"):take(3)
---```
---@param field string A field; a - before it turns the order round.
---@return caseload.Records
function records:sort_by(field) end

---The first so many records.
---```lua
---student.goals:take(2)
---```
---@param count integer How many.
---@return caseload.Records
function records:take(count) end

---The records by the value of a field, a date or a mentor as text; those without one are in no group.
---```lua
---for role, contacts in pairs(student.contacts:group_by "role") do print(role, #contacts) end
---```
---@param field string A field.
---@return table<any, caseload.Records>|caseload.RecordGroups
function records:group_by(field) end

---How many of the records have each value of a field; those without one are not counted.
---```lua
---student.contacts:where("minutes >= 20"):count_by "setting"
---```
---@param field string A field.
---@return table<any, integer>
function records:count_by(field) end

---How many there are, as `#records`; with a field, how many have one.
---```lua
---student.contacts:count "minutes"
---```
---@param field? string Those that have a value in this field only.
---@return integer
function records:count(field) end

---The sum of the present values, and how many there were.
---```lua
---student.contacts:where({ role = "coach" }):sum "minutes"
---```
---@param field string A field that holds numbers.
---@return number, integer
function records:sum(field) end

---The mean of the present values, and how many there were; nil where there is none.
---```lua
---local minutes, count = student.contacts:mean "minutes"
---```
---@param field string A field that holds numbers.
---@return number?, integer
function records:mean(field) end

---The median of the present values, and how many there were; nil where there is none.
---```lua
---local minutes = student.contacts:median "minutes"
---```
---@param field string A field that holds numbers.
---@return number?, integer
function records:median(field) end

---A list of tables, one for each, with these fields alone.
---```lua
---print(student.contacts:columns { "date", "role", "minutes" })
---```
---@param fields table Names of fields, in a list.
---@return table[]
function records:columns(fields) end

---The records as a list of Lua's.
---```lua
---local list = student.contacts:to_table()
---```
---@return table[]
function records:to_table() end

---Records by the value of a field. `#groups` counts the groups, `groups.home` or `groups["home"]` is one, nil where nothing has that value; `for value, group in pairs(groups) do` goes through them in the order of the values.
---@class caseload.RecordGroups
---@operator len: integer
local recordGroups = {}

---The sum of a field in each group, by the group's value. A group without a number has none.
---```lua
---local minutes = student.contacts:group_by("setting"):sum "minutes"
---```
---@param field string A field that holds numbers.
---@return table<any, number>
function recordGroups:sum(field) end

---The mean of a field in each group, by the group's value. A group without a number has none.
---```lua
---student.contacts:group_by("role"):mean "minutes"
---```
---@param field string A field that holds numbers.
---@return table<any, number>
function recordGroups:mean(field) end

---The median of a field in each group, by the group's value. A group without a number has none.
---```lua
---student.contacts:group_by("role"):median "minutes"
---```
---@param field string A field that holds numbers.
---@return table<any, number>
function recordGroups:median(field) end

---How many records each group has, by the group's value.
---```lua
---student.contacts:group_by("setting"):count()
---```
---@return table<any, integer>
function recordGroups:count() end

---Texts in an order, such as a score's reasons. `#texts` counts them, `texts[1]` is one, `ipairs(texts)` goes through them, as does `for text in texts do`, to which one that stands there twice comes once. `table.concat(texts, ", ")` joins them. They are read-only; `to_table` gives a list of your own.
---@class caseload.Texts
---@operator len: integer
local texts = {}

---The texts as a list of Lua's.
---```lua
---local offers = service.offers:to_table()
---```
---@return string[]
function texts:to_table() end

---A value that somebody recorded.
---@class caseload.Observation
---@field date caseload.Date The day.
---@field indicator string The indicator's id.
---@field value number The value, in the indicator's unit.
---@field setting "school"|"home"|"community"|nil school, home or community.
---@field recorder string? Who recorded it.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local observation = {}

---Something outside lessons that the student took part in.
---@class caseload.Activity
---@field date caseload.Date The day.
---@field name string What it was called.
---@field kind "extracurricular"|"school_event"|"community_event" extracurricular, school_event or community_event.
---@field hours number? Hours attended.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local activity = {}

---The mentors who were there: their events have its name and day.
---```lua
---print(#student.activities[1]:mentors())
---```
---@return caseload.Mentor[]|caseload.Records
function activity:mentors() end

---Somebody who answers for the student.
---@class caseload.Guardian
---@field name string? The name.
---@field relationship string? How they are related, in the district's words.
---@field phone string? The telephone number.
---@field email string? The address for mail.
---@field language string? The language they speak best.
---@field is_primary boolean Whether the school calls this person first.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local guardian = {}

---A person or organization around the student.
---@class caseload.CircleMember
---@field name string? The name.
---@field constituent "student"|"guardian"|"district_staff"|"external_provider"|"service_organization" guardian, district_staff, external_provider or service_organization.
---@field relationship string? Such as mother, mentor, or the service that is offered.
---@field phone string? The telephone number.
---@field email string? The address for mail.
---@field language string? The language they speak best.
---@field is_primary boolean Whether the school calls this person first.
---@field contacts integer How many contacts name them.
---@field last_contact caseload.Date? The day of the last of these.
local circleMember = {}

---A contact about a student.
---@class caseload.Contact
---@field date caseload.Date The day.
---@field with "student"|"guardian"|"district_staff"|"external_provider"|"service_organization" student, guardian, district_staff, external_provider or service_organization.
---@field role "coach"|"case_manager"|"advocate"|nil The mentor's role: coach, case_manager or advocate.
---@field setting "school"|"home"|"community"|nil school, home or community.
---@field mode "in_person"|"phone"|"video"|"message"|"email"|"letter"|nil How they were in contact.
---@field minutes integer? How long it took.
---@field mentor caseload.Mentor? Who was in contact.
---@field person string? Whom it was with, by name.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local contact = {}

---Help that the student gets.
---@class caseload.Intervention
---@field start caseload.Date The first day.
---@field ended caseload.Date? The last day; nil while it lasts.
---@field kind "basic"|"intensive" basic or intensive.
---@field focus "problem_solving"|"academic_support"|"connection"|nil problem_solving, academic_support or connection.
---@field status "planned"|"active"|"completed"|"stopped" How far it has come.
---@field is_open boolean Whether it is under way: not planned only, and not over.
---@field role "coach"|"case_manager"|"advocate"|nil The mentor's role in it.
---@field mentor caseload.Mentor? Who gives it.
---@field indicators string[]|caseload.Texts The ids of the indicators that it is to move.
---@field outcome string? What came of it.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local intervention = {}

---A goal in the student's own words.
---@class caseload.Goal
---@field goal string The words.
---@field set_on caseload.Date The day it was set.
---@field due caseload.Date? By when it is to be reached.
---@field progress integer? How far the student has come, 0 to 100.
---@field status "active"|"reached"|"dropped" active, reached or dropped.
---@field closed_on caseload.Date? The day it was reached or dropped.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local goal = {}

---How far the student had come on the days of which that was said, the earliest first.
---```lua
---for _, step in ipairs(student.goals[1]:history()) do print(step.date, step.progress) end
---```
---@return caseload.GoalProgress[]|caseload.Records
function goal:history() end

---How far a student had come with a goal on a day.
---@class caseload.GoalProgress
---@field date caseload.Date The day.
---@field progress integer? How far the student had come, 0 to 100.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local goalProgress = {}

---What the student is good at.
---@class caseload.Strength
---@field strength string The words.
---@field date caseload.Date The day it was noted.
---@field recorder string? Who noted it.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local strength = {}

---What became of a student.
---@class caseload.Outcome
---@field outcome string? The outcome's name.
---@field value number? 1 if it came about and 0 if not, or how much of it.
---@field date caseload.Date? The day on which it was known.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local outcome = {}

---Services that are offered on the run's date, in an order. `#services` counts them, `for service in services do` goes through them. Each method gives those for which it holds; what the directory does not say is no yes.
---@class caseload.Services
---@operator len: integer
local services = {}

---Those that offer what the words mean; none where nobody does. Where nothing in the directory has the name and something has one close to it, that is said once.
---```lua
---local tutors = services:offering "tutoring"
---```
---@param what string A kind of service, a wider kind, a code or a name.
---@return caseload.Services
function services:offering(what) end

---Those that a student may have by age; where the age is not known, all. Reads demographics.
---```lua
---local tutors = services:offering("tutoring"):open_to(student)
---```
---@param student caseload.Student The student.
---@return caseload.Services
function services:open_to(student) end

---Those that somebody of this age may have.
---```lua
---local teens = services:for_age(15)
---```
---@param age integer Years.
---@return caseload.Services
function services:for_age(age) end

---Those whose directory says with these words who may have them. Words that it says of nothing are told once, where some are close to them.
---```lua
---local lunch = services:eligible "reduced lunch"
---```
---@param words string Words, in upper or lower case.
---@return caseload.Services
function services:eligible(words) end

---Those that are offered in a language. Of one in which nothing is, the nearest is told once.
---```lua
---local spanish = services:speaking "Spanish"
---```
---@param language string A language's name or code.
---@return caseload.Services
function services:speaking(language) end

---Those that are open on a day of the week, at a time.
---```lua
---local after_school = services:open_on("tuesday", "16:00")
---```
---@param day string The day of the week: tuesday.
---@param time? string The time of day: 16:00; any where left out.
---@return caseload.Services
function services:open_on(day, time) end

---The same services, the nearest to a school first; with a distance, only those within it. Where it is not on record where the school lies, in the order they had, or with a distance, none.
---```lua
---local close = services:near(student.school, 5)
---```
---@param school caseload.School The school.
---@param km? number How far at most; any distance where left out.
---@return caseload.Services
function services:near(school, km) end

---The service with an id, or nil.
---```lua
---local club = services:find "SV-1"
---```
---@param id string The service's id.
---@return caseload.Service?
function services:find(id) end

---Those for which the condition holds. In a query and in a table, a date is written as text, a mentor or a service by name or id, and of texts one is meant.
---```lua
---local free = services:where(function(service) return #service.costs == 0 end)
---```
---@param condition string|table|function A query, a table of fields and their values, or a function of one of them.
---@return caseload.Services
function services:where(condition) end

---The services in the order of a field. Those without a value come last.
---```lua
---services:sort_by "name"
---```
---@param field string A field; a - before it turns the order round.
---@return caseload.Services
function services:sort_by(field) end

---The first so many services.
---```lua
---local nearest = services:near(student.school):take(3)
---```
---@param count integer How many.
---@return caseload.Services
function services:take(count) end

---The services by the value of a field, a date or a mentor as text; those without one are in no group.
---```lua
---for who, some in pairs(services:group_by "provider") do print(who, #some) end
---```
---@param field string A field.
---@return table<any, caseload.Services>|caseload.RecordGroups
function services:group_by(field) end

---How many of the services have each value of a field; those without one are not counted.
---```lua
---services:offering("tutoring"):count_by "provider"
---```
---@param field string A field.
---@return table<any, integer>
function services:count_by(field) end

---How many there are, as `#services`; with a field, how many have one.
---```lua
---services:count "minimum_age"
---```
---@param field? string Those that have a value in this field only.
---@return integer
function services:count(field) end

---The sum of the present values, and how many there were.
---```lua
---services:sum "minimum_age"
---```
---@param field string A field that holds numbers.
---@return number, integer
function services:sum(field) end

---The mean of the present values, and how many there were; nil where there is none.
---```lua
---local age = services:mean "minimum_age"
---```
---@param field string A field that holds numbers.
---@return number?, integer
function services:mean(field) end

---The median of the present values, and how many there were; nil where there is none.
---```lua
---services:offering("tutoring"):median "minimum_age"
---```
---@param field string A field that holds numbers.
---@return number?, integer
function services:median(field) end

---A list of tables, one for each, with these fields alone.
---```lua
---print(services:columns { "id", "name", "provider" })
---```
---@param fields table Names of fields, in a list.
---@return table[]
function services:columns(fields) end

---The services as a list of Lua's.
---```lua
---local first = services:to_table()[1]
---```
---@return caseload.Service[]
function services:to_table() end

---A service of the community's directory. What the directory does not say is nil.
---@class caseload.Service
---@field id string? The directory's own id.
---@field name string? The name.
---@field alternate_name string? Another name.
---@field description string? What it is.
---@field provider string? The organization that offers it.
---@field status "active"|"inactive"|"defunct"|"temporarily closed" active, inactive, defunct or temporarily closed.
---@field is_offered boolean? Whether students can be linked to it on the run's date.
---@field minimum_age number? The least years of age.
---@field maximum_age number? The most years of age.
---@field eligibility string? Who may have it, in words.
---@field application_process string? How to apply.
---@field wait_time string? How long one waits.
---@field email string? Its address for mail.
---@field url string? Its page.
---@field offers string[]|caseload.Texts What it offers: the names of its kinds.
---@field languages string[]|caseload.Texts The languages it is offered in.
---@field hours string[]|caseload.Texts When it is open, a line a schedule that holds.
---@field areas string[]|caseload.Texts The areas it is for.
---@field costs string[]|caseload.Texts What it costs.
---@field eligible_groups string[]|caseload.Texts Whom it is for: the directory's terms of eligibility.
---@field documents string[]|caseload.Texts What to bring.
---@field phones string[]|caseload.Texts Its telephone numbers.
---@field addresses string[]|caseload.Texts Where it is offered.
local service = {}

---Whether it offers what the words mean.
---```lua
---if service:is_offering "tutoring" then print(service.name) end
---```
---@param what string A kind of service, a wider kind, a code or a name.
---@return boolean
function service:is_offering(what) end

---Whether a schedule that holds on the run's date has it open then. False also where none says.
---```lua
---if service:is_open("tuesday", "16:00") then print(service.name) end
---```
---@param day string The day of the week: tuesday.
---@param time? string The time of day: 16:00; any where left out.
---@return boolean
function service:is_open(day, time) end

---Kilometres from a school to the nearest of its addresses, or nil where either lies nowhere.
---```lua
---local km = service:distance_to(student.school)
---```
---@param school caseload.School The school.
---@return number?
function service:distance_to(school) end

---A student's linkage to a service.
---@class caseload.Linkage
---@field service caseload.Service The service.
---@field status "proposed"|"referred"|"enrolled"|"active"|"completed"|"declined"|"ended" proposed, referred, enrolled, active, completed, declined or ended.
---@field is_open boolean? Whether something is still to come of it.
---@field begun caseload.Date? The day of its first step.
---@field since caseload.Date? The day since which it has its status.
---@field closed_on caseload.Date? The day it was closed.
---@field mentor caseload.Mentor? Who coordinates it.
---@field domain "academic"|"behavioral"|"cognitive"|"affective"|nil The domain it is to help with.
---@field priority integer? 1, the most urgent, to 5.
---@field reason string? Why it was proposed.
---@field outcome string? What came of it.
---@field proposed_by string? The plugin that proposed it.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local linkage = {}

---Its steps, the earliest first. One that repeats the status is a note on how it goes.
---```lua
---for _, step in ipairs(student.linkages[1]:steps()) do print(step.date, step.status) end
---```
---@return caseload.LinkageStep[]|caseload.Records
function linkage:steps() end

---A step in a linkage's life.
---@class caseload.LinkageStep
---@field date caseload.Date The day.
---@field status "proposed"|"referred"|"enrolled"|"active"|"completed"|"declined"|"ended" How far the linkage had come with it.
---@field mentor caseload.Mentor? The mentor who coordinated it then.
---@field outcome string? What came of it.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local linkageStep = {}

---Two open linkages of a student to services of one kind.
---@class caseload.LinkageOverlap
---@field kind string The kind; the service's name where it is the same service twice.
---@field first caseload.Linkage The one that began first.
---@field second caseload.Linkage The other.
local linkageOverlap = {}

---What a plugin found about a student. Read-only; `pairs` goes through what there is.
---@class caseload.Score
---@field plugin string The plugin's name.
---@field score number? The score, 0 to 100.
---@field tier string? The tier, one of the plugin's own.
---@field domains caseload.DomainScores The scores by domain; empty where there are none.
---@field reasons string[]|caseload.Texts Why, the weightiest first.
---@operator len: integer
local score = {}

---A plugin's scores by engagement domain. Read-only; `pairs` goes through what there is.
---@class caseload.DomainScores
---@field academic number? The academic score, 0 to 100.
---@field behavioral number? The behavioral score, 0 to 100.
---@field cognitive number? The cognitive score, 0 to 100.
---@field affective number? The affective score, 0 to 100.
---@operator len: integer
local domainScores = {}

---What one plugin found in its latest run, or in the one before. `#` is how many students.
---@class caseload.Scores
---@field plugin string? The plugin's name.
---@field as_of caseload.Date The day the run looked at.
---@field tiers table<string, integer>|caseload.TierCounts How many students are in each tier; nil for one in which nobody is.
---@operator len: integer
local scores = {}

---The students whose tier is another than in the results before, or who have a finding in one of the two only, by id. None where there are no results before.
---```lua
---for _, c in ipairs(scores("check-and-connect"):changes()) do print(c.student, c.before, c.tier) end
---```
---@return caseload.ScoreChange[]|caseload.Records
function scores:changes() end

---The finding about one student, or nil.
---```lua
---local score = scores("check-and-connect"):of(student)
---```
---@param student caseload.Student The student.
---@return caseload.Score?
function scores:of(student) end

---The plugin's results of the last run that looked at an earlier day, or nil: for change. Of those in turn, none.
---```lua
---local before = scores("check-and-connect"):previous()
---```
---@return caseload.Scores?
function scores:previous() end

---How many students are in each tier, by the tier's name. Read-only; a name that is not there is nil, `pairs` goes through them, `#` counts them.
---@class caseload.TierCounts
---@operator len: integer
local tierCounts = {}

---What became of a student's score since the results before.
---@class caseload.ScoreChange
---@field student caseload.Student The student.
---@field before string? The tier before; nil where there was none.
---@field tier string? The tier now; nil where there is none.
---@field change number? By how much the score has changed; nil where one of the two is not there.
local scoreChange = {}

---The program's rules as one plugin saw them kept in its latest run, or in the one before. `#` is of how many mentors.
---@class caseload.Fidelity
---@field plugin string? The plugin's name.
---@field as_of caseload.Date The day the run looked at.
---@operator len: integer
local fidelity = {}

---The rules for one mentor in the plugin's order, or nil.
---```lua
---local rules = fidelity("fidelity"):of(mentor)
---```
---@param mentor caseload.Mentor The mentor.
---@return caseload.FidelityRule[]|caseload.Records?
function fidelity:of(mentor) end

---What the plugin said in the last run that looked at an earlier day, or nil: for change. Of that in turn, nothing.
---```lua
---local before = fidelity("fidelity"):previous()
---```
---@return caseload.Fidelity?
function fidelity:previous() end

---A rule of the program as a plugin saw a mentor keep it.
---@class caseload.FidelityRule
---@field rule string Its name.
---@field value number? The figure that was found.
---@field target number? The figure that is to be reached.
---@field met boolean? Whether it is kept; nil where that cannot be said.
---@field unit string What the figure is: share or number.
---@field students integer? Of how many students it is a figure.
---@field note string? What the plugin says about it.
local fidelityRule = {}

---A school of the district.
---@class caseload.School
---@field id string? The district's own id.
---@field name string? The name.
---@field days caseload.Date[]|caseload.Records The school days up to the run's date, the earliest first.
local school = {}

---A mentor of the program.
---@class caseload.Mentor
---@field id string? The district's own id.
---@field name string? The name.
---@field education string? The highest level of education.
---@field years_home number? Years of experience in homes and communities.
---@field years_school number? Years of experience in schools.
---@field caseload_limit integer? The most students the mentor should have.
---@field caseload caseload.Students The students in the mentor's care; in a report those whom it is about.
---@field trainings caseload.Training[]|caseload.Records Trainings the mentor has had.
---@field events caseload.Event[]|caseload.Records Events at which the mentor was. Reads activities.
---@field contacts caseload.MentorContact[]|caseload.Records The mentor's contacts of the school year, by student and day; in a report those about the students whom it is about. Reads contacts.
local mentor = {}

---What the mentor's contacts come to: how many and how long, and the same by role, setting and constituent. Reads contacts.
---```lua
---local hours = mentor:time(30).by_role.coach.minutes / 60
---```
---@param days? integer The latest days; the school year where left out.
---@return caseload.MentorTime
function mentor:time(days) end

---Records that the mentor was at a school or community event: name; kind, hours, students, note, date. The students, views or ids, get an activity of its name. Returns a line that says what is on record; views show it in the next run. In scripts that run with --write only.
---```lua
---mentor "rivera":log_event { name = "Science fair", hours = 2, students = { "S-1042" } }
---```
---@param record table What is recorded, by the names of its fields.
---@return string
function mentor:log_event(record) end

---What a mentor's contacts come to. Read-only; `pairs` goes through what there is.
---@class caseload.MentorTime
---@field contacts integer? How many.
---@field minutes integer? Minutes of those whose length is on record.
---@field by_role caseload.TimeByRole By the mentor's role.
---@field by_setting caseload.TimeBySetting By where they were.
---@field by_constituent caseload.TimeByConstituent By whom they were with.
---@operator len: integer
local mentorTime = {}

---The mentor's role Read-only; `pairs` goes through what there is.
---@class caseload.TimeByRole
---@field coach caseload.TimeTally Those of coach.
---@field case_manager caseload.TimeTally Those of case_manager.
---@field advocate caseload.TimeTally Those of advocate.
---@operator len: integer
local timeByRole = {}

---Where the contacts were Read-only; `pairs` goes through what there is.
---@class caseload.TimeBySetting
---@field school caseload.TimeTally Those of school.
---@field home caseload.TimeTally Those of home.
---@field community caseload.TimeTally Those of community.
---@operator len: integer
local timeBySetting = {}

---Whom the contacts were with Read-only; `pairs` goes through what there is.
---@class caseload.TimeByConstituent
---@field student caseload.TimeTally Those of student.
---@field guardian caseload.TimeTally Those of guardian.
---@field district_staff caseload.TimeTally Those of district_staff.
---@field external_provider caseload.TimeTally Those of external_provider.
---@field service_organization caseload.TimeTally Those of service_organization.
---@operator len: integer
local timeByConstituent = {}

---Some of a mentor's contacts. Read-only; `pairs` goes through what there is.
---@class caseload.TimeTally
---@field contacts integer? How many.
---@field minutes integer? Minutes of those whose length is on record.
---@operator len: integer
local timeTally = {}

---A training that a mentor has had.
---@class caseload.Training
---@field training string Its title.
---@field date caseload.Date? The day.
---@field hours number? How long it took.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local training = {}

---An event at which a mentor was.
---@class caseload.Event
---@field date caseload.Date The day.
---@field name string What it was called.
---@field kind "extracurricular"|"school_event"|"community_event" school_event or community_event.
---@field hours number? How long the mentor was there.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local event = {}

---The students who were there: their activities have its name and day. In a report those whom it is about.
---```lua
---for student in mentor.events[1]:students() do print(student.id) end
---```
---@return caseload.Students
function event:students() end

---A contact of a mentor's.
---@class caseload.MentorContact
---@field student string The id of the student it is about.
---@field date caseload.Date The day.
---@field with "student"|"guardian"|"district_staff"|"external_provider"|"service_organization" student, guardian, district_staff, external_provider or service_organization.
---@field role "coach"|"case_manager"|"advocate"|nil The mentor's role: coach, case_manager or advocate.
---@field setting "school"|"home"|"community"|nil school, home or community.
---@field mode "in_person"|"phone"|"video"|"message"|"email"|"letter"|nil How they were in contact.
---@field minutes integer? How long it took.
---@field person string? Whom it was with, by name.
---@field note string? The note. Confidential. Reads notes.
---@field recorded_by string? Who recorded it, by the name of the account.
---@field recorded_on caseload.Date? The day in UTC on which it was recorded.
---@field source string? From where: the file, or log for what was entered by hand.
local mentorContact = {}

---A day. Days are compared with < and ==, moved with + and - by whole days, and their difference is a number of days.
---@class caseload.Date
---@field year integer? The year.
---@field month integer? The month, 1 to 12.
---@field day integer? The day of the month, 1 to 31.
local date = {}

---The day of the week, 1 for Monday to 7 for Sunday.
---```lua
---date("2026-11-20"):weekday()
---```
---@return integer
function date:weekday() end

---Counts of students that may be shown; what is left out is false. Read-only; `pairs` goes through what there is.
---@class caseload.Counts
---@field counts any[] The counts, in the shape in which they came.
---@field row_totals (integer|false)[] The sum of each row.
---@field column_totals (integer|false)[] The sum of each column.
---@field total integer|false The sum of all.
---@field mark string What to show for a count that is left out.
---@field note string A line below the table; empty where all is shown.
---@field hides_any boolean Whether something is left out.
---@operator len: integer
local counts = {}

---The state of the district that a run works on.
---@class caseload.Snapshot
---@field as_of caseload.Date The day it shows.
---@field year_start caseload.Date? The first day of the school year that counts.
---@field terms caseload.Term[]|caseload.Records The school years and what they are divided into, by their first days.
---@field fingerprint string? SHA-256 over its content.
local snapshot = {}

---A stretch of the school's year.
---@class caseload.Term
---@field id string The district's own id.
---@field title string? The name for people.
---@field kind "schoolYear"|"semester"|"term"|"gradingPeriod" schoolYear, semester, term or gradingPeriod.
---@field first caseload.Date The first day.
---@field last caseload.Date The last day.
local term = {}

---The report that a plugin writes: from sections, tables and charts, which the host writes as HTML, Markdown, CSV or JSON and escapes; or as text of the plugin's own. The host stores it when the plugin has returned.
---@class caseload.Document
---@field title string? The report's title.
---@field format string? The file type that is asked for, one of those in the manifest.
---@field students caseload.Students Whom the report is about.
local document = {}

---Adds text as it is. What comes from a record must be escaped: text.fill, text.html, text.markdown and template.render do. In HTML a script of your own runs only in a page that is all your own.
---```lua
---document:write(text.fill("<h1>{name}</h1>\n", { name = student.name }))
---```
---@param text string What to add, as it is.
function document:write(text) end

---Adds a row of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets a leading apostrophe.
---```lua
---document:row { student.id, student.name, student.attendance.rate }
---```
---@param cells table Texts, numbers, booleans, dates; nil is an empty cell.
---@param count? integer How many cells, where the last may be nil.
function document:row(cells, count) end

---Adds a heading.
---```lua
---document:heading "Credits"
---```
---@param text string The words.
function document:heading(text) end

---Adds a paragraph.
---```lua
---document:paragraph { "Three absences this week.", tone = "alert" }
---```
---@param text any A text, or { text, lead = "Goal:", tone = "alert" }; tones are plain, good, alert, quiet.
function document:paragraph(text) end

---Adds a list.
---```lua
---document:list { "Draws well", { "Pass Algebra", lead = "Goal:" } }
---```
---@param items table|caseload.Texts Texts, each as for a paragraph.
function document:list(items) end

---Adds names and values, as in the head of a form.
---```lua
---document:facts { { "Grade", student.grade }, { "School", student.school } }
---```
---@param facts table Lists of a name and a value; nil is shown as a dash.
function document:facts(facts) end

---Adds a table. Its first column names the rows.
---```lua
---document:table { columns = { "Subject", { title = "Share", type = "percent" } }, rows = {} }
---```
---@param table table columns: titles, or tables of title, key (the name in CSV and JSON), type (text, integer, number, percent, date), digits, filter. rows: lists of cells; a cell is a value, or { value, tone = "alert" }. And where they fit caption, interactive (sorted and filtered by the reader), empty (what stands there without rows).
function document:table(table) end

---Adds a chart, with its figures for those who do not see it.
---```lua
---document:chart(chart.bar { title = "Absences", labels = { "Mon" }, values = { 2 } })
---```
---@param chart caseload.Chart What a function of `chart` made.
function document:chart(chart) end

---Adds room to write by hand, on paper.
---```lua
---document:lines("What we agreed", 3)
---```
---@param label string What to write there.
---@param count integer How many lines, 1 to 40.
function document:lines(label, count) end

---A part with a title of its own. Everything that the function adds stands in it.
---```lua
---document:section("Credits", function() document:paragraph "On track." end)
---```
---@param title string The title; may be empty in a section, which then is a place only.
---@param options table|function note (a line under the title), width (full, or half for beside another one); may be left out.
---@param body? function Adds what stands in it.
function document:section(title, options, body) end

---A section that begins a page of its own on paper: one for each student, say.
---```lua
---document:page(student.name, { note = student.id }, function() end)
---```
---@param title string The title; may be empty in a section, which then is a place only.
---@param options table|function note (a line under the title), width (full, or half for beside another one); may be left out.
---@param body? function Adds what stands in it.
function document:page(title, options, body) end

---A report that was written, in memory so far. In scripts only.
---@class caseload.Report
---@field plugin string? The plugin that wrote it.
---@field format string? Which kind of file it is: html, csv, markdown, json or text.
---@field size integer? Its length in bytes.
---@field text string Its content.
local report = {}

---Writes it into a file that only you can read, over what stood there. In scripts that run with --write only.
---```lua
---report("monitoring-sheet", student("S-1042")):save("sheet.html")
---```
---@param path string The file to write.
function report:save(path) end

---@class caseload.Chart
---@field [string] any

---@class caseload.Plugin
---@field prepare? fun(cohort: caseload.Students, options: table): any
---@field score? fun(student: caseload.Student, options: table, prepared: any): caseload.Answer?
---@field link? fun(student: caseload.Student, directory: caseload.Services, options: table, prepared: any): caseload.Proposal[]?
---@field report? fun(document: caseload.Document, options: table)
---@field indicators? fun(student: caseload.Student, options: table, prepared: any): table<string, number>?
---@field import? fun(row: table<string, string>, file: { name: string, line: integer }): table<string, table>?, string?

---@class caseload.Answer
---@field score? number 0 to 100.
---@field tier? string One of the manifest's tiers.
---@field domains? table<string, number> By domain, 0 to 100.
---@field reasons? string[] The weightiest first.

---@class caseload.Proposal
---@field service caseload.Service|string The service, or its id.
---@field reason string Why, in words for people.
---@field priority? integer 1, the most urgent, to 5; 3 where left out.
---@field domain? string The domain it is to help with.

chart = {}

json = {}

log = {}

stats = {}

template = {}

text = {}

---@type caseload.Snapshot
snapshot = {}

---@type caseload.Services
services = {}

---The day that a text names.
---```lua
---local first = date "2025-09-01"
---```
---@param text string A day as YYYY-MM-DD.
---@return caseload.Date
function date(text) end

---The latest results of a plugin, or nil where it has none; an error for a name that is a plugin's misspelt. Reads scores.
---```lua
---local now = scores "check-and-connect"
---```
---@param plugin string The plugin's name.
---@return caseload.Scores?
function scores(plugin) end

---What a plugin that contributes fidelity said of the mentors in its latest run, or nil where it has none; an error for a name that is a plugin's misspelt. Reads fidelity.
---```lua
---local now = fidelity "fidelity"
---```
---@param plugin string The plugin's name.
---@return caseload.Fidelity?
function fidelity(plugin) end

---The mean of a list of numbers; nil of none.
---```lua
---stats.mean { 1, 2, 3 } --> 2.0
---```
---@param numbers table A list of numbers.
---@return number?
function stats.mean(numbers) end

---The median of a list of numbers; nil of none.
---```lua
---stats.median { 1, 2, 10 } --> 2.0
---```
---@param numbers table A list of numbers.
---@return number?
function stats.median(numbers) end

---The standard deviation of a sample; nil of fewer than two numbers.
---```lua
---stats.sd { 1, 2, 3 } --> 1.0
---```
---@param numbers table A list of numbers.
---@return number?
function stats.sd(numbers) end

---The number below which a share of the list lies, between neighbours in proportion; nil of none.
---```lua
---stats.quantile({ 1, 2, 3, 4, 5 }, 0.25) --> 2.0
---```
---@param numbers table A list of numbers.
---@param share number 0 for the least to 1 for the greatest.
---@return number?
function stats.quantile(numbers, share) end

---How many standard deviations of the sample each number lies above the mean, in the list's order; 0 where all are equal.
---```lua
---stats.zscore { 1, 2, 3 } --> { -1.0, 0.0, 1.0 }
---```
---@param numbers table A list of numbers.
---@return number[]
function stats.zscore(numbers) end

---The place of each number in the order from the least, 1 for the first, in the list's order; equal ones share the mean of their places.
---```lua
---stats.rank { 30, 10, 10 } --> { 3.0, 1.5, 1.5 }
---```
---@param numbers table A list of numbers.
---@return number[]
function stats.rank(numbers) end

---By how much a line through the numbers rises from one place to the next, by least squares; nil of fewer than two places.
---```lua
---stats.slope({ 3, 5, 7 }) --> 2.0
---```
---@param numbers table A list of numbers.
---@param at? table Where each of them lies, as a list as long; 1, 2, … where left out.
---@return number?
function stats.slope(numbers, at) end

---The counts that may be shown: figures of groups of fewer than 10 students are left out, and others from which they could be computed. What is left out is `false`. With --allow-small-cells all is shown. Means and shares of a group are figures of it too: show none where its count is left out.
---```lua
---local shown = stats.suppress { { 3, 25 }, { 14, 30 } }; print(shown.counts[1][1] or shown.mark)
---```
---@param counts table Counts of students: a list, or a list of rows of one length each.
---@return caseload.Counts
function stats.suppress(counts) end

---The value as text with the characters escaped that mean something in HTML.
---```lua
---text.html "<b>" --> "&lt;b&gt;"
---```
---@param value? any Anything; nil is empty.
---@return string
function text.html(value) end

---The value as text on one line that Markdown takes for nothing but text.
---```lua
---text.markdown "*new*" --> "\\*new\\*"
---```
---@param value? any Anything; nil is empty.
---@return string
function text.markdown(value) end

---The value as a cell of CSV: quoted where it must be; text that a spreadsheet would take for a formula gets a leading apostrophe.
---```lua
---text.csv "=1+1" --> "'=1+1"
---```
---@param value? any Anything; nil is empty.
---@return string
function text.csv(value) end

---The pattern with each {name} replaced by its value, escaped for HTML.
---```lua
---text.fill("<h1>{name}</h1>", { name = student.name })
---```
---@param pattern string HTML with names in braces.
---@param values any What stands for each name: a table, or a record of the view.
---@return string
function text.fill(pattern, values) end

---The value as JSON (RFC 8259). A table with the keys 1, 2, … is an array, as is an empty one; any other is an object, its keys in byte order. Dates are texts as YYYY-MM-DD, mentors, schools and services their ids, records such as contacts an array; so are students, with the fields that columns has chosen, and a column. Shares of a table that are nil are left out.
---```lua
---json.encode { id = "S-1", days = { 1, 2 } } --> {"days":[1,2],"id":"S-1"}
---```
---@param value any A table, text, number, boolean or date.
---@param indent? integer Spaces a level, 0 to 8; on one line where left out.
---@return string
function json.encode(value, indent) end

---The value that a text in JSON stands for. null is nil, and missing in a table.
---```lua
---local codes = json.decode '{"A": 1}'
---```
---@param text string JSON in UTF-8.
---@return any
function json.decode(text) end

---A line chart: how figures went. Up to four lines.
---```lua
---chart.line { title = "Rate", labels = { "Sep", "Oct" }, values = { 0.95, 0.9 }, format = "percent" }
---```
---@param description table title, labels (texts or dates), values (one a label, nil where missing) or series (tables of name and values), and where they fit format (number, integer, percent), unit, minimum, maximum, marks (lines across: value, label, flags = "below" or "above" for the side whose figures are drawn hollow).
---@return caseload.Chart
function chart.line(description) end

---A bar chart, bars of several series beside one another. Up to five series.
---```lua
---chart.bar { title = "Absences", labels = { "Mon", "Tue" }, values = { 2, 1 } }
---```
---@param description table title, labels (texts or dates), values (one a label, nil where missing) or series (tables of name and values), and where they fit format (number, integer, percent), unit, minimum, maximum, marks (lines across: value, label, flags = "below" or "above" for the side whose figures are drawn hollow).
---@return caseload.Chart
function chart.bar(description) end

---A bar chart whose series stand on one another. Up to five series, none below 0.
---```lua
---chart.stacked { title = "Days", labels = { "Sep" }, series = { { name = "in", values = { 1 } } } }
---```
---@param description table title, labels (texts or dates), values (one a label, nil where missing) or series (tables of name and values), and where they fit format (number, integer, percent), unit, minimum, maximum, marks (lines across: value, label, flags = "below" or "above" for the side whose figures are drawn hollow).
---@return caseload.Chart
function chart.stacked(description) end

---A line as small as a word, for a cell of a table.
---```lua
---chart.spark { values = { 1, 3, 2 }, minimum = 0 }
---```
---@param description table values, and where they fit count (how many, where some are nil), title, format, minimum, maximum.
---@return caseload.Chart
function chart.spark(description) end

---A heat map of a calendar: a square a day, a column a week.
---```lua
---chart.calendar { title = "Days", first = "2025-09-01", last = "2025-09-05", kinds = { { name = "absent", letter = "A" } }, days = { { date = "2025-09-02", kind = "absent" } } }
---```
---@param description table title, first and last (dates), kinds (tables of name and letter, from the least to the most, five at most), days (tables of date and kind, the kind's name).
---@return caseload.Chart
function chart.calendar(description) end

---The template filled. In Mustache: `{{name}}`, `{{#list}}…{{/list}}`, `{{^list}}none{{/list}}`, `{{> other.html}}`, `{{! comment }}`. What is filled in is escaped for the kind of file (`.html`, `.md`, `.csv`; nothing in `.txt`), save in `{{{three braces}}}`. A name without a value is empty.
---```lua
---document:write(template.render("page.html", { name = student.name }))
---```
---@param path string The template's file in the plugin's folder.
---@param values any What its names stand for: a table of texts, numbers, dates, tables, lists of the view; or a record of the view.
---@return string
function template.render(path, values) end

---Says something to whoever runs the plugin, as debug.
---```lua
---log.debug("nothing on record")
---```
---@param message any What to say.
function log.debug(message) end

---Says something to whoever runs the plugin, as information.
---```lua
---log.info("nothing on record")
---```
---@param message any What to say.
function log.info(message) end

---Says something to whoever runs the plugin, as warning.
---```lua
---log.warning("nothing on record")
---```
---@param message any What to say.
function log.warning(message) end

---Says something to whoever runs the plugin, as error.
---```lua
---log.error("nothing on record")
---```
---@param message any What to say.
function log.error(message) end

---One student by id. In scripts only.
---```lua
---print(student("S-1042").attendance.rate)
---```
---@param id string|integer The student's id.
---@return caseload.Student
function student(id) end

---One mentor by id. In scripts only.
---```lua
---print(#mentor("rivera").caseload)
---```
---@param id string The mentor's id.
---@return caseload.Mentor
function mentor(id) end

---One service by id. In scripts only.
---```lua
---print(service("SV-1").name)
---```
---@param id string The service's id.
---@return caseload.Service
function service(id) end

---Takes back your last entry. In scripts that run with --write only.
---```lua
---print(undo())
---```
---@return string
function undo() end

---Prints what something is and does, with an example. In sessions only.
---```lua
---help(students.where)
---```
---@param about? any A function, an object, or a name as text.
function help(about) end

---Scores students with a plugin, in worker processes, and gives those who were scored, the highest score first. The findings stay in view for the rest of the script or session, and are kept where it runs with --write. Of a plugin that proposes services it gives a row a proposal (student, service, priority, reason), of one that contributes fidelity a row for each rule of each mentor. In scripts only.
---```lua
---run("check-and-connect", mentor("rivera").caseload)
---```
---@param plugin string The plugin's name.
---@param whom? caseload.Students|caseload.Student The students; everybody by default.
---@param options? table The plugin's options by name.
---@return caseload.Students|table[]
function run(plugin, whom, options) end

---Writes a report about students with a plugin. In scripts only.
---```lua
---report("caseload-csv", students:take(3)).text
---```
---@param plugin string The plugin's name.
---@param whom? caseload.Students|caseload.Student The students; everybody by default.
---@param options? table The plugin's options by name.
---@return caseload.Report
function report(plugin, whom, options) end
