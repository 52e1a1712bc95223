---The district of the tests.
---@param case string The function of cases.lua that is to run.
return function(case)
  return {
    as_of = "2026-03-30", year_start = "2026-03-02", title = "Title", options = { case = case },
    schools = { { id = "north", name = "North High", latitude = 39.10, longitude = -84.51 } },
    services = {
      { id = "club", name = "Homework Club", offers = { "Tutoring" }, languages = { "Spanish" }, minimum_age = 12,
        maximum_age = 19, hours = { { days = "TU,TH", opens_at = "15:00", closes_at = "18:00" } },
        latitude = 39.11, longitude = -84.51 },
      { id = "lab", name = "Math Lab", offers = { "Tutoring" }, maximum_age = 10, latitude = 39.30, longitude = -84.51 },
      { id = "gone", name = "Old Club", offers = { "Tutoring" }, status = "defunct" },
      { id = "talk", name = "Youth Talk", offers = { "Counseling" },
        eligibility = "Students of the district", eligible_groups = { "Household income: low", "Foster youth" } },
    },
    mentors = {
      {
        id = "rivera", name = "A. Rivera", education = "BA", years_home = 2, years_school = 3.5, caseload_limit = 20,
        trainings = { { training = "Preparation", date = "2025-08-20", hours = 12 } },
        events = { { date = "2026-03-07", name = "Fair", kind = "community_event", hours = 3, note = "secret",
          recorded_by = "ana", recorded_on = "2026-03-08", source = "events.csv" } },
      },
    },
    indicators = { { id = "library_visits", domain = "academic" } },
    scores = { other = { ["S-1"] = { score = 42, tier = "intensive", reasons = { "because" } } },
      ["check-and-connect"] = { ["S-1"] = { score = 9, domains = { academic = 9, affective = 9 } } } },
    fidelity = { other = { rivera = { { rule = "Talks", value = 0.5, target = 1, met = false, unit = "share",
      students = 12, note = "few" }, { rule = "Years" } } } },
    previous_fidelity = { other = { rivera = { { rule = "Talks", value = 0.25 } }, gone = {} } },
    previous_scores = { other = { ["S-1"] = { score = 40, tier = "basic" }, ["S-2"] = { score = 1 } } },
    terms = {
      { kind = "gradingPeriod", start = "2026-03-02", ["end"] = "2026-03-09" },
      { kind = "gradingPeriod", title = "Second", start = "2026-03-10", ["end"] = "2026-03-30" },
    },
    requirements = {
      { subject = "Mathematics", credits = 4 }, { subject = "Art", credits = 1 },
      { subject = "Electives", credits = 2, takes_surplus = "yes", first_grade = 9, last_grade = 10 },
      { subject = "Welding", credits = 3, diploma = "Career" },
    },
    students = {
      { id = "S-2", grade = 9 },
      { id = "S-3", grade = 10, diploma = "Career" },
      {
        id = "S-1", grade = 9, school = "north", mentor = "rivera", mentored_since = "2025-09-08",
        enrolled_from = "2025-08-18", enrolled_to = "2026-06-12",
        given_name = "Robert", middle_name = "Q", family_name = "Sample", preferred_name = "Bo",
        language = "spa", demographics = { sex = "male", birth_date = "2011-04-01" },
        attendance = {
          { date = "2026-03-02", code = "unexcused", reason = "bus" },
          { date = "2026-03-03", code = "excused" },
          { date = "2026-03-23", code = "unexcused" },
          { date = "2026-03-17", code = "missed_class", period = "3" },
          { date = "2026-03-16", code = "tardy" },
          { date = "2026-03-18", code = "early_departure" },
        },
        discipline = {
          { date = "2026-03-02", kind = "referral" }, { date = "2026-03-03", kind = "detention" },
          { date = "2026-03-04", kind = "in_school_suspension", days = 0.5, incident_id = "I-88", note = "secret" },
          { date = "2026-03-05", kind = "out_of_school_suspension", days = 2 },
        },
        credits = {
          { date = "2025-06-01", term = "S2", course = "English 8", subject = "English", grade = "A",
            attempted = 1, earned = 1 },
          { date = "2026-03-20", term = "Q3", course = "Algebra I", subject = "Mathematics", grade = "D+",
            attempted = 1, earned = 0.5 },
          { date = "2026-03-20", term = "Q3", course = "Art", subject = "Art", percent = 87.35, in_progress = 1 },
        },
        waivers = { { subject = "Art", credits = 0.5, reason = "Portfolio" } },
        homework = {
          { id = "h1", due = "2026-03-02", status = "fully graded", score = 8, maximum = 10 },
          { id = "h2", due = "2026-03-03", status = "not submitted" },
          { id = "h3", due = "2026-03-04", status = "exempt" },
          { id = "h4", due = "2026-04-20", status = "not submitted" },
        },
        observations = {
          { date = "2026-03-10", indicator = "time_on_task", value = 7, setting = "school", recorder = "Jo", note = "secret" },
          { date = "2026-03-03", indicator = "time_on_task", value = 5 },
          { date = "2026-03-10", indicator = "library_visits", value = 3 },
        },
        surveys = {
          { date = "2026-03-05", instrument = "survey", subscale = "autonomy", item = "1", value = 2 },
          { date = "2026-03-05", instrument = "survey", subscale = "autonomy", item = "2", value = 3 },
          { date = "2026-03-05", instrument = "survey", subscale = "belonging", value = 4 },
        },
        guardians = { { name = "Mo Sample", relationship = "mother" } },
        contacts = {
          { date = "2026-03-10", mentor_id = "rivera", with = "guardian", role = "case_manager", setting = "home",
            mode = "phone", minutes = 20, person = "Mo Sample", note = "secret",
            recorded_by = "ana", recorded_on = "2026-03-11", source = "log" },
          { date = "2026-03-04", mentor_id = "rivera", with = "student", role = "coach", setting = "school" },
        },
        interventions = {
          { start = "2026-03-05", kind = "intensive", focus = "academic_support", role = "coach", mentor_id = "rivera",
            indicators = "homework_completion absences", note = "secret" },
          { start = "2026-03-02", ["end"] = "2026-03-09", kind = "basic", outcome = "done" },
          { start = "2026-03-03", ["end"] = "2026-04-09", kind = "basic", outcome = "later" },
        },
        goals = {
          { goal = "Pass Algebra", set_on = "2026-03-02", due = "2026-06-01", progress = 40 },
          { goal = "Come on time", set_on = "2026-03-03", status = "reached", closed_on = "2026-03-20", progress = 100 },
        },
        outcomes = {
          { outcome = "chronic_absence", value = 1, date = "2026-03-20" }, { outcome = "transfer", value = 0 },
          { outcome = "dropout", value = 0, date = "2026-06-12" },
        },
        goal_progress = {
          { goal = "Come on time", set_on = "2026-03-03", date = "2026-03-20", progress = 100 },
          { goal = "Come on time", set_on = "2026-03-03", date = "2026-03-10", progress = 50, recorded_by = "ana" },
        },
        linkages = {
          { service_id = "club", date = "2026-03-10", status = "active", mentor_id = "rivera", note = "secret" },
          { service_id = "club", date = "2026-03-03", status = "proposed", domain = "academic", priority = 2,
            reason = "Two F", proposed_by = "match", recorded_by = "ana", recorded_on = "2026-03-04",
            source = "linkages.csv" },
          { service_id = "club", linkage_id = "2", date = "2026-03-12", status = "referred" },
          { service_id = "talk", date = "2026-03-04", status = "referred" },
          { service_id = "talk", date = "2026-03-20", status = "declined", outcome = "Not now" },
        },
        strengths = { { date = "2026-03-02", strength = "Patient" } },
        activities = {
          { date = "2026-03-06", kind = "extracurricular", name = "Chess", hours = 1.5 },
          { date = "2026-03-07", kind = "community_event", name = "Fair", hours = 3 },
        },
      },
    },
  }
end
