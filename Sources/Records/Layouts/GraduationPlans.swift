extension RecordLayout {
    static let graduationPlans = RecordLayout(
        name: "graduation_plans", table: "graduation_plan",
        prose: """
            Which diploma a student is heading for, where it is not the one without a name in \
            graduation_requirements.csv.
            """,
        columns: [
            .student,
            LayoutColumn(
                "diploma", .identifier, .required,
                prose: "The diploma, as graduation_requirements.csv names it.",
                example: "Career and technical"),
        ])

    static let creditWaivers = RecordLayout(
        name: "credit_waivers", table: "credit_waiver",
        prose: "Credits that a student need not earn.",
        columns: [
            .student,
            LayoutColumn(
                "subject", .identifier, .required, key: true,
                prose: "The requirement's subject.", example: "World Language"),
            LayoutColumn(
                "credits", .decimal(minimum: 0, maximum: 1000),
                prose: "How many; empty for all that the subject requires.", example: "1"),
            LayoutColumn("reason", .text, prose: "Why, in the school's words.", example: "Individual plan"),
            LayoutColumn("date", .date, prose: "The day it was granted.", example: "2025-10-02"),
        ])
}
