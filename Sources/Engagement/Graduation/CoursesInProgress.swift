/// Courses that a student is taking, of which the credits are still to come.
///
/// A later result of a course, known by subject and title, says what became of what was in progress in it: what was
/// attempted or earned is in progress no more, whatever came of it, and a result that says itself how much is still
/// in progress takes the place of what was said before. The result of one grading period says nothing of another's,
/// which may be under way before that is in. A course that is taken again although it was passed is worked
/// for only as far as it can still add to what was earned (see ``RepeatedCourses``).
enum CoursesInProgress {
    /// The results with what is still in progress of each, in the same order.
    ///
    /// - Parameter isCountedAgain: Whether a course of a subject counts each time that it is passed.
    static func settled(
        _ results: [CourseResult], except isCountedAgain: (Text) -> Bool = { _ in false }
    ) -> [CourseResult] {
        guard results.contains(where: { $0.inProgress > 0 }) else { return results }
        var settled = results
        let places = results.indices.filter { results[$0].course != .none }
        for course in Dictionary(grouping: places, by: { [results[$0].subject, results[$0].course] }).values {
            settle(course.sorted { (results[$0].date, $0) < (results[$1].date, $1) }, in: &settled)
            // Almost no course in progress was passed before.
            guard course.contains(where: { results[$0].earned > 0 }) else { continue }
            takeOffWhatIsEarnedAlready(course, in: &settled, except: isCountedAgain)
        }
        return settled
    }

    /// One course: its places by date, those without a date first.
    private static func settle(_ course: [Int], in results: inout [CourseResult]) {
        var open: [Int] = []
        for place in course {
            let result = results[place]
            let done = [result.attempted, result.earned].filter { !$0.isNaN }.max()
            let isStated = !result.inProgress.isNaN
            let meant = open.filter { earlier in
                let terms = [results[earlier].term, result.term]
                return terms[0] == terms[1] || terms.contains(.none)
            }
            if isStated, done != nil || result.inProgress == 0 {
                for earlier in meant { results[earlier].inProgress = 0 }
            } else if var done {
                for earlier in meant {
                    let taken = min(done, results[earlier].inProgress)
                    results[earlier].inProgress -= taken
                    done -= taken
                }
            }
            if isStated, result.inProgress > 0 { open.append(place) }
        }
    }

    /// One course: its places.
    private static func takeOffWhatIsEarnedAlready(
        _ course: [Int], in results: inout [CourseResult], except isCountedAgain: (Text) -> Bool
    ) {
        for place in course where results[place].inProgress > 0 {
            let known = course.map { results[$0] }
            let passed = course.map { $0 == place ? results[$0].passed : results[$0] }
            let surplus =
                RepeatedCourses.surplus(of: passed, except: isCountedAgain)
                - RepeatedCourses.surplus(of: known, except: isCountedAgain)
            results[place].inProgress = max(0, results[place].inProgress - max(0, surplus))
        }
    }
}

extension CourseResult {
    /// The result once what is in progress has been attempted and earned.
    fileprivate var passed: CourseResult {
        var passed = self
        let known = attemptedSoFar.isNaN ? earned : attemptedSoFar
        passed.attempted = (known.isNaN ? 0 : known) + inProgress
        passed.earned = (earned.isNaN ? 0 : earned) + inProgress
        passed.inProgress = .nan
        return passed
    }
}
