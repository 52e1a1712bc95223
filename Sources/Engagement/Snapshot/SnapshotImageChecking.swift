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
        guard counts.allSatisfy({ $0 == rows }), texts.isWhole,
            students.schools.allSatisfy({ $0 < schools.count })
        else { return false }
        let tables = [
            demographics.isWhole(rowCount: rows), attendance.isWhole(rowCount: rows),
            discipline.isWhole(rowCount: rows), courseResults.isWhole(rowCount: rows),
            homework.isWhole(rowCount: rows), observations.isWhole(rowCount: rows),
            surveyAnswers.isWhole(rowCount: rows), activities.isWhole(rowCount: rows),
            guardians.isWhole(rowCount: rows), contacts.isWhole(rowCount: rows),
            interventions.isWhole(rowCount: rows), goals.isWhole(rowCount: rows),
            strengths.isWhole(rowCount: rows), caseloads.isWhole(rowCount: rows),
        ]
        return tables.allSatisfy(\.self) && schoolDays.isWhole(rowCount: schools.count)
            && indicatorColumns.allSatisfy { column in
                catalog.indicators.indices.contains(column.indicator) && column.values.count == rows
                    && column.dates.count == rows
            }
    }
}

extension EventTable {
    /// Whether each row's records lie in the table, those of one row behind those of the row before.
    fileprivate func isWhole(rowCount: Int) -> Bool {
        starts.count == rowCount + 1 && starts.isAscending(from: 0, through: records.count)
            && starts[rowCount] == records.count
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
