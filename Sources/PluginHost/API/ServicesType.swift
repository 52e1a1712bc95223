import Engagement
import Lua
import NearestName

/// Services in an order, as numbers of the snapshot's directory.
struct ServiceNumbers {
    let numbers: [Int]
}

/// Which services a question in words means, by the question.
final class ServiceAnswers {
    private var answers: [String: [Bool]] = [:]

    private var toldOf: Set<String> = []

    /// Whether these words are asked for the first time.
    func isFirst(_ words: String) -> Bool { toldOf.count < Self.limit && toldOf.insert(words).inserted }

    /// The most questions that are remembered: a script may ask without end.
    private static let limit = 256

    /// For each service whether it is meant.
    func answer(_ question: String, _ services: [Service], _ isMeant: (Service) -> Bool) -> [Bool] {
        if let known = answers[question] { return known }
        if answers.count >= Self.limit { answers = [:] }
        let answer = services.map(isMeant)
        answers[question] = answer
        return answer
    }
}

extension View {
    func servicesType() -> LuaType<ServiceNumbers> {
        let verbs = RecordVerbs<ServiceNumbers>(
            view: self, name: "services",
            examples: [
                "where": "local free = services:where(function(service) return #service.costs == 0 end)",
                "sort_by": #"services:sort_by "name""#,
                "take": #"local nearest = services:near(student.school):take(3)"#,
                "group_by":
                    #"for who, some in pairs(services:group_by "provider") do print(who, #some) end"#,
                "count_by": #"services:offering("tutoring"):count_by "provider""#,
                "count": #"services:count "minimum_age""#,
                "sum": #"services:sum "minimum_age""#,
                "mean": #"local age = services:mean "minimum_age""#,
                "median": #"services:offering("tutoring"):median "minimum_age""#,
                "columns": #"print(services:columns { "id", "name", "provider" })"#,
            ],
            records: { [unowned self] services in
                Records(
                    RecordSource(count: services.numbers.count, of: service) {
                        ServiceNumber(number: services.numbers[$0], place: $0)
                    })
            },
            collection: { chosen, services in
                ServiceNumbers(numbers: chosen.places.map { services.numbers[$0] })
            }, type: { [unowned self] in services })
        return LuaType(
            "caseload.Services",
            summary:
                "Services that are offered on the run's date, in an order. `#services` counts them, `for service in "
                + "services do` goes through them. Each method gives those for which it holds; what the "
                + "directory does not say is no yes.",
            methods: [
                offeringMethod(), openToMethod(), forAgeMethod(), eligibleMethod(), speakingMethod(),
                openOnMethod(), nearMethod(), findMethod(),
            ] + verbs.methods + [
                LuaMethod(
                    "to_table", returns: "caseload.Service[]", summary: "The services as a list of Lua's.",
                    example: "local first = services:to_table()[1]"
                ) { [unowned self] services, call in
                    let state = call.state
                    let list = try state.makeTable(arrayCapacity: services.numbers.count)
                    for number in services.numbers {
                        try list.append([
                            .object(try state.makeObject(ServiceNumber(number: number), service))
                        ])
                    }
                    return .table(list)
                }
            ],
            metamethods: [
                .index { [unowned self] services, call in
                    guard let number = try call.value(0).integer.map(Int.init) else { return .nothing }
                    guard services.numbers.indices.contains(number - 1) else { return .nil }
                    return try call.make(
                        ServiceNumber(number: services.numbers[number - 1], place: number - 1), service)
                },
                .length { services, _ in .integer(services.numbers.count) },
                .text { "\($0.numbers.count) service\($0.numbers.count == 1 ? "" : "s")" },
                .pairs { [unowned self] services, call in
                    try Self.pairs(ofList: services.numbers.count, call) {
                        [unowned self] (place, state) throws(LuaError) in
                        let value = ServiceNumber(number: services.numbers[place], place: place)
                        return .object(try state.makeObject(value, service))
                    }
                },
                .iteration(returns: "caseload.Service?") { [unowned self] services, previous, call in
                    let place = previous.object?.value(as: service).map { Int($0.place) + 1 } ?? 0
                    guard place < services.numbers.count else { return .nil }
                    return try call.make(
                        ServiceNumber(number: services.numbers[place], place: place), service)
                },
            ])
    }

    private func filter(
        _ services: ServiceNumbers, _ call: borrowing LuaCall, _ isKept: (Service) -> Bool
    ) throws(LuaError) -> LuaReturn {
        let all = snapshot.directory.services
        return try call.make(
            ServiceNumbers(numbers: services.numbers.filter { isKept(all[$0]) }), self.services)
    }

    /// Tells once that a question found nothing, where something is called almost so.
    private func tellNearest(_ problem: String, _ nearest: (ServiceDirectory) -> String?) {
        guard askedOfServices.isFirst(problem), let near = nearest(snapshot.directory) else { return }
        notice("\(problem); did you mean '\(near)'?")
    }

