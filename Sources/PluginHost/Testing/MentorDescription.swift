import Engagement
import Lua

/// What a plugin's test says of a mentor, with the columns of the CSV files.
enum MentorDescription {
    static func mentor(
        _ id: Identifier, _ reader: inout TableReader, to builder: inout SnapshotBuilder
    ) throws -> Mentor {
        let view = reader.view
        return Mentor(
            id: id, name: try reader.optionalText("name") ?? id.text,
            education: try reader.optionalText("education") ?? "",
            yearsInHomeSettings: try reader.optionalNumber("years_home"),
            yearsInSchoolSettings: try reader.optionalNumber("years_school"),
            caseloadLimit: try reader.optionalNumber("caseload_limit").map { Int($0) },
            trainings: try reader.list("trainings").map { table in
                var training = try TableReader(table, what: "a training", view: view)
                let result = MentorTraining(
                    title: try training.text("training"), date: try training.optionalDate("date"),
                    hours: try training.optionalNumber("hours"),
                    origin: try training.takeOrigin(of: &builder))
                try training.finish()
                return result
            },
            events: try reader.dated("events").map { date, table in
                var event = try TableReader(table, what: "an event", view: view)
                _ = try event.optionalDate("date")
                let result = MentorEvent(
                    date: date, kind: try event.word("kind"), name: try event.text("name"),
                    hours: try event.optionalNumber("hours"), note: try event.optionalText("note") ?? "",
                    origin: try event.takeOrigin(of: &builder))
                try event.finish()
                return result
            })
    }
}
