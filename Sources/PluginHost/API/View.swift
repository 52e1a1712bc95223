import Engagement
import Lua
import NearestName

/// What one plugin may see of a district: the context that every type of the Lua view reads from.
///
/// The closures of the types refer to it unowned: a ``PluginInstance`` owns both the view and the state
/// in which the closures live.
final class View {
    private(set) var district: District
    /// The kinds of record the plugin declared.
    let reads: Set<RecordKind>
    /// The plugin's name, for errors.
    let plugin: String
    /// The plugin's templates.
    let templates: TemplateFolder

    /// Whom the report that is being written is about, or of whom a line is that is scored alone; nil where everyone is
    /// in view.
    var rowsInView: Set<Int>?

    /// The names of the types of which a value is its fields and nothing else: one can be written down as them.
    var recordNames: Set<String> = []
    /// The names of the types that have a note, which is for plugins that declared notes.
    var confidential: Set<String> = []

    /// Tells whoever runs the plugin something that it does not say itself.
    var notice: (String) -> Void = { _ in }
    /// The names of plugins that were asked for and have no results, each with the one that was meant.
    private var misspelt: [String: String?] = [:]

    /// Records what a script asks for; nil for a plugin, which changes nothing.
    var record: ((RecordRequest) -> RecordAnswer)?

    lazy var student = studentType()
    lazy var school = schoolType()
    lazy var mentor = mentorType()
    lazy var service = serviceType()
    lazy var services = servicesType()
    lazy var linkage = linkageType()
    lazy var linkageOverlap = linkageOverlapType()
    lazy var linkageStep = linkageStepType()
    lazy var records = recordsType()
    lazy var recordGroups = recordGroupsType()
    lazy var texts = textsType()
    lazy var observation = observationType()
    lazy var activity = activityType()
    lazy var guardian = guardianType()
    lazy var circleMember = circleMemberType()
    lazy var contact = contactType()
    lazy var mentorContact = mentorContactType()
    lazy var intervention = interventionType()
    lazy var goal = goalType()
    lazy var goalProgress = goalProgressType()
    lazy var strength = strengthType()
    lazy var attendanceEvent = attendanceEventType()
    lazy var attendanceWeek = attendanceWeekType()
    lazy var disciplineEvent = disciplineEventType()
    lazy var courseResult = courseResultType()
    lazy var homeworkItem = homeworkItemType()
    lazy var indicatorValue = indicatorValueType()
    lazy var creditFigures = creditFiguresType()
    lazy var courseCredits = courseCreditsType()
    lazy var creditWaiver = creditWaiverType()
    lazy var creditsBySubject = creditsBySubjectType()
    lazy var fidelityRule = fidelityRuleType()
    lazy var mentorTime = mentorTimeType()
    lazy var timeTally = timeTallyType()
    lazy var timeByRole = timeType("TimeByRole", "The mentor's role", MentorRole.self)
    lazy var timeBySetting = timeType("TimeBySetting", "Where the contacts were", Setting.self)
    lazy var timeByConstituent = timeType(
        "TimeByConstituent", "Whom the contacts were with", Constituent.self)
    lazy var outcome = outcomeType()
    lazy var training = trainingType()
    lazy var event = eventType()
    /// All services that are offered on the run's date.
    lazy var offeredServices = ServiceNumbers(
        numbers: snapshot.directory.search(ServiceSearch(), on: snapshot.asOf))
    /// What has been asked of the directory, so that a question asked about every student is answered once.
    let askedOfServices = ServiceAnswers()
    lazy var attendance = attendanceType()
    lazy var discipline = disciplineType()
    lazy var grades = gradesType()
    lazy var credits = creditsType()
    lazy var homework = homeworkType()
    lazy var survey = surveyType()
    lazy var subscaleMean = subscaleMeanType()
    lazy var surveyAnswer = surveyAnswerType()
    lazy var engagement = engagementType()
    lazy var domains = EngagementDomain.allCases.map(domainType)
    lazy var students = studentsType()
    lazy var groups = groupsType()
    lazy var column = columnType()
    lazy var shownCounts = shownCountsType()
    lazy var date = dateType()
    lazy var document = documentType()
    lazy var chart = chartType()
    lazy var scores = scoresType()
    lazy var finding = findingType()
    lazy var domainScores = domainScoresType()
    lazy var scoreChange = scoreChangeType()
    lazy var tierCounts = tierCountsType()
    lazy var demographicFacts = demographicFactsType()
    lazy var fidelity = fidelityType()
    lazy var snapshotFacts = snapshotType()
    lazy var term = termType()
    /// What queries and orders may name.
    lazy var fields = StudentFields(snapshot, results: Array(district.results.values), reading: reads)

