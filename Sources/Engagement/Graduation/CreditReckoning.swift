/// Counts one student's credits against requirements.
struct CreditReckoning {
    let results: [CourseResult]
    let waivers: [CreditWaiver]
    let texts: TextPool
    /// The student's year of schooling; nil where not known.
    let grade: Int?
    /// The share of the year whose grades are in; nil where not known.
    let share: Double?

    /// The standing in each requirement, in their order.
    func subjects(of requirements: [GraduationRequirement]) -> [GraduationStanding.Subject] {
        let repeating = Set(requirements.filter(\.repeatsCount).map { $0.subject.lowercased() })
        var earned: [String: Double] = [:]
        var inProgress: [String: Double] = [:]
        for (subject, results) in Dictionary(grouping: results, by: \.subject) {
            let name = texts[subject].lowercased()
            let results = CoursesInProgress.settled(results) { _ in repeating.contains(name) }
            let sum = results.reduce(0) { $0 + ($1.earned.isNaN ? 0 : $1.earned) }
            let twice = repeating.contains(name) ? 0 : RepeatedCourses.surplus(of: results)
            earned[name, default: 0] += GraduationStanding.rounded(sum - twice)
            inProgress[name, default: 0] += results.reduce(0) {
                $0 + ($1.inProgress.isNaN ? 0 : $1.inProgress)
            }
        }
        var standings: [GraduationStanding.Subject] = []
        for requirement in requirements {
            let name = requirement.subject.lowercased()
            let waived = min(requirement.credits, waived(requirement, name))
            let required = requirement.credits - waived
            let counted = min(required, earned[name] ?? 0)
            earned[name, default: 0] -= counted
            let working = min(required - counted, inProgress[name] ?? 0)
            inProgress[name, default: 0] -= working
            standings.append(
                GraduationStanding.Subject(
                    name: requirement.subject, required: required, waived: waived, earned: counted,
                    inProgress: working, expected: expected(required, over: requirement.grades),
                    hasTranscript: !results.isEmpty))
        }
        // What no subject took goes to electives, the first ones first.
        var surplus = GraduationStanding.rounded(earned.values.reduce(0, +))
        var working = GraduationStanding.rounded(inProgress.values.reduce(0, +))
        for (place, requirement) in requirements.enumerated() where requirement.takesSurplus {
            let taken = min(surplus, standings[place].required - standings[place].earned)
            standings[place].earned += taken
            surplus -= taken
            let left = standings[place].required - standings[place].earned
            let own = min(standings[place].inProgress, left)
            let more = min(working, left - own)
            standings[place].inProgress = own + more
            working -= more
        }
        lendWhatIsAhead(to: &standings, of: requirements)
        return standings
    }

    /// What is ahead of the pace in other subjects stands for electives that are behind it, the first ones
    /// first.
    private func lendWhatIsAhead(
        to standings: inout [GraduationStanding.Subject], of requirements: [GraduationRequirement]
    ) {
        var ahead = zip(standings, requirements).reduce(0) { sum, pair in
            guard !pair.1.takesSurplus, let expected = pair.0.expected else { return sum }
            return sum + max(0, pair.0.earned - expected)
        }
        for (place, requirement) in requirements.enumerated() where requirement.takesSurplus {
            let lent = min(ahead, max(0, (standings[place].expected ?? 0) - standings[place].earned))
            standings[place].ahead = lent
            ahead -= lent
        }
    }

    private func waived(_ requirement: GraduationRequirement, _ name: String) -> Double {
        waivers.filter { texts[$0.subject].lowercased() == name }
            .reduce(0) { $0 + ($1.credits.isNaN ? requirement.credits : $1.credits) }
    }

    private func expected(_ required: Double, over grades: ClosedRange<Int>) -> Double? {
        guard let grade, let share else { return nil }
        let passed = min(max(0, Double(grade - grades.lowerBound) + share), Double(grades.count))
        return GraduationStanding.rounded(required * passed / Double(grades.count))
    }
}
