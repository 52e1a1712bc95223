import Engagement
import GRDB

/// What of each kind of record may stand in an export without names: as in reports, pseudonyms for students,
/// nothing that people wrote in words, no way to reach anybody.
///
/// A kind of record, or a column, that is not named here is left out until somebody has decided what of it
/// may stay.
enum DeidentifiedColumns {
    /// What becomes of a column.
    enum Treatment {
        case kept
        /// A code in its place: what it tells apart stays apart.
        case code
        /// `(left out)` where there are words.
        case words
        /// `(left out)` and a code, where the words tell records apart.
        case codedWords
        case pseudonym, givenName, familyName
    }

    /// Records of no student, as they are.
    private static let whole: Set<String> = [
        "organizations", "taxonomy_terms", "locations", "services", "service_at_location", "addresses",
        "phones", "schedules", "service_areas", "languages", "attributes", "cost_options",
        "required_documents", "schools", "terms", "indicators", "mentors", "trainings",
        "graduation_requirements",
    ]

    /// The columns that stay as they are, by kind.
    private static let kept: [String: String] = [
        "calendar": "date school_id school_day",
        "events": "mentor_id date name kind hours",
        "students": "grade school_id enrolled_from enrolled_to language",
        "earlier_enrollments": "enrolled_from enrolled_to school_id grade",
        "demographics": "name value",
        "caseloads": "mentor_id from to",
        "attendance": "date code period",
        "discipline": "date kind days",
        "graduation_plans": "diploma",
        "credit_waivers": "subject credits date",
        "credits": "subject course term date grade percent attempted earned in_progress",
        "homework": "title assigned due status score maximum",
        "observations": "indicator date value setting",
        "surveys": "date instrument subscale value item",
        "activities": "date kind name hours",
        "guardians": "relationship language is_primary",
        "contacts": "date mentor_id with role setting mode minutes",
        "interventions": "start kind focus end status role mentor_id indicators",
        "goals": "set_on due progress status closed_on",
        "goal_progress": "set_on date progress",
        "strengths": "date",
        "linkages": "service_id date status mentor_id domain priority proposed_by",
        "outcomes": "outcome value date",
    ]

    /// The columns that something else stands for.
    private static let changed: [String: [String: Treatment]] = [
        "students": ["student_id": .pseudonym, "given_name": .givenName, "family_name": .familyName],
        "discipline": ["incident_id": .code],
        "credits": ["source_id": .code],
        "homework": ["homework_id": .code],
        "observations": ["recorder": .code],
        "guardians": ["guardian_id": .code, "name": .words],
        "contacts": ["contact_id": .code],
        "interventions": ["intervention_id": .code, "outcome": .words],
        "goals": ["goal": .codedWords],
        "goal_progress": ["goal": .codedWords],
        "strengths": ["strength": .codedWords],
        "linkages": ["linkage_id": .code, "step_id": .code, "reason": .words, "outcome": .words],
    ]

    /// What becomes of a column; nil where it is left out.
    static func treatment(of column: LayoutColumn, in layout: RecordLayout) -> Treatment? {
        if case .reference(.student) = column.type {
            return kept[layout.name] == nil ? nil : .pseudonym
        }
        if let changed = changed[layout.name]?[column.name] { return changed }
        let isKept =
            whole.contains(layout.name)
            || kept[layout.name]?.split(separator: " ").contains { $0 == column.name } == true
        return isKept ? .kept : nil
    }

    /// A column in SQL with what becomes of it.
    ///
    /// - Parameter readable: The column as a person reads it.
    static func sql(_ readable: String, _ column: LayoutColumn, in layout: RecordLayout) -> String {
        let student =
            layout.columns.first { if case .reference(.student) = $0.type { true } else { false } }
            .map { RecordStatements.readable($0, in: layout) } ?? "''"
        // What names a goal has the goal's code.
        let kind = layout.name == "goal_progress" ? "goals" : layout.name
        let code = "caseload_code('\(kind).\(column.name)', \(student), \(readable))"
        switch treatment(of: column, in: layout) {
        case .kept: return readable
        case .pseudonym: return "caseload_pseudonym(\(readable))"
        case .givenName: return "'\(DeidentifiedSnapshot.givenName)'"
        case .familyName: return "substr(caseload_pseudonym(\(layout.table).student_id), 3)"
        case .code: return "CASE WHEN \(readable) <> '' THEN \(code) ELSE \(readable) END"
        case .words: return "CASE WHEN \(readable) <> '' THEN '\(DeidentifiedSnapshot.leftOut)' END"
        case .codedWords: return "'\(DeidentifiedSnapshot.leftOut) ' || \(code)"
        case nil: return "NULL"
        }
    }

    /// Which rows of a kind are left out, as a condition in SQL that holds for the others.
    static func condition(_ layout: RecordLayout) -> String {
        guard layout.name == "demographics" else { return "1" }
        let facts = DeidentifiedSnapshot.withheldFacts.sorted().map { "'\($0)'" }
        return "\(layout.table).name NOT IN (\(facts.joined(separator: ", ")))"
    }

    /// Teaches a connection the functions that ``sql(_:_:in:)`` names.
    static func install(_ pseudonyms: Pseudonyms, in database: Database) {
        database.add(
            function: DatabaseFunction("caseload_pseudonym", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).map { pseudonyms.pseudonym(of: Identifier($0)) }
            })
        database.add(
            function: DatabaseFunction("caseload_code", argumentCount: 3, pure: true) { values in
                guard let kind = String.fromDatabaseValue(values[0]),
                    let text = String.fromDatabaseValue(values[2])
                else { return nil }
                return pseudonyms.code(
                    of: text, kind: kind, student: String.fromDatabaseValue(values[1]) ?? "")
            })
    }
}
