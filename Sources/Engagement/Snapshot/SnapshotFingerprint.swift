extension Snapshot {
    /// SHA-256 over everything that was recorded, in a fixed order, each part led by its length so that
    /// no two contents run together into the same bytes. What is computed from it is left out.
    func contentFingerprint() -> String {
        var hash = ContentHash()
        hash.add("caseload snapshot 1")
        hash.add(asOf)
        for school in schools { hash.add(school.id.text, school.name) }
        hash.endPart()
        for term in terms {
            hash.add(term.id.text, term.title, term.kind.name, term.start.description, term.end.description)
        }
        hash.endPart()
        for mentor in mentors {
            hash.add(
                mentor.id.text, mentor.name, mentor.education, "\(mentor.yearsInHomeSettings ?? .nan)",
                "\(mentor.yearsInSchoolSettings ?? .nan)", "\(mentor.caseloadLimit ?? -1)")
        }
        hash.endPart()
        for indicator in catalog.indicators {
            hash.add(
                indicator.id, indicator.domain.name, indicator.title, indicator.unit,
                indicator.rangeDescription, indicator.direction.name, indicator.cadence.name,
                indicator.kind.name, indicator.source)
        }
        hash.endPart()
        hash.add(texts.bytes)
        hash.add(texts.ends)
        hash.add(students.ids)
        hash.add(students.givenNames)
        hash.add(students.middleNames)
        hash.add(students.familyNames)
        hash.add(students.preferredNames)
        hash.add(students.grades)
        hash.add(students.schools)
        hash.add(students.enrolledFrom)
        hash.add(students.enrolledTo)
        hash.add(students.languages)
        hash.add(schoolDays)
        hash.add(demographics)
        hash.add(attendance)
        hash.add(discipline)
        hash.add(courseResults)
        hash.add(homework)
        hash.add(observations)
        hash.add(surveyAnswers)
        hash.add(activities)
        hash.add(caseloads)
        return hash.finish()
    }
}

private struct ContentHash {
    private let hash = SHA256()

    mutating func add(_ texts: String...) {
        for var text in texts {
            add(count: text.utf8.count)
            text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
        }
    }

    mutating func add(_ date: CalendarDate) {
        add(count: Int(date.dayNumber))
    }

    mutating func add<Element>(_ column: Column<Element>) {
        add(count: column.count)
        column.withUnsafeBytes { hash.update($0) }
    }

    mutating func add<Record>(_ table: EventTable<Record>) {
        add(table.records)
        add(table.starts)
    }

    mutating func endPart() {
        add(count: -1)
    }

    consuming func finish() -> String {
        hash.hexDigest
    }

    private mutating func add(count: Int) {
        withUnsafeBytes(of: Int64(count).littleEndian) { hash.update($0) }
    }
}
