extension IndicatorCatalog {
    /// The indicators every district has, in the order of the four domains.
    ///
    /// Survey scales run from 1 to 4 as the Student Engagement Instrument's do; ratings run from 0 to 10
    /// as a direct behavior rating does.
    public static let builtIn: [Indicator] = academic + behavioral + cognitive + affective

    private static let academic = [
        Indicator(
            id: "time_on_task", domain: .academic, title: "Time on task", unit: "rating", minimum: 0,
            maximum: 10, cadence: .daily, kind: .observations, source: "Direct behavior rating by a teacher"),
        Indicator(
            id: "credits_earned", domain: .academic, title: "Credits earned toward graduation",
            unit: "credits", minimum: 0, cadence: .term, kind: .credits),
        Indicator(
            id: "homework_completion", domain: .academic, title: "Homework completion",
            unit: "share of pieces due", minimum: 0, maximum: 1, cadence: .weekly, kind: .homework),
        Indicator(
            id: "homework_accuracy", domain: .academic, title: "Homework accuracy",
            unit: "share of points possible", minimum: 0, maximum: 1, cadence: .weekly, kind: .homework),
    ]

    private static let behavioral = [
        Indicator(
            id: "attendance_rate", domain: .behavioral, title: "Attendance", unit: "share of school days",
            minimum: 0, maximum: 1, cadence: .daily, kind: .attendance),
        Indicator(
            id: "absences", domain: .behavioral, title: "Absences", unit: "days", minimum: 0,
            direction: .lowerIsBetter, cadence: .daily, kind: .attendance),
        Indicator(
            id: "tardies", domain: .behavioral, title: "Tardies", unit: "times", minimum: 0,
            direction: .lowerIsBetter, cadence: .daily, kind: .attendance),
        Indicator(
            id: "missed_classes", domain: .behavioral, title: "Missed classes", unit: "classes", minimum: 0,
            direction: .lowerIsBetter, cadence: .daily, kind: .attendance),
        Indicator(
            id: "attendance_streak", domain: .behavioral, title: "Days in school without a gap",
            unit: "days", minimum: 0, cadence: .daily, kind: .attendance),
        Indicator(
            id: "behavior_referrals", domain: .behavioral, title: "Behavior referrals", unit: "times",
            minimum: 0, direction: .lowerIsBetter, cadence: .daily, kind: .discipline),
        Indicator(
            id: "detentions", domain: .behavioral, title: "Detentions", unit: "times", minimum: 0,
            direction: .lowerIsBetter, cadence: .daily, kind: .discipline),
        Indicator(
            id: "in_school_suspensions", domain: .behavioral, title: "In-school suspensions", unit: "times",
            minimum: 0, direction: .lowerIsBetter, cadence: .daily, kind: .discipline),
        Indicator(
            id: "out_of_school_suspensions", domain: .behavioral, title: "Out-of-school suspensions",
            unit: "times", minimum: 0, direction: .lowerIsBetter, cadence: .daily, kind: .discipline),
        Indicator(
            id: "suspension_days", domain: .behavioral, title: "Days suspended, in and out of school",
            unit: "days", minimum: 0, direction: .lowerIsBetter, cadence: .daily, kind: .discipline),
        Indicator(
            id: "class_participation", domain: .behavioral, title: "Voluntary class participation",
            unit: "rating", minimum: 0, maximum: 10, cadence: .weekly, kind: .observations,
            source: "Direct behavior rating by a teacher"),
        Indicator(
            id: "extracurricular_participation", domain: .behavioral,
            title: "Extracurricular participation", unit: "hours", minimum: 0, cadence: .weekly,
            kind: .activities),
    ]

    private static let cognitive = [
        scale("self_regulation", .cognitive, "Self-regulation toward goals"),
        scale("relevance", .cognitive, "Perceived relevance of schoolwork"),
        scale("value_of_learning", .cognitive, "Value of learning"),
        scale("personal_goals", .cognitive, "Personal goals"),
        scale("autonomy", .cognitive, "Autonomy"),
    ]

    private static let affective = [
        scale("belonging", .affective, "Identification and belonging"),
        scale("adult_relationships", .affective, "Relationships with adults"),
        scale("peer_relationships", .affective, "Relationships with peers"),
        scale("family_support", .affective, "Family support for learning"),
    ]

    private static func scale(_ id: String, _ domain: EngagementDomain, _ title: String) -> Indicator {
        Indicator(
            id: id, domain: domain, title: title, unit: "scale points", minimum: 1, maximum: 4,
            cadence: .twiceAYear, kind: .survey, source: "Mean of the student's own answers, 1 to 4")
    }
}
