/// Homework as a gradebook has it: line items of each class, results of each student.
///
/// One piece a week, in mathematics and English by turns; and a quiz in mathematics each grading period,
/// which is no homework.
struct Homework {
    /// One line item as it stands in every class of its subject.
    struct Piece {
        /// The end of its id, after the class: `H07`, `Q2`.
        let code: String
        let title: String
        let subject: Int
        let period: String
        let assigned: Day
        let due: Day
        let maximum: Int
        let isHomework: Bool
    }

    private let pieces: [Piece]
    private let places: [Int: Int]
    private let lineItems: CSVFile
    private let results: CSVFile
    private let lastDay: Day

    init(directory: String, year: SchoolYear) throws(OutputError) {
        pieces = Self.pieces(of: year)
        places = Dictionary(uniqueKeysWithValues: year.days.enumerated().map { ($1.number, $0) })
        lastDay = year.lastDay
        lineItems = try CSVFile(
            directory: directory, name: "lineItems.csv",
            header: "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,"
                + "categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax")
        results = try CSVFile(
            directory: directory, name: "results.csv",
            header: "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,"
                + "scoreDate,comment")
    }

    private static func pieces(of year: SchoolYear) -> [Piece] {
        var pieces: [Piece] = []
        for (week, days) in year.weeks.enumerated() where days.count >= 3 {
            guard let period = year.gradingPeriods.first(where: { $0.start <= days[0] && days[0] <= $0.end })
            else { continue }
            let isMathematics = week % 2 == 0
            let number = week + 1
            pieces.append(
                Piece(
                    code: "H" + (number < 10 ? "0" : "") + "\(number)",
                    title: (isMathematics ? "Problem set, week " : "Reading and response, week ")
                        + "\(number)",
                    subject: isMathematics ? Subject.mathematics : 0, period: period.id, assigned: days[0],
                    due: days[days.count - 2], maximum: isMathematics ? 20 : 10, isHomework: true))
        }
        for (number, period) in year.gradingPeriods.enumerated() where period.posted != nil {
            let day = year.days.last { $0 <= period.end - 3 } ?? period.start
            pieces.append(
                Piece(
                    code: "Q\(number + 1)", title: "Quiz, quarter \(number + 1)",
                    subject: Subject.mathematics,
                    period: period.id, assigned: day, due: day, maximum: 50, isHomework: false))
        }
        return pieces
    }

    /// Writes the line items of a section's classes.
    func writeLineItems(of section: District.Section) throws(OutputError) {
        for piece in pieces {
            let classID = section.classes[piece.subject]
            lineItems.text(classID + "-" + piece.code)
            lineItems.blank(2)
            lineItems.text(piece.title)
            lineItems.blank()
            lineItems.day(piece.assigned)
            lineItems.day(piece.due)
            lineItems.text(classID)
            lineItems.text(piece.isHomework ? "homework" : "quiz")
            lineItems.text(piece.period)
            lineItems.number(0)
            lineItems.number(piece.maximum)
            try lineItems.endRow()
        }
    }

    /// Writes a student's results; `excused` says, by a day's place in the year, what was missed with an
    /// excuse.
    func write(_ student: Student, section: District.Section, excused: [Bool]) throws(OutputError) {
        guard student.hasHomework else { return }
        var random = student.random(for: .homework)
        for (number, piece) in pieces.enumerated() {
            let strain = student.traits.effort + student.traits.shift(on: piece.due)
            let handsIn = random.chance(1 - min(0.9, 0.075 * growth(0.85 * strain)))
            let share = 0.86 - 0.07 * student.traits.learning - 0.03 * strain + 0.09 * random.bell()
            let isLenient = random.chance(0.6)
            guard student.isEnrolled(on: piece.assigned), student.isEnrolled(on: piece.due) else { continue }
            results.number(student.index * 64 + number, prefix: "R-")
            results.blank(2)
            results.text(section.classes[piece.subject] + "-" + piece.code)
            results.number(student.number, prefix: "S-")
            let wasExcused = places[piece.due.number].map { excused[$0] } ?? false
            if wasExcused && isLenient {
                results.text("exempt")
                results.blank(3)
            } else if !handsIn && piece.isHomework {
                results.text("not submitted")
                results.blank(3)
            } else if piece.due > lastDay - 5 {
                // The latest pieces lie on the teachers' desks.
                results.text("submitted")
                results.blank(3)
            } else {
                let points = Int((Double(piece.maximum) * min(1, max(0.1, share))).rounded())
                results.text("fully graded")
                results.number(points)
                results.day(piece.due + 1)
                results.blank()
            }
            try results.endRow()
        }
    }

    func finish() throws(OutputError) {
        try lineItems.finish()
        try results.finish()
    }
}
