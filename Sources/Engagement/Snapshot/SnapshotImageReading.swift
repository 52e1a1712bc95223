extension Snapshot {
    /// The snapshot whose image these bytes are. Its columns stay where they are.
    ///
    /// - Parameters:
    ///   - image: What ``writeImage(_:)`` gave, from a place that is a multiple of eight.
    ///   - owner: Keeps the memory, which must not change.
    /// - Throws: If the bytes are no image of this version of the program.
    package init(
        image: UnsafeRawBufferPointer, owner: any AnyObject & Sendable
    ) throws(ByteReader.Mismatch) {
        var reader = ByteReader(image)
        asOf = try reader.date()
        schoolYearStart = try reader.date()
        schools = try reader.list { (reader) throws(ByteReader.Mismatch) in
            School(
                id: Identifier(try reader.string()), name: try reader.string(),
                coordinates: Coordinates(
                    latitude: try reader.optionalDouble(), longitude: try reader.optionalDouble()))
        }
        terms = try reader.list { (reader) throws(ByteReader.Mismatch) in
            Term(
                id: Identifier(try reader.string()), title: try reader.string(), kind: try reader.word(),
                start: try reader.date(), end: try reader.date())
        }
        mentors = try reader.list { (reader) throws(ByteReader.Mismatch) in
            Mentor(
                id: Identifier(try reader.string()), name: try reader.string(),
                education: try reader.string(), yearsInHomeSettings: try reader.optionalDouble(),
                yearsInSchoolSettings: try reader.optionalDouble(),
                caseloadLimit: try reader.optionalDouble().flatMap { Int(exactly: $0) },
                trainings: try reader.list { (reader) throws(ByteReader.Mismatch) in
                    MentorTraining(
                        title: try reader.string(), date: try reader.date().ifKnown,
                        hours: try reader.optionalDouble())
                },
                events: try reader.list { (reader) throws(ByteReader.Mismatch) in
                    MentorEvent(
                        date: try reader.date(), kind: try reader.word(), name: try reader.string(),
                        hours: try reader.optionalDouble(), note: try reader.string())
                })
        }
        graduationRequirements = try reader.list { (reader) throws(ByteReader.Mismatch) in
            let (diploma, subject) = (try reader.string(), try reader.string())
            let credits = try reader.double()
            let (first, last) = (try reader.int(), try reader.int())
            guard first <= last else { throw ByteReader.Mismatch() }
            return GraduationRequirement(
                diploma: diploma, subject: subject, credits: credits, grades: first...last,
                takesSurplus: try reader.int() == 1, repeatsCount: try reader.int() == 1)
        }
        catalog = IndicatorCatalog(
            own: try reader.list { (reader) throws(ByteReader.Mismatch) in
                Indicator(
                    id: try reader.string(), domain: try reader.word(), title: try reader.string(),
                    unit: try reader.string(), minimum: try reader.optionalDouble(),
                    maximum: try reader.optionalDouble(), direction: try reader.word(),
                    cadence: try reader.word(), kind: try reader.word(), source: try reader.string())
            })
        directory = try ServiceDirectory(from: &reader)
        fingerprint = try reader.string()
        let columns = try reader.list { (reader) throws(ByteReader.Mismatch) -> (Int, RecordKind) in
            (try reader.int(), try reader.word())
        }
        try reader.skipToMultipleOfEight()

        texts = TextPool(bytes: try reader.column(owner), ends: try reader.column(owner))
        students = StudentColumns(
            ids: try reader.column(owner), givenNames: try reader.column(owner),
            middleNames: try reader.column(owner), familyNames: try reader.column(owner),
            preferredNames: try reader.column(owner), grades: try reader.column(owner),
            schools: try reader.column(owner), enrolledFrom: try reader.column(owner),
            enrolledTo: try reader.column(owner), languages: try reader.column(owner))
        schoolDays = try reader.table(owner)
        demographics = try reader.table(owner)
        attendance = try reader.table(owner)
        discipline = try reader.table(owner)
        courseResults = try reader.table(owner)
        homework = try reader.table(owner)
        observations = try reader.table(owner)
        surveyAnswers = try reader.table(owner)
        activities = try reader.table(owner)
        guardians = try reader.table(owner)
        contacts = try reader.table(owner)
        interventions = try reader.table(owner)
        goals = try reader.table(owner)
        strengths = try reader.table(owner)
        linkageSteps = try reader.table(owner)
        graduationPlans = try reader.table(owner)
        creditWaivers = try reader.table(owner)
        caseloads = try reader.table(owner)
        var indicatorColumns: [IndicatorColumn] = []
        for (indicator, kind) in columns {
            indicatorColumns.append(
                IndicatorColumn(
                    indicator: indicator, kind: kind, values: try reader.column(owner),
                    dates: try reader.column(owner)))
        }
        self.indicatorColumns = indicatorColumns
        guard reader.isAtEnd, isWhole() else { throw ByteReader.Mismatch() }
    }
}

extension ByteReader {
    fileprivate mutating func date() throws(Mismatch) -> CalendarDate {
        CalendarDate(dayNumber: Int32(truncatingIfNeeded: try int()))
    }

    fileprivate mutating func word<Word: Vocabulary>() throws(Mismatch) -> Word {
        guard let word = Word(rawValue: UInt32(truncatingIfNeeded: try int())) else { throw Mismatch() }
        return word
    }

    fileprivate mutating func column<Element>(
        _ owner: any AnyObject & Sendable
    ) throws(Mismatch) -> Column<Element> {
        let part = try part()
        guard part.count % MemoryLayout<Element>.stride == 0 else { throw Mismatch() }
        return Column(part.bindMemory(to: Element.self), owner: owner)
    }

    fileprivate mutating func table<Record>(
        _ owner: any AnyObject & Sendable
    ) throws(Mismatch) -> EventTable<Record> {
        EventTable(records: try column(owner), starts: try column(owner))
    }
}
