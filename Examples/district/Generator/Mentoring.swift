/// What a mentor does for the students on the caseload: contacts, interventions, goals, strengths.
struct Mentoring {
    private let contacts: CSVFile
    private let interventions: CSVFile
    private let goals: CSVFile
    private let goalProgress: CSVFile
    private let strengths: CSVFile
    private let year: SchoolYear

    init(directory: String, year: SchoolYear) throws(OutputError) {
        self.year = year
        contacts = try CSVFile(
            directory: directory, name: "contacts.csv",
            header: "student_id,date,mentor_id,with,role,setting,mode,minutes,note")
        interventions = try CSVFile(
            directory: directory, name: "interventions.csv",
            header: "student_id,start,kind,focus,end,role,mentor_id,indicators,outcome")
        goals = try CSVFile(
            directory: directory, name: "goals.csv",
            header: "student_id,set_on,goal,due,progress,status,closed_on")
        goalProgress = try CSVFile(
            directory: directory, name: "goal_progress.csv", header: "student_id,set_on,goal,date,progress")
        strengths = try CSVFile(
            directory: directory, name: "strengths.csv", header: "student_id,date,strength,recorder")
    }

    private static let goalTexts = [
        "Pass Algebra", "Be on time for first period", "Hand in all homework for a month",
        "Make the spring play",
        "Read one book I choose", "Ask for help before a test", "Finish my science project",
        "Go a month without missing a class",
    ]
    private static let strengthTexts = [
        "Explains things patiently", "Keeps friends together", "Draws well", "Good with younger children",
        "Does not give up on puzzles", "Makes people laugh", "Knows engines", "Speaks two languages",
        "Organizes a team", "Notices when someone is left out",
    ]

    /// One student's year with these mentors, by id, from one day to another.
    func write(
        _ student: Student, with mentors: [(id: String, name: String, from: Day, to: Day?)]
    ) throws(OutputError) {
        var random = student.random(for: .mentoring)
        guard let first = mentors.first else { return }
        let noted = max(first.from, year.start) + 14
        for text in Self.draw(1 + random.below(3), from: Self.strengthTexts, &random) {
            try strength(student, noted + random.below(30), text, by: first.name)
        }
        for text in Self.draw(1 + random.below(2), from: Self.goalTexts, &random) {
            try goal(student, noted + random.below(40), text, &random)
        }
        for mentor in mentors {
            let from = max(mentor.from, year.start)
            let to = min(mentor.to ?? year.lastDay, year.lastDay)
            guard from <= to else { continue }
            try meet(student, mentor.id, from, to, &random)
            try help(student, mentor.id, from, to, &random)
        }
    }

    /// Weekly talks, the family about once a month, others now and then.
    private func meet(
        _ student: Student, _ mentor: String, _ from: Day, _ to: Day, _ random: inout SplitMix64
    ) throws(OutputError) {
        for (number, week) in year.weeks.enumerated() {
            guard let day = week.first(where: { $0 >= from && $0 <= to && student.isEnrolled(on: $0) }) else {
                continue
            }
            if random.chance(0.86) {
                try contact(
                    student, day, mentor, "student", "coach", "school", "in_person", 20 + 5 * random.below(9))
            }
            if number % 4 == 1, random.chance(0.8) {
                let visits = random.chance(0.25)
                try contact(
                    student, day, mentor, "guardian", "case_manager", visits ? "home" : "school",
                    visits ? "in_person" : "phone", 10 + 5 * random.below(6))
            }
            if number % 3 == 2, random.chance(0.5) {
                try contact(
                    student, day, mentor, "district_staff", "advocate", "school", "email",
                    5 + 5 * random.below(3))
            }
            if number % 6 == 4, random.chance(0.3) {
                let provider = random.chance(0.5) ? "external_provider" : "service_organization"
                try contact(
                    student, day, mentor, provider, "case_manager", "community", "phone",
                    10 + 5 * random.below(4))
            }
        }
    }

