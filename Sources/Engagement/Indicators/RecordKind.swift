/// A kind of record that a plugin may declare to read (`reads` in its manifest).
///
/// What a plugin does not declare is not in its view: the minimum necessary, as FERPA asks. Ids, grade
/// and school need no declaration.
public enum RecordKind: UInt32, Vocabulary {
    case identity, demographics
    case attendance, discipline, grades, credits, homework
    case observations, survey, activities
    case contacts, interventions, linkages, goals, guardians, notes
    case scores, fidelity

    /// The word for it in manifests.
    public var name: String {
        switch self {
        case .identity: "identity"
        case .demographics: "demographics"
        case .attendance: "attendance"
        case .discipline: "discipline"
        case .grades: "grades"
        case .credits: "credits"
        case .homework: "homework"
        case .observations: "observations"
        case .survey: "survey"
        case .activities: "activities"
        case .contacts: "contacts"
        case .interventions: "interventions"
        case .linkages: "linkages"
        case .goals: "goals"
        case .guardians: "guardians"
        case .notes: "notes"
        case .scores: "scores"
        case .fidelity: "fidelity"
        }
    }
}
