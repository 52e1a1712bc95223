/// The steps of students' linkages to the community's services, as their mentors noted them.
struct Linkages {
    private let file: CSVFile
    private let year: SchoolYear

    init(directory: String, year: SchoolYear) throws(OutputError) {
        self.year = year
        file = try CSVFile(
            directory: directory, name: "linkages.csv",
            header: "student_id,service_id,date,status,mentor_id,domain,priority,reason,outcome,note")
    }

    private static let reasons = [
        "academic": ["Two failing grades", "Homework piles up", "Behind in mathematics"],
        "behavioral": ["Late most mornings", "Misses Mondays", "Quarrels in the hallway"],
        "cognitive": ["Sees no use in school", "Does not know what comes after"],
        "affective": ["Sits alone", "Much to carry at home"],
    ]
    private static let notes = [
        "Goes regularly", "Went twice this month", "Likes the people there", "Missed the last two times",
        "Asks for another afternoon", "The family is content",
    ]

    /// One student's linkages while these mentors, by id, had the student.
    func write(_ student: Student, with mentors: [(id: String, from: Day, to: Day?)]) throws(OutputError) {
        var random = student.random(for: .linkages)
        var rest = Community.services.filter { service in
            service.domain != nil && (service.isForMiddleSchool || student.grade >= 9)
        }
        var chosen: Set<String> = []
        for mentor in mentors {
            let from = max(mentor.from, year.start)
            let to = min(mentor.to ?? year.lastDay, year.lastDay, student.enrolledTo ?? year.lastDay)
            let isNeeded = random.chance(student.traits.overall > 0.4 ? 0.75 : 0.2)
            guard isNeeded, from < to else { continue }
            for _ in 0..<(random.chance(0.4) ? 2 : 1) {
                let service = rest.remove(at: random.below(rest.count))
                chosen.insert(service.id)
                try life(of: service, student, mentor.id, from + 14 + random.below(150), to, &random)
            }
        }
        if let last = mentors.last, chosen.contains(Self.twins.first), !chosen.contains(Self.twins.second) {
            try writeTwin(student, rest, last, &random)
        }
    }

    /// Two services of one kind that some are linked to at once, as happens where nobody looks.
    private static let twins = (first: "SV-01", second: "SV-02")

    /// Links some who have the first of the twins to the second one as well.
    private func writeTwin(
        _ student: Student, _ rest: [Community.Service], _ mentor: (id: String, from: Day, to: Day?),
        _ random: inout SplitMix64
    ) throws(OutputError) {
        guard let service = rest.first(where: { $0.id == Self.twins.second }), random.chance(0.8) else {
            return
        }
        let to = min(mentor.to ?? year.lastDay, year.lastDay, student.enrolledTo ?? year.lastDay)
        try life(of: service, student, mentor.id, max(mentor.from, year.start) + 190, to, &random)
    }

    /// A linkage's steps up to a day: what is still to come is not known.
    private func life(
        of service: Community.Service, _ student: Student, _ mentor: String, _ start: Day, _ last: Day,
        _ random: inout SplitMix64
    ) throws(OutputError) {
        var day = start
        func step(
            _ status: String, priority: String = "", reason: String = "", outcome: String = "",
            note: String = ""
        ) throws(OutputError) {
            guard let schoolDay = year.days.first(where: { $0 >= day }), schoolDay <= last else { return }
            file.number(student.number, prefix: "S-")
            file.text(service.id)
            file.day(schoolDay)
            let domain = status == "proposed" || status == "referred" ? service.domain ?? "" : ""
            for text in [status, mentor, domain, priority, reason, outcome, note] { file.text(text) }
            try file.endRow()
        }
        let reason = random.pick(Self.reasons[service.domain ?? ""] ?? [""])
        let priority = "\(1 + random.below(4))"
        let isProposed = random.chance(0.5)
        if isProposed {
            try step("proposed", priority: priority, reason: reason)
            day = day + 2 + random.below(9)
        }
        try step("referred", priority: isProposed ? "" : priority, reason: isProposed ? "" : reason)
        day = day + 7 + random.below(14)
        if random.chance(0.15) {
            return try step("declined", outcome: random.pick(["No place free", "The family said no"]))
        }
        try step("enrolled")
        day = day + 3 + random.below(11)
        try step("active")
        for _ in 0..<(1 + random.below(5)) {
            day = day + 25 + random.below(14)
            try step("active", note: random.pick(Self.notes))
        }
        day = day + 10 + random.below(14)
        if random.chance(0.35) {
            try step("completed", outcome: random.pick(["Caught up", "Comes by alone now", "Some progress"]))
        } else if random.chance(0.2) {
            try step("ended", outcome: "Stopped going")
        }
    }

    func finish() throws(OutputError) {
        try file.finish()
    }
}
