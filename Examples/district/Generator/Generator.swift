/// Writes the whole example: first what stands around the students, then each student's year.
struct Generator {
    let arguments: Arguments

    /// Writes all files; the same arguments give the same bytes.
    ///
    /// - Returns: How many schools, students and mentors there are.
    func run() throws(OutputError) -> (schools: Int, students: Int, mentors: Int) {
        let year = SchoolYear()
        let seed = arguments.seed
        let directory = arguments.directory
        let district = District(students: arguments.students, seed: seed)
        let students = district.seats.enumerated().map { index, section in
            let grade = district.sections[section].grade
            return Student(
                index: index, of: district.seats.count, section: section, grade: grade,
                isHighSchool: grade >= 9, year: year, seed: seed)
        }
        let caseloads = Caseloads(students: students, district: district, seed: seed)

        try makeDirectory(directory)
        try Frame(directory: directory, district: district, year: year).write()
        try caseloads.write(to: directory, students: students)

        let roster = try Roster(directory: directory)
        let discipline = try Discipline(directory: directory, year: year)
        let attendance = try Attendance(directory: directory, year: year)
        let credits = try Credits(directory: directory, year: year)
        let graduation = try Graduation(directory: directory)
        let homework = try Homework(directory: directory, year: year)
        let surveys = try Surveys(directory: directory)
        let observations = try Observations(directory: directory, year: year)
        let activities = try Activities(directory: directory, year: year)
        let outcomes = try Outcomes(directory: directory, year: year)
        let circle = try Circle(directory: directory)
        let mentoring = try Mentoring(directory: directory, year: year)
        let linkages = try Linkages(directory: directory, year: year)

        var teacherNames = SplitMix64(seed: seed, stream: .max - 2)
        for teacher in district.teachers {
            try roster.write(teacher, school: district.schools[teacher.school], random: &teacherNames)
        }
        for (number, section) in district.sections.enumerated() {
            try roster.writeTeachers(of: section, number: number, school: district.schools[section.school])
            try homework.writeLineItems(of: section)
        }

        var suspended = Array(repeating: false, count: year.days.count)
        var excused = suspended
        for student in students {
            let section = district.sections[student.section]
            try roster.write(student, section: section, school: district.schools[section.school])
            try discipline.write(student, school: section.school, suspended: &suspended)
            try attendance.write(student, school: section.school, suspended: suspended, excused: &excused)
            try credits.write(student)
            try graduation.write(student)
            try homework.write(student, section: section, excused: excused)
            try surveys.write(student)
            try observations.write(
                student, teacher: section.teachers[0],
                mentoring: caseloads.assignments[student.index].map {
                    (caseloads.mentors[$0.mentor].id, $0.from, $0.to)
                })
            try activities.write(student)
            try outcomes.write(student)
            try circle.write(student)
            try mentoring.write(
                student,
                with: caseloads.assignments[student.index].map {
                    (caseloads.mentors[$0.mentor].id, caseloads.mentors[$0.mentor].name, $0.from, $0.to)
                })
            try linkages.write(
                student,
                with: caseloads.assignments[student.index].map {
                    (caseloads.mentors[$0.mentor].id, $0.from, $0.to)
                })
        }

        try roster.finish()
        try discipline.finish()
        try attendance.finish()
        try credits.finish()
        try graduation.finish()
        try homework.finish()
        try surveys.finish()
        try observations.finish()
        try activities.finish()
        try outcomes.finish()
        try circle.finish()
        try mentoring.finish()
        try linkages.finish()
        return (district.schools.count, students.count, caseloads.mentors.count)
    }
}