    init(
        district: District, reads: Set<RecordKind>, plugin: String, files: [String: [UInt8]] = [:]
    ) {
        self.district = district
        self.reads = reads
        self.plugin = plugin
        templates = TemplateFolder(files)
    }

    var snapshot: Snapshot { district.snapshot }

    /// Takes the findings of a run about these rows into view, over older ones about the same students.
    func take(_ outcomes: [StudentOutcome], of plugin: String, for rows: [Int]) {
        let old = district.results[plugin]
        let run =
            old?.run
            ?? Run(
                started: 0, finished: 0, user: "", plugin: plugin, version: "", pluginHash: "", options: "{}",
                asOf: snapshot.asOf, fingerprint: snapshot.fingerprint, seed: 0, hostVersion: "")
        let new = zip(rows, outcomes).map { (snapshot.id(of: $0), $1) }
        let merged = (old?.outcomes ?? [:]).merging(new) { $1 }
        let risk = district.results[plugin]?.risk
        district.results[plugin] = RunResults(run: run, outcomes: merged)
        district.results[plugin]?.risk = risk
        fields = StudentFields(snapshot, results: Array(district.results.values), reading: reads)
    }

    /// Refuses a field whose kind of record the plugin did not declare.
    func require(_ kind: RecordKind, _ field: String) throws(LuaError) {
        guard reads.contains(kind) else {
            throw LuaError(
                "\(field): plugin '\(plugin)' does not declare that it reads '\(kind.name)' (plugin.json, reads)"
            )
        }
    }

    /// Refuses the name of a plugin that is neither installed nor has results, where one of a name close to it is
    /// or has. A name that is close to none may well be a plugin's that another district has.
    ///
    /// - Parameter known: The plugins that have results.
    func requirePlugin(_ name: String, among known: some Sequence<String>, for what: String) throws(LuaError)
    {
        if misspelt.count > 256 { misspelt = [:] }
        let near =
            misspelt[name]
            ?? (district.plugins.contains(name)
                ? nil : nearestName(to: name, among: district.plugins.union(known)))
        misspelt[name] = .some(near)
        if let near { throw LuaError("\(what): there is no plugin '\(name)'; did you mean '\(near)'?") }
    }

    /// Whether a student's confidential notes are in view: for a plugin that declared notes, and in a report
    /// only those of the one student it is about.
    func showsNotes(of row: Int) -> Bool {
        reads.contains(.notes) && (rowsInView == nil || rowsInView == [row])
    }

    /// A text of the snapshot, or nil where none is known.
    func value(_ text: Text) -> LuaValue {
        text == .none ? .nil : .string(LuaString(bytes: snapshot.texts.utf8(text)))
    }

    /// A figure, or nil where it is missing.
    func value(_ figure: Double?) -> LuaValue {
        guard let figure, !figure.isNaN else { return .nil }
        return .number(figure)
    }

    /// A date, or nil where none is known.
    func value(_ day: CalendarDate?, in state: LuaState) throws(LuaError) -> LuaValue {
        guard let day = day?.ifKnown else { return .nil }
        return .object(try state.makeObject(day, date))
    }
}

extension LuaTable {
    /// Sets these fields in one crossing; a nil sets none.
    func fill(_ fields: KeyValuePairs<String, LuaValue>) throws(LuaError) {
        try rawSet(fields.map { (.string($0.key), $0.value) })
    }
}
