/// The files of OneRoster 1.1 and 1.2 CSV that are known, and their columns.
enum OneRosterFile: String, CaseIterable {
    case manifest, orgs, academicSessions, users, roles, demographics, courses, classes, enrollments
    case categories, lineItems, results
    case userProfiles, resources, classResources, courseResources, userResources
    case lineItemLearningObjectiveIds, lineItemScoreScales, resultLearningObjectiveIds, resultScoreScales
    case scoreScales

    var fileName: String { rawValue + ".csv" }

    /// Whether a file is one of OneRoster's, by its name and, where another file has the same name, by
    /// its header.
    static func isOne(_ file: InputFile) throws -> Bool {
        guard let known = allCases.first(where: { $0.fileName == file.baseName }) else { return false }
        guard known == .demographics else { return true }
        guard let reader = try? CSVReader(file.open()), (try? reader.next()) == true else { return false }
        return HeaderMatch.names(of: reader).contains("sourcedId")
    }

    /// The columns that must be there for the file to be of use.
    var required: [String] {
        switch self {
        case .manifest: ["propertyName", "value"]
        case .orgs: ["sourcedId", "name", "type"]
        case .academicSessions: ["sourcedId", "title", "type", "startDate", "endDate"]
        case .users: ["sourcedId", "givenName", "familyName"]
        case .roles: ["userSourcedId", "role", "orgSourcedId"]
        case .demographics: ["sourcedId"]
        case .courses: ["sourcedId", "title"]
        case .classes: ["sourcedId", "title", "courseSourcedId"]
        case .enrollments: ["classSourcedId", "userSourcedId", "role"]
        case .categories: ["sourcedId", "title"]
        case .lineItems: ["sourcedId", "title", "dueDate", "classSourcedId", "categorySourcedId"]
        case .results: ["lineItemSourcedId", "studentSourcedId", "scoreStatus", "score"]
        default: []
        }
    }

    /// All other columns of the two versions of the standard: known, so that they are not named as unknown.
    var optional: [String] {
        let common = ["status", "dateLastModified"]
        switch self {
        case .orgs: return common + ["identifier", "parentSourcedId"]
        case .academicSessions: return common + ["parentSourcedId", "schoolYear"]
        case .users:
            return common + [
                "enabledUser", "orgSourcedIds", "role", "username", "userIds", "middleName", "identifier",
                "email", "sms", "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier",
                "resourceSourcedIds", "preferredGivenName", "preferredMiddleName", "preferredFamilyName",
                "primaryOrgSourcedId", "pronouns",
            ]
        case .roles:
            return common + ["sourcedId", "roleType", "beginDate", "endDate", "userProfileSourcedId"]
        case .demographics: return common + Self.facts
        case .courses:
            return common + [
                "schoolYearSourcedId", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes",
            ]
        case .classes:
            return common + [
                "grades", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds",
                "subjects", "subjectCodes", "periods",
            ]
        case .enrollments:
            return common + ["sourcedId", "schoolSourcedId", "primary", "beginDate", "endDate"]
        case .categories: return common + ["weight"]
        case .lineItems:
            return common + [
                "description", "assignDate", "gradingPeriodSourcedId", "academicSessionSourcedId",
                "resultValueMin", "resultValueMax", "schoolSourcedId",
            ]
        case .results:
            return common + [
                "sourcedId", "scoreDate", "comment", "textScore", "classSourcedId", "inProgress",
                "incomplete", "late", "missing", "scoreScaleSourcedId",
            ]
        default: return common
        }
    }

    /// How the columns begin that a district adds to the standard's.
    static let extensionPrefix = "metadata."

    /// The demographic fact that an extension column holds: `home_room` of `metadata.homeRoom`; nil for other columns.
    static func fact(extension column: String) -> String? {
        guard column.hasPrefix(extensionPrefix) else { return nil }
        let name = snakeCase(String(column.dropFirst(extensionPrefix.count)))
        if name.isEmpty { return nil }
        return facts.contains { snakeCase($0) == name } ? "metadata_\(name)" : name
    }

    /// Whether an extension column of this file is read: facts of students, and where schools lie.
    func reads(extension column: String) -> Bool {
        switch self {
        case .users, .demographics: Self.fact(extension: column) != nil
        case .orgs: ["metadata.latitude", "metadata.longitude"].contains(column)
        default: false
        }
    }

    /// The facts of demographics.csv.
    static let facts = [
        "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
        "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces",
        "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth",
        "publicSchoolResidenceStatus",
    ]
}
