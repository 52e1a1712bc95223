/// Courses that were taken again: their credits count once.
///
/// A course, known by subject and title, is worth what could be earned in it in one school year, the best
/// of those on record. What was earned in it beyond that was earned by passing it again. A failed course
/// that is passed the second time counts as anywhere else. A school year is the twelve months from August.
enum RepeatedCourses {
    /// Credits that count only once and are in the sum twice.
    ///
    /// - Parameter isCountedAgain: Whether a course of a subject counts each time (see
    ///   ``GraduationRequirement/repeatsCount``).
    static func surplus(
        of results: [CourseResult], except isCountedAgain: (Text) -> Bool = { _ in false }
    ) -> Double {
        let earning = results.filter { $0.course != .none && !$0.earned.isNaN && $0.earned > 0 }
        // Almost nobody has one, and everybody is asked.
        guard earning.indices.contains(where: { isRepeat(earning, $0) }) else { return 0 }
        let once = results.filter { $0.course != .none && !isCountedAgain($0.subject) }
        let courses = Dictionary(grouping: once) { [$0.subject, $0.course] }
        let surplus = courses.values.reduce(0) { sum, course in
            let years = Dictionary(grouping: course) { schoolYear(of: $0.date) }
            let worth = years.values.map { $0.reduce(0) { $0 + possible($1) } }.max() ?? 0
            let earned = course.reduce(0) { $0 + ($1.earned.isNaN ? 0 : $1.earned) }
            return sum + max(0, earned - worth)
        }
        return GraduationStanding.rounded(surplus)
    }

    private static func isRepeat(_ results: [CourseResult], _ place: Int) -> Bool {
        let result = results[place]
        return results[..<place].contains {
            $0.course == result.course && $0.subject == result.subject
                && schoolYear(of: $0.date) != schoolYear(of: result.date)
        }
    }

    /// What could be earned: attempted, or else earned, and what is being worked for.
    private static func possible(_ result: CourseResult) -> Double {
        let attempted = result.attemptedSoFar.isNaN ? result.earned : result.attemptedSoFar
        return (attempted.isNaN ? 0 : attempted) + (result.inProgress.isNaN ? 0 : result.inProgress)
    }

    private static func schoolYear(of date: CalendarDate) -> Int {
        let (year, month, _) = date.components
        return month >= 8 ? year : year - 1
    }
}
