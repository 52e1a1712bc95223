/// A snapshot as bytes that another process maps and reads where they lie.
///
/// It begins with the place and the length of its head: what is small (schools, terms, mentors, indicators), then
/// the place and the length of each column, in a fixed order. Columns lie at places that are multiples of eight.
/// For processes of the same program on the same machine.
extension Snapshot {
    /// Gives the image to `body`, piece by piece; the pieces are valid inside `body` only.
    package func writeImage(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        let padding = [UInt8](repeating: 0, count: 8)
        func padded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
        var places: [(place: Int, count: Int)] = []
        visitColumns { part in
            places.append((places.last.map { $0.place + padded($0.count) } ?? 16, part.count))
        }
        let end = places.last.map { $0.place + padded($0.count) } ?? 16
        let head = head(places)
        try withUnsafeBytes(of: (Int64(end), Int64(head.count)), body)
        try visitColumns { part in
            try body(part)
            try padding.withUnsafeBytes {
                try body(UnsafeRawBufferPointer(rebasing: $0[..<(padded(part.count) - part.count)]))
            }
        }
        try head.withUnsafeBytes(body)
    }

    /// Makes the memory in which the columns lie the snapshot's image, if all of them do.
    mutating func seal() {
        guard let memory else { return }
        var places: [(place: Int, count: Int)?] = []
        visitColumns { part in places.append(memory.place(of: part).map { ($0, part.count) }) }
        if places.allSatisfy({ $0 != nil }) { memory.seal(head: head(places.compactMap(\.self))) }
        if !memory.isSealed { self.memory = nil }
    }

    /// What is small, and where the columns are.
    private func head(_ places: [(place: Int, count: Int)]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(head)
        writer.write(places) { writer, part in
            writer.write(part.place)
            writer.write(part.count)
        }
        return writer.bytes
    }

    /// Gives each column to `body`, in the order in which an image names them.
    private func visitColumns(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try visitParts(withOrigins: true, body)
        for column in indicatorColumns {
            try column.values.withUnsafeBytes(body)
            try column.dates.withUnsafeBytes(body)
        }
    }

    /// Gives each column that holds what was recorded to `body`, in the order that ``init(image:owner:)`` reads.
    ///
    /// - Parameter withOrigins: Also who recorded it, which is no part of the content.
    func visitParts(
        withOrigins: Bool, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        try texts.bytes.withUnsafeBytes(body)
        try texts.ends.withUnsafeBytes(body)
        try students.ids.withUnsafeBytes(body)
        try students.givenNames.withUnsafeBytes(body)
        try students.middleNames.withUnsafeBytes(body)
        try students.familyNames.withUnsafeBytes(body)
        try students.preferredNames.withUnsafeBytes(body)
        try students.grades.withUnsafeBytes(body)
        try students.schools.withUnsafeBytes(body)
        try students.enrolledFrom.withUnsafeBytes(body)
        try students.enrolledTo.withUnsafeBytes(body)
        try students.languages.withUnsafeBytes(body)
        func visit<Record>(_ table: EventTable<Record>) throws {
            try table.records.withUnsafeBytes(body)
            try table.starts.withUnsafeBytes(body)
            guard withOrigins else { return }
            try table.origins.starts.withUnsafeBytes(body)
            try table.origins.numbers.withUnsafeBytes(body)
        }
        try visit(schoolDays)
        try visit(demographics)
        try visit(attendance)
        try visit(discipline)
        try visit(courseResults)
        try visit(homework)
        try visit(observations)
        try visit(surveyAnswers)
        try visit(activities)
        try visit(guardians)
        try visit(contacts)
        try visit(interventions)
        try visit(goals)
        try visit(goalProgress)
        try visit(strengths)
        try visit(outcomes)
        try visit(linkageSteps)
        try visit(graduationPlans)
        try visit(creditWaivers)
        try visit(caseloads)
        guard withOrigins else { return }
        try origins.entries.withUnsafeBytes(body)
        try origins.texts.bytes.withUnsafeBytes(body)
        try origins.texts.ends.withUnsafeBytes(body)
    }

    /// What is small, as bytes.
    var head: [UInt8] {
        var writer = ByteWriter()
        writer.write(Int(asOf.dayNumber))
        writer.write(Int(schoolYearStart.dayNumber))
        writer.write(schools) { writer, school in
            writer.write(school.id.text)
            writer.write(school.name)
            writer.write(school.coordinates?.latitude)
            writer.write(school.coordinates?.longitude)
        }
        writer.write(terms) { writer, term in
            writer.write(term.id.text)
            writer.write(term.title)
            writer.write(Int(term.kind.rawValue))
            writer.write(Int(term.start.dayNumber))
            writer.write(Int(term.end.dayNumber))
        }
        writer.write(mentors) { writer, mentor in
            writer.write(mentor.id.text)
            writer.write(mentor.name)
            writer.write(mentor.education)
            writer.write(mentor.yearsInHomeSettings)
            writer.write(mentor.yearsInSchoolSettings)
            writer.write(mentor.caseloadLimit.map(Double.init))
            writer.write(mentor.trainings) { writer, training in
                writer.write(training.title)
                writer.write(Int((training.date ?? .unknown).dayNumber))
                writer.write(training.hours)
                writer.write(training.origin ?? -1)
            }
            writer.write(mentor.events) { writer, event in
                writer.write(Int(event.date.dayNumber))
                writer.write(Int(event.kind.rawValue))
                writer.write(event.name)
                writer.write(event.hours)
                writer.write(event.note)
                writer.write(event.origin ?? -1)
            }
        }
        writer.write(graduationRequirements) { writer, requirement in
            writer.write(requirement.diploma)
            writer.write(requirement.subject)
            writer.write(requirement.credits)
            writer.write(requirement.grades.lowerBound)
            writer.write(requirement.grades.upperBound)
            writer.write(requirement.takesSurplus ? 1 : 0)
            writer.write(requirement.repeatsCount ? 1 : 0)
        }
        writer.write(catalog.indicators.dropFirst(IndicatorCatalog.builtIn.count)) { writer, indicator in
            writer.write(indicator.id)
            writer.write(Int(indicator.domain.rawValue))
            writer.write(indicator.title)
            writer.write(indicator.unit)
            writer.write(indicator.minimum)
            writer.write(indicator.maximum)
            writer.write(Int(indicator.direction.rawValue))
            writer.write(Int(indicator.cadence.rawValue))
            writer.write(Int(indicator.kind.rawValue))
            writer.write(indicator.source)
        }
        directory.write(to: &writer)
        writer.write(fingerprint)
        writer.write(indicatorColumns) { writer, column in
            writer.write(column.indicator)
            writer.write(Int(column.kind.rawValue))
        }
        return writer.bytes
    }
}
