extension Snapshot {
    /// The snapshot whose image these bytes are. Its columns stay where they are.
    ///
    /// - Parameters:
    ///   - image: What ``writeImage(_:)`` gave, from a place that is a multiple of eight.
    ///   - owner: Keeps the memory, which must not change.
    ///   - isSure: Whether the bytes are what this program has written and sealed, as a worker is handed them by its
    ///     parent. Elsewhere each number that is a place in another column is looked at, some 20 ms for a million
    ///     students.
    /// - Throws: If the bytes are no image of this version of the program.
    package init(
        image: UnsafeRawBufferPointer, owner: any AnyObject & Sendable, isSure: Bool = false
    ) throws(ByteReader.Mismatch) {
        var parts = try ImageParts(image, owner: owner)
        var reader = ByteReader(parts.head)
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
                        hours: try reader.optionalDouble(), origin: try reader.origin())
                },
                events: try reader.list { (reader) throws(ByteReader.Mismatch) in
                    MentorEvent(
                        date: try reader.date(), kind: try reader.word(), name: try reader.string(),
                        hours: try reader.optionalDouble(), note: try reader.string(),
                        origin: try reader.origin())
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

        texts = TextPool(bytes: try parts.column(), ends: try parts.column())
        students = StudentColumns(
            ids: try parts.column(), givenNames: try parts.column(),
            middleNames: try parts.column(), familyNames: try parts.column(),
            preferredNames: try parts.column(), grades: try parts.column(),
            schools: try parts.column(), enrolledFrom: try parts.column(),
            enrolledTo: try parts.column(), languages: try parts.column())
        schoolDays = try parts.table()
        demographics = try parts.table()
        attendance = try parts.table()
        discipline = try parts.table()
        courseResults = try parts.table()
        homework = try parts.table()
        observations = try parts.table()
        surveyAnswers = try parts.table()
        activities = try parts.table()
        guardians = try parts.table()
        contacts = try parts.table()
        interventions = try parts.table()
        goals = try parts.table()
        goalProgress = try parts.table()
        strengths = try parts.table()
        outcomes = try parts.table()
        linkageSteps = try parts.table()
        graduationPlans = try parts.table()
        creditWaivers = try parts.table()
        caseloads = try parts.table()
        origins = OriginTable(
            entries: try parts.column(),
            texts: TextPool(bytes: try parts.column(), ends: try parts.column()))
        var indicatorColumns: [IndicatorColumn] = []
        for (indicator, kind) in columns {
            indicatorColumns.append(
                IndicatorColumn(
                    indicator: indicator, kind: kind, values: try parts.column(),
                    dates: try parts.column()))
        }
        self.indicatorColumns = indicatorColumns
        guard reader.isAtEnd, parts.isAtEnd, isSure || isWhole() else { throw ByteReader.Mismatch() }
    }
}

extension ByteReader {
    fileprivate mutating func date() throws(Mismatch) -> CalendarDate {
        CalendarDate(dayNumber: Int32(truncatingIfNeeded: try int()))
    }

    fileprivate mutating func origin() throws(Mismatch) -> Int? {
        let number = try int()
        return number < 0 ? nil : number
    }

    fileprivate mutating func word<Word: Vocabulary>() throws(Mismatch) -> Word {
        guard let word = Word(rawValue: UInt32(truncatingIfNeeded: try int())) else { throw Mismatch() }
        return word
    }
}

/// The columns of an image, one after another.
private struct ImageParts {
    /// What is small.
    let head: UnsafeRawBufferPointer
    private let image: UnsafeRawBufferPointer
    private let owner: any AnyObject & Sendable
    private var places: ArraySlice<(place: Int, count: Int)>

    init(_ image: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) throws(ByteReader.Mismatch) {
        self.image = image
        self.owner = owner
        var reader = ByteReader(image)
        let (place, count) = (try reader.int(), try reader.int())
        reader = ByteReader(try Self.part(of: image, place, count))
        head = try reader.bytesInPlace()
        places = try reader.list { (reader) throws(ByteReader.Mismatch) in
            (place: try reader.int(), count: try reader.int())
        }[...]
        guard reader.isAtEnd else { throw ByteReader.Mismatch() }
    }

    var isAtEnd: Bool { places.isEmpty }

    mutating func column<Element>() throws(ByteReader.Mismatch) -> Column<Element> {
        guard let (place, count) = places.popFirst(), place % 8 == 0,
            count % MemoryLayout<Element>.stride == 0
        else { throw ByteReader.Mismatch() }
        return Column(try Self.part(of: image, place, count).bindMemory(to: Element.self), owner: owner)
    }

    mutating func table<Record>() throws(ByteReader.Mismatch) -> EventTable<Record> {
        EventTable(
            records: try column(), starts: try column(),
            origins: OriginRuns(starts: try column(), numbers: try column()))
    }

    private static func part(
        of image: UnsafeRawBufferPointer, _ place: Int, _ count: Int
    ) throws(ByteReader.Mismatch) -> UnsafeRawBufferPointer {
        guard place >= 0, count >= 0, place <= image.count, count <= image.count - place else {
            throw ByteReader.Mismatch()
        }
        return UnsafeRawBufferPointer(rebasing: image[place..<place + count])
    }
}
