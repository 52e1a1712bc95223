/// The people of a OneRoster export: users, their roles, demographics and enrollments.
///
/// `status` and `dateLastModified` stay empty, as the specification asks of bulk files.
struct Roster {
    private let users: CSVFile
    private let roles: CSVFile
    private let demographics: CSVFile
    private let enrollments: CSVFile

    init(directory: String) throws(OutputError) {
        users = try CSVFile(
            directory: directory, name: "users.csv",
            header: "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
                + "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
                + "resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,"
                + "primaryOrgSourcedId,pronouns")
        roles = try CSVFile(
            directory: directory, name: "roles.csv",
            header: "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
                + "orgSourcedId,userProfileSourcedId")
        demographics = try CSVFile(
            directory: directory, name: "demographics.csv",
            header: "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,"
                + "blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
                + "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,"
                + "stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus")
        enrollments = try CSVFile(
            directory: directory, name: "enrollments.csv",
            header: "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
                + "primary,beginDate,endDate")
    }

    func write(_ student: Student, section: District.Section, school: District.School) throws(OutputError) {
        users.number(student.number, prefix: "S-")
        users.blank(2)
        users.text(student.enrolledTo == nil ? "true" : "false")
        users.number(student.number, prefix: "s")
        users.blank()
        users.text(student.givenName)
        users.text(student.familyName)
        users.text(student.middleName)
        users.number(student.number, prefix: "S-")
        users.blank(4)
        users.text(Self.code(grade: student.grade))
        users.blank(3)
        users.text(student.preferredName)
        users.blank(2)
        users.text(school.id)
        users.blank()
        try users.endRow()

        roles.number(student.number, prefix: "RO-S-")
        roles.blank(2)
        roles.number(student.number, prefix: "S-")
        roles.text("primary")
        roles.text("student")
        roles.day(student.enrolledFrom)
        roles.day(student.enrolledTo)
        roles.text(school.id)
        roles.blank()
        try roles.endRow()

        if student.hasDemographics { try writeDemographics(student) }

        for (subject, classID) in section.classes.enumerated() {
            enrollments.number(student.index * 8 + subject, prefix: "E-")
            enrollments.blank(2)
            enrollments.text(classID)
            enrollments.text(school.id)
            enrollments.number(student.number, prefix: "S-")
            enrollments.text("student")
            enrollments.text("false")
            enrollments.day(student.enrolledFrom)
            enrollments.day(student.enrolledTo)
            try enrollments.endRow()
        }
    }

    /// Groups are drawn without a look at anything else: no group of the example fares worse by design.
    private func writeDemographics(_ student: Student) throws(OutputError) {
        var random = SplitMix64(seed: UInt64(student.number), stream: .max - 3)
        demographics.number(student.number, prefix: "S-")
        demographics.blank(2)
        demographics.day(student.birthDate)
        demographics.text(student.sex)
        var flags = [0.03, 0.09, 0.18, 0.02, 0.5].map { random.chance($0) }
        if !flags.contains(true) { flags[4] = true }
        flags.append(flags.count(where: { $0 }) > 1)
        flags.append(random.chance(0.27))
        for flag in flags { demographics.text(flag ? "true" : "false") }
        demographics.blank(4)
        try demographics.endRow()
    }

    func write(
        _ teacher: District.Teacher, school: District.School, random: inout SplitMix64
    ) throws(OutputError) {
        users.text(teacher.id)
        users.blank(2)
        users.text("true")
        users.text(String(teacher.id.lowercased().filter { $0 != "-" }))
        users.blank()
        users.text(random.pick(Names.given))
        users.text(Names.family(&random))
        users.blank()
        users.text(teacher.id)
        users.blank(11)
        users.text(school.id)
        users.blank()
        try users.endRow()
        try roles.row("RO-" + teacher.id, "", "", teacher.id, "primary", "teacher", "", "", school.id, "")
    }

    func writeTeachers(of section: District.Section, number: Int, school: District.School) throws(OutputError)
    {
        for (subject, classID) in section.classes.enumerated() {
            try enrollments.row(
                "ET-\(number * 8 + subject)", "", "", classID, school.id, section.teachers[subject],
                "teacher",
                "true", "", "")
        }
    }

    /// `06` to `12`.
    static func code(grade: Int) -> String { grade < 10 ? "0\(grade)" : "\(grade)" }

    func finish() throws(OutputError) {
        for file in [users, roles, demographics, enrollments] { try file.finish() }
    }
}
