extension Snapshot {
    /// Whether the columns of an image fit together: what is found by them lies inside of them.
    ///
    /// One pass over the numbers that rows and texts are found by. Numbers of texts and mentors inside of
    /// events are not looked at; where such a one is wrong, reading it gives nothing or ends the process, but
    /// never reads foreign memory.
    func isWhole() -> Bool {
        let rows = students.count
        let counts = [
            students.givenNames.count, students.middleNames.count, students.familyNames.count,
            students.preferredNames.count, students.grades.count, students.schools.count,
            students.enrolledFrom.count, students.enrolledTo.count, students.languages.count,
        ]
        guard counts.allSatisfy({ $0 == rows }), texts.isWhole, origins.texts.isWhole,
            students.schools.allSatisfy({ $0 < schools.count }),
            mentors.allSatisfy({ mentor in
                (mentor.trainings.map(\.origin) + mentor.events.map(\.origin)).allSatisfy {
                    $0 ?? -1 < origins.count
                }
            })
        else { return false }
        func isWhole<Record>(_ table: EventTable<Record>) -> Bool {
            table.isWhole(rowCount: rows, origins: origins.count)
        }
        let tables = [
            isWhole(demographics), isWhole(attendance), isWhole(discipline), isWhole(courseResults),
            isWhole(homework), isWhole(observations), isWhole(surveyAnswers), isWhole(activities),
            isWhole(guardians), isWhole(contacts), isWhole(interventions), isWhole(goals),
            isWhole(goalProgress),
            isWhole(strengths), isWhole(outcomes), isWhole(linkageSteps), isWhole(graduationPlans),
            isWhole(creditWaivers),
            isWhole(caseloads),
        ]
        return tables.allSatisfy(\.self)
            && schoolDays.isWhole(rowCount: schools.count, origins: origins.count)
            && indicatorColumns.allSatisfy { column in
                catalog.indicators.indices.contains(column.indicator) && column.values.count == rows
                    && column.dates.count == rows
            }
    }
}

extension EventTable {
    /// Whether each row's records lie in the table, those of one row behind those of the row before, and each
    /// record's origin among so many.
    fileprivate func isWhole(rowCount: Int, origins count: Int) -> Bool {
        starts.count == rowCount + 1 && starts.isAscending(from: 0, through: records.count)
            && starts[rowCount] == records.count
            && origins.starts.count == origins.numbers.count
            && origins.starts.isAscending(from: 0, through: records.count)
            && origins.numbers.allSatisfy { $0 < count }
    }
}

extension TextPool {
    /// Whether each text lies in the pool; the first is the empty one.
    fileprivate var isWhole: Bool {
        !ends.isEmpty && ends[0] == 0 && ends.isAscending(from: 0, through: bytes.count)
    }
}

extension Column<UInt32> {
    fileprivate func isAscending(from first: Int, through last: Int) -> Bool {
        guard let base = baseAddress else { return true }
        var previous = UInt32(clamping: first)
        for index in 0..<count {
            let next = base[index]
            guard next >= previous else { return false }
            previous = next
        }
        return Int(previous) <= last
    }
}
