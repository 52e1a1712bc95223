/// One of the six courses that every student takes.
struct Subject {
    /// Two letters, used in the ids of courses and classes.
    let code: String
    /// The subject in which the credit counts.
    let name: String
    /// The course's title by grade, from the sixth to the twelfth.
    let titles: [String]

    /// The place of mathematics in ``all``; English is the first.
    static let mathematics = 1

    static let all = [
        Subject(
            code: "EN", name: "English",
            titles: [
                "English 6", "English 7", "English 8", "English 9", "English 10", "American Literature",
                "World Literature",
            ]),
        Subject(
            code: "MA", name: "Mathematics",
            titles: [
                "Mathematics 6", "Mathematics 7", "Pre-Algebra", "Algebra 1", "Geometry", "Algebra 2",
                "Statistics",
            ]),
        Subject(
            code: "SC", name: "Science",
            titles: [
                "Science 6", "Science 7", "Science 8", "Biology", "Chemistry", "Physics",
                "Environmental Science",
            ]),
        Subject(
            code: "SS", name: "Social Studies",
            titles: [
                "Social Studies 6", "Social Studies 7", "Civics 8", "World Geography", "World History",
                "U.S. History", "Economics",
            ]),
        Subject(
            code: "WL", name: "World Language",
            titles: [
                "Spanish 6", "Spanish 7", "Spanish 8", "Spanish 1", "Spanish 2", "Spanish 3", "Spanish 4",
            ]),
        Subject(
            code: "AR", name: "Arts",
            titles: ["Art 6", "Music 7", "Theater 8", "Studio Art", "Band", "Design", "Film and Media"]),
    ]
}
