/// The files that are small whatever the number of students: the manifest, schools, sessions, courses,
/// classes and categories of OneRoster, the calendar and the district's own indicators.
struct Frame {
    let directory: String
    let district: District
    let year: SchoolYear

    private static let districtID = "D1"

    func write() throws(OutputError) {
        try writeManifest()
        try writeOrganizations()
        try writeSessions()
        try writeCourses()
        try writeClasses()
        try writeCategories()
        try writeCalendar()
        try writeIndicators()
        try Community(directory: directory).write()
    }

    private func writeManifest() throws(OutputError) {
        let file = try CSVFile(directory: directory, name: "manifest.csv", header: "propertyName,value")
        try file.row("manifest.version", "1.0")
        try file.row("oneroster.version", "1.2")
        let present: Set = [
            "academicSessions", "categories", "classes", "courses", "demographics", "enrollments",
            "lineItems",
            "orgs", "results", "roles", "users",
        ]
        for name in [
            "academicSessions", "categories", "classes", "classResources", "courses", "courseResources",
            "demographics", "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales",
            "orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles",
            "scoreScales", "userProfiles", "userResources", "users",
        ] {
            try file.row("file." + name, present.contains(name) ? "bulk" : "absent")
        }
        try file.row("source.systemName", "Caseload example district")
        try file.row("source.systemCode", "example")
        try file.finish()
    }

    private func writeOrganizations() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "orgs.csv",
            header: "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,"
                + "metadata.latitude,metadata.longitude")
        try file.row(
            Self.districtID, "", "", "Alderwater School District", "district", "ALDERWATER", "", "", "")
        for school in district.schools {
            let place = Place(school: school.number)
            try file.row(
                school.id, "", "", school.name, "school", school.id, Self.districtID, place.latitude,
                place.longitude)
        }
        try file.finish()
    }

    private func writeSessions() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "academicSessions.csv",
            header:
                "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear")
        func row(_ id: String, _ title: String, _ kind: String, _ days: (Day, Day), parent: String)
            throws(OutputError)
        {
            file.text(id)
            file.blank(2)
            file.text(title)
            file.text(kind)
            file.day(days.0)
            file.day(days.1)
            file.text(parent)
            file.number(year.end.components.year)
            try file.endRow()
        }
        try row(year.id, "School year 2025-26", "schoolYear", (year.start, year.end), parent: "")
        for semester in year.semesters {
            try row(semester.id, semester.title, "semester", (semester.start, semester.end), parent: year.id)
        }
        for period in year.gradingPeriods {
            try row(
                period.id, period.title, "gradingPeriod", (period.start, period.end), parent: period.semester)
        }
        try file.finish()
    }

    private func writeCourses() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "courses.csv",
            header:
                "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
                + "subjects,subjectCodes")
        for grade in 6...12 {
            let code = Roster.code(grade: grade)
            for subject in Subject.all {
                try file.row(
                    "C-\(code)-\(subject.code)", "", "", year.id, subject.titles[grade - 6],
                    subject.code + code, code, Self.districtID, subject.name, "")
            }
        }
        try file.finish()
    }

    private func writeClasses() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "classes.csv",
            header:
                "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
                + "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods")
        let terms = year.semesters.map(\.id).joined(separator: ",")
        for section in district.sections {
            let grade = Roster.code(grade: section.grade)
            for (number, subject) in Subject.all.enumerated() {
                try file.row(
                    section.classes[number], "", "", subject.titles[section.grade - 6] + ", " + section.title,
                    grade, "C-\(grade)-\(subject.code)", section.classes[number], "scheduled", "",
                    district.schools[section.school].id, terms, subject.name, "", "\(number + 1)")
            }
        }
        try file.finish()
    }

    private func writeCategories() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "categories.csv",
            header: "sourcedId,status,dateLastModified,title,weight")
        try file.row("homework", "", "", "Homework", "0.3")
        try file.row("quiz", "", "", "Quiz", "0.7")
        try file.finish()
    }

    private func writeCalendar() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "calendar.csv", header: "date,school_id,school_day,note")
        for number in year.start.number...year.lastDay.number {
            let day = Day(number: number)
            guard day.weekday <= 5 else { continue }
            let note = year.note(of: day)
            file.day(day)
            file.blank()
            file.text(note == nil ? "yes" : "no")
            file.text(note ?? "")
            try file.endRow()
            if day == year.closure.day {
                file.day(day)
                file.text(district.schools[year.closure.school].id)
                file.text("no")
                file.text(year.closure.note)
                try file.endRow()
            }
        }
        try file.finish()
    }

    private func writeIndicators() throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "indicators.csv",
            header: "id,domain,title,unit,minimum,maximum,direction,cadence,source")
        try file.row(
            "library_visits", "behavioral", "Visits to the school library", "visits in the grading period",
            "0", "",
            "higher", "term", "Counted at the library's desk")
        try file.finish()
    }
}
