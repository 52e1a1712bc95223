import Engagement
import Lua
import NearestName

/// A service in a view: its number in the snapshot's directory, and the place in the collection it came
/// from, from which a loop finds the next.
struct ServiceNumber: BitwiseCopyable, PlacedRecord {
    let number: Int32
    let place: Int32

    init(number: Int, place: Int = 0) {
        self.number = Int32(number)
        self.place = Int32(place)
    }
}

/// Services of the community. They say nothing of any student, so that every plugin may read them.
extension View {
    func service(_ number: ServiceNumber) -> Service { snapshot.directory.services[Int(number.number)] }

    func serviceType() -> LuaType<ServiceNumber> {
        LuaType(
            "caseload.Service",
            summary: "A service of the community's directory. What the directory does not say is nil.",
            fields: serviceTexts() + serviceLists(),
            methods: [offersMethod(), isOpenMethod(), distanceMethod()],
            metamethods: [
                .text { [unowned self] number in service(number).name },
                LuaMetamethod(.equal) { [unowned self] call in
                    .boolean(try call.object(0, service).number == call.object(1, service).number)
                },
            ])
    }

    private func serviceTexts() -> [LuaField<ServiceNumber>] {
        func text(
            _ name: String, _ summary: String, _ read: @escaping (Service) -> String
        ) -> LuaField<ServiceNumber> {
            LuaField(name, type: "string?", summary: summary) { [unowned self] number, _ in
                let text = read(service(number))
                return text.isEmpty ? .nil : .string(text)
            }
        }
        return [
            .string("id", "The directory's own id.") { [unowned self] in service($0).id.text },
            .string("name", "The name.") { [unowned self] in service($0).name },
            text("alternate_name", "Another name.") { $0.alternateName },
            text("description", "What it is.") { $0.description },
            LuaField("provider", type: "string?", summary: "The organization that offers it.") {
                [unowned self] number, _ in
                let provider = snapshot.directory.provider(of: service(number))
                return provider.isEmpty ? .nil : .string(provider)
            },
            wordField("status", "active, inactive, defunct or temporarily closed.") { [unowned self] in
                service($0).status
            },
            .boolean("is_offered", "Whether students can be linked to it on the run's date.") {
                [unowned self] in
                service($0).isOffered(on: snapshot.asOf)
            },
            .number("minimum_age", "The least years of age.") { [unowned self] in
                service($0).eligibility.minimumAge
            },
            .number("maximum_age", "The most years of age.") { [unowned self] in
                service($0).eligibility.maximumAge
            },
            text("eligibility", "Who may have it, in words.") { $0.eligibility.description },
            text("application_process", "How to apply.") { $0.applicationProcess },
            text("wait_time", "How long one waits.") { $0.waitTime },
            text("email", "Its address for mail.") { $0.email },
            text("url", "Its page.") { $0.url },
        ]
    }

    private func serviceLists() -> [LuaField<ServiceNumber>] {
        func list(
            _ name: String, _ summary: String, _ read: @escaping (Service) -> [String]
        ) -> LuaField<ServiceNumber> {
            textsField(name, summary) { [unowned self] in read(service($0)) }
        }
        return [
            list("offers", "What it offers: the names of its kinds.") { $0.terms.map(\.name) },
            list("languages", "The languages it is offered in.") {
                $0.languages.map { $0.name.isEmpty ? $0.code : $0.name }
            },
            list("hours", "When it is open, a line a schedule that holds.") { [unowned self] service in
                service.schedules.filter { $0.isValid(on: snapshot.asOf) }.map(\.summary)
            },
            list("areas", "The areas it is for.") { $0.areas },
            list("costs", "What it costs.") { $0.costs },
            list("eligible_groups", "Whom it is for: the directory's terms of eligibility.") {
                $0.eligibility.groups
            },
            list("documents", "What to bring.") { $0.eligibility.documents },
            list("phones", "Its telephone numbers.") { $0.phones },
            list("addresses", "Where it is offered.") { [unowned self] service in
                service.locations.map { snapshot.directory.locations[$0] }
                    .map { $0.address.isEmpty ? $0.name : $0.address }
            },
        ]
    }

    private func offersMethod() -> LuaMethod<ServiceNumber> {
        LuaMethod(
            "is_offering",
            parameters: [LuaParameter("what", .string, "A kind of service, a wider kind, a code or a name.")],
            returns: "boolean", summary: "Whether it offers what the words mean.",
            example: #"if service:is_offering "tutoring" then print(service.name) end"#
        ) { [unowned self] number, call in
            .boolean(service(number).offers(try call.string("what")))
        }
    }

    private func isOpenMethod() -> LuaMethod<ServiceNumber> {
        LuaMethod(
            "is_open", parameters: Self.hourParameters, returns: "boolean",
            summary:
                "Whether a schedule that holds on the run's date has it open then. False also where none "
                + "says.",
            example: #"if service:is_open("tuesday", "16:00") then print(service.name) end"#
        ) { [unowned self] number, call in
            let (weekday, minute) = try hour(call)
            return .boolean(service(number).isOpen(weekday: weekday, minute: minute, on: snapshot.asOf))
        }
    }

    private func distanceMethod() -> LuaMethod<ServiceNumber> {
        LuaMethod(
            "distance_to", parameters: [LuaParameter("school", .object("caseload.School"), "The school.")],
            returns: "number?",
            summary:
                "Kilometres from a school to the nearest of its addresses, or nil where either lies nowhere.",
            example: "local km = service:distance_to(student.school)"
        ) { [unowned self] number, call in
            let place = snapshot.schools[Int(try call.object("school", school).number)].coordinates
            return .number(
                place.flatMap { snapshot.directory.kilometres(from: $0, to: service(number)) })
        }
    }

    /// A day of the week and a time of day, as arguments.
    static var hourParameters: [LuaParameter] {
        [
            LuaParameter("day", .string, "The day of the week: tuesday."),
            LuaParameter(
                "time", .string, "The time of day: 16:00; any where left out.", optional: true),
        ]
    }

    func hour(_ call: borrowing LuaCall) throws(LuaError) -> (weekday: Int, minute: Int?) {
        let day = try call.string("day")
        guard let weekday = Schedule.weekday(day) else {
            let near = nearestName(to: day, among: Schedule.fullDayNames).map { "did you mean '\($0)'?" }
            throw LuaError(
                "\(Self.bad("day", call)): '\(day)' is no day of the week; \(near ?? "write it as tuesday")")
        }
        guard let time = try call.optionalString("time") else { return (weekday, nil) }
        guard let minute = Schedule.minute(time) else {
            throw LuaError("\(Self.bad("time", call)): '\(time)' is no time of day; write it as 16:00")
        }
        return (weekday, minute)
    }
}