    private func offeringMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "offering",
            parameters: [
                LuaParameter("what", .string, "A kind of service, a wider kind, a code or a name.")
            ],
            returns: "caseload.Services",
            summary:
                "Those that offer what the words mean; none where nobody does. Where nothing in the directory has "
                + "the name and something has one close to it, that is said once.",
            example: #"local tutors = services:offering "tutoring""#
        ) { [unowned self] services, call in
            let what = try call.string("what")
            let isMeant = askedOfServices.answer("offers \(what)", snapshot.directory.services) {
                $0.offers(what)
            }
            if !isMeant.contains(true) {
                tellNearest("services:offering: nothing in the directory is called '\(what)'") {
                    $0.nearestOffer(to: what)
                }
            }
            return try call.make(
                ServiceNumbers(numbers: services.numbers.filter { isMeant[$0] }), self.services)
        }
    }

    private func openToMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "open_to", parameters: [LuaParameter("student", .object("caseload.Student"), "The student.")],
            returns: "caseload.Services",
            summary:
                "Those that a student may have by age; where the age is not known, all. Reads demographics.",
            example: #"local tutors = services:offering("tutoring"):open_to(student)"#
        ) { [unowned self] services, call in
            try require(.demographics, "services:open_to")
            let age = snapshot.age(of: Int(try call.object("student", student).row))
            return try filter(services, call) { service in
                age.map { service.eligibility.admits(age: $0) } ?? true
            }
        }
    }

    private func forAgeMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "for_age", parameters: [LuaParameter("age", .integer, "Years.")],
            returns: "caseload.Services", summary: "Those that somebody of this age may have.",
            example: "local teens = services:for_age(15)"
        ) { [unowned self] services, call in
            let age = try call.integer("age")
            guard (0...150).contains(age) else {
                throw LuaError("bad argument 'age' to 'for_age': 0 to 150 years expected, got \(age)")
            }
            return try filter(services, call) { $0.eligibility.admits(age: age) }
        }
    }

    private func eligibleMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "eligible", parameters: [LuaParameter("words", .string, "Words, in upper or lower case.")],
            returns: "caseload.Services",
            summary:
                "Those whose directory says with these words who may have them. Words that it says of nothing are told "
                + "once, where some are close to them.",
            example: #"local lunch = services:eligible "reduced lunch""#
        ) { [unowned self] services, call in
            let words = try call.string("words")
            let isMeant = askedOfServices.answer("eligible \(words)", snapshot.directory.services) {
                $0.eligibility.mentions(words)
            }
            if !isMeant.contains(true) {
                tellNearest("services:eligible: nothing in the directory is for '\(words)'") {
                    $0.nearestEligibility(to: words)
                }
            }
            return try call.make(
                ServiceNumbers(numbers: services.numbers.filter { isMeant[$0] }), self.services)
        }
    }

    private func speakingMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "speaking", parameters: [LuaParameter("language", .string, "A language's name or code.")],
            returns: "caseload.Services",
            summary:
                "Those that are offered in a language. Of one in which nothing is, the nearest is told once.",
            example: #"local spanish = services:speaking "Spanish""#
        ) { [unowned self] services, call in
            let language = try call.string("language")
            let isMeant = askedOfServices.answer("speaks \(language)", snapshot.directory.services) {
                $0.speaks(language)
            }
            if !isMeant.contains(true) {
                tellNearest("services:speaking: nothing is offered in '\(language)'") {
                    $0.nearestLanguage(to: language)
                }
            }
            return try call.make(
                ServiceNumbers(numbers: services.numbers.filter { isMeant[$0] }), self.services)
        }
    }

    private func openOnMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "open_on", parameters: Self.hourParameters, returns: "caseload.Services",
            summary: "Those that are open on a day of the week, at a time.",
            example: #"local after_school = services:open_on("tuesday", "16:00")"#
        ) { [unowned self] services, call in
            let (weekday, minute) = try hour(call)
            return try filter(services, call) {
                $0.isOpen(weekday: weekday, minute: minute, on: snapshot.asOf)
            }
        }
    }

    private func nearMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "near",
            parameters: [
                LuaParameter("school", .object("caseload.School"), "The school."),
                LuaParameter("km", .number, "How far at most; any distance where left out.", optional: true),
            ],
            returns: "caseload.Services",
            summary:
                "The same services, the nearest to a school first; with a distance, only those within it. Where it "
                + "is not on record where the school lies, in the order they had, or with a distance, none.",
            example: "local close = services:near(student.school, 5)"
        ) { [unowned self] services, call in
            let limit = try call.optionalNumber("km")
            guard limit ?? 0 >= 0 else {
                throw LuaError("bad argument 'km' to 'near': 0 or more expected, got \(limit ?? 0)")
            }
            let directory = snapshot.directory
            guard
                let place = snapshot.schools[Int(try call.object("school", school).number)].coordinates
            else {
                return try call.make(limit == nil ? services : ServiceNumbers(numbers: []), self.services)
            }
            let distances = services.numbers.enumerated().map { order, number in
                let km = directory.kilometres(from: place, to: directory.services[number])
                return (km: km ?? .infinity, order: order, number: number)
            }
            let near = distances.filter { $0.km <= limit ?? .infinity }
                .sorted { ($0.km, $0.order) < ($1.km, $1.order) }
            return try call.make(ServiceNumbers(numbers: near.map(\.number)), self.services)
        }
    }

    private func findMethod() -> LuaMethod<ServiceNumbers> {
        LuaMethod(
            "find", parameters: [LuaParameter("id", .string, "The service's id.")],
            returns: "caseload.Service?", summary: "The service with an id, or nil.",
            example: #"local club = services:find "SV-1""#
        ) { [unowned self] services, call in
            let id = Identifier(try call.string("id"))
            guard let number = snapshot.directory.number(of: id), services.numbers.contains(number) else {
                return .nil
            }
            return try call.make(ServiceNumber(number: number), service)
        }
    }
}