    /// The basic intervention for everyone, the intensive one where school is hard.
    private func help(
        _ student: Student, _ mentor: String, _ from: Day, _ to: Day, _ random: inout SplitMix64
    ) throws(OutputError) {
        let ended = to < year.lastDay ? to : nil
        try intervention(
            student, from, "basic", "problem_solving", ended, "coach", mentor, "",
            ended == nil ? "" : student.enrolledTo == nil ? "Changed mentor" : "Left the district")
        guard student.traits.overall + 0.5 * random.bell() > 0.6 else { return }
        let start = from + 28 + random.below(60)
        guard start < to else { return }
        let focus = random.pick(["academic_support", "problem_solving", "connection"])
        let isDone = random.chance(0.4) && start + 70 < to
        let indicators = [
            "academic_support": "homework_completion credits_earned",
            "problem_solving": "absences behavior_referrals",
            "connection": "belonging extracurricular_participation",
        ]
        try intervention(
            student, start, "intensive", focus, isDone ? start + 63 : ended, "case_manager", mentor,
            indicators[focus] ?? "",
            isDone ? random.pick(["Steadier since", "Some progress", "No change yet"]) : "")
    }

    private func contact(
        _ student: Student, _ day: Day, _ mentor: String, _ with: String, _ role: String, _ setting: String,
        _ mode: String, _ minutes: Int
    ) throws(OutputError) {
        contacts.number(student.number, prefix: "S-")
        contacts.day(day)
        for text in [mentor, with, role, setting, mode] { contacts.text(text) }
        contacts.number(minutes)
        contacts.blank()
        try contacts.endRow()
    }

    private func intervention(
        _ student: Student, _ start: Day, _ kind: String, _ focus: String, _ end: Day?, _ role: String,
        _ mentor: String, _ indicators: String, _ outcome: String
    ) throws(OutputError) {
        interventions.number(student.number, prefix: "S-")
        interventions.day(start)
        interventions.text(kind)
        interventions.text(focus)
        interventions.day(end)
        for text in [role, mentor, indicators, outcome] { interventions.text(text) }
        try interventions.endRow()
    }

    private func goal(
        _ student: Student, _ day: Day, _ text: String, _ random: inout SplitMix64
    ) throws(OutputError) {
        guard day <= year.lastDay else { return }
        let isReached = random.chance(0.25) && day + 90 <= year.lastDay
        goals.number(student.number, prefix: "S-")
        goals.day(day)
        goals.text(text)
        goals.day(day + 120)
        let progress = isReached ? 100 : 10 * random.below(10)
        goals.number(progress)
        goals.text(isReached ? "reached" : "active")
        goals.day(isReached ? day + 90 : nil)
        try goals.endRow()
        // Half of the way after a month, all of it when the goal was reached or they last spoke of it.
        for (later, share) in [(30, 2), (isReached ? 90 : 75, 1)] {
            let (date, reached) = (day + later, progress / share / 5 * 5)
            guard reached > 0, date <= year.lastDay else { continue }
            goalProgress.number(student.number, prefix: "S-")
            goalProgress.day(day)
            goalProgress.text(text)
            goalProgress.day(date)
            goalProgress.number(reached)
            try goalProgress.endRow()
        }
    }

    private func strength(
        _ student: Student, _ day: Day, _ text: String, by mentor: String
    ) throws(OutputError) {
        guard day <= year.lastDay else { return }
        strengths.number(student.number, prefix: "S-")
        strengths.day(day)
        strengths.text(text)
        strengths.text(mentor)
        try strengths.endRow()
    }

    /// So many of the texts, each once.
    private static func draw(_ count: Int, from texts: [String], _ random: inout SplitMix64) -> [String] {
        var rest = texts
        return (0..<count).map { _ in rest.remove(at: random.below(rest.count)) }
    }

    func finish() throws(OutputError) {
        try contacts.finish()
        try interventions.finish()
        try goals.finish()
        try goalProgress.finish()
        try strengths.finish()
    }
}
