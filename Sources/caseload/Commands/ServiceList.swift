import Engagement

/// Services as rows, in each of the forms in which they are printed.
struct ServiceList {
    let directory: ServiceDirectory
    /// The services, in order.
    let numbers: [Int]
    /// From where distances are measured; nil where they are not.
    let place: Coordinates?
    /// The day on which the hours hold.
    let date: CalendarDate

    private enum Cell {
        case text(String)
        case number(Double)
        case missing
    }

    private func cells(_ number: Int) -> [(title: String, cell: Cell)] {
        let service = directory.services[number]
        func list(_ items: [String]) -> Cell {
            let text = items.filter { !$0.isEmpty }.joined(separator: "; ")
            return text.isEmpty ? .missing : .text(text)
        }
        let eligibility = service.eligibility
        var cells: [(title: String, cell: Cell)] = [
            ("id", .text(service.id.text)), ("name", .text(service.name)),
            ("provider", list([directory.provider(of: service)])),
            ("offers", list(service.terms.map(\.name))), ("ages", list([eligibility.ages])),
            ("open", list(service.schedules.filter { $0.isValid(on: date) }.map(\.summary))),
            ("languages", list(service.languages.map { $0.name.isEmpty ? $0.code : $0.name })),
        ]
        if let place {
            let distance = directory.kilometres(from: place, to: service)
            cells.append(("km", distance.map { .number(($0 * 10).rounded() / 10) } ?? .missing))
        }
        return cells + [
            ("phone", list(Array(service.phones.prefix(1)))), ("cost", list(service.costs)),
            ("address", list(service.locations.map { directory.locations[$0].address })),
            ("eligibility", list([eligibility.description] + eligibility.groups)),
        ]
    }

    private var titles: [String] {
        var titles = ["id", "name", "provider", "offers", "ages", "open", "languages"]
        if place != nil { titles.append("km") }
        return titles + ["phone", "cost", "address", "eligibility"]
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }

    /// The table for people.
    var table: Table {
        var table = Table(
            columns: titles.map { .init(title: $0, isNumeric: $0 == "km", isKey: $0 == "id") })
        for number in numbers {
            table.add(
                cells(number).map { _, cell in
                    switch cell {
                    case .text(let text): text
                    case .number(let number): Self.plain(number)
                    case .missing: ""
                    }
                })
        }
        return table
    }

    /// CSV with the columns' titles as header; what is missing is empty.
    var csv: String {
        numbers.reduce(into: CSVText.line(titles.map { .text($0) })) { text, number in
            text += CSVText.line(
                cells(number).map { _, cell in
                    switch cell {
                    case .text(let text): .text(text)
                    case .number(let number): .plain(Self.plain(number))
                    case .missing: .plain("")
                    }
                })
        }
    }

    /// A JSON array of objects with the titles as keys; what is missing is null.
    var json: String {
        JSONText.array(
            numbers.map { number in
                JSONText.object(
                    cells(number).map { title, cell in
                        switch cell {
                        case .text(let text): (title, JSONText.string(text))
                        case .number(let number): (title, Self.plain(number))
                        case .missing: (title, "null")
                        }
                    })
            })
    }
}
