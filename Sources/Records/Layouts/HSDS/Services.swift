import Engagement

extension RecordLayout {
    static let services = RecordLayout(
        name: "services", table: "service",
        prose: """
            Services that students can be linked to, as in HSDS 3. A directory is taken whole: a service \
            that its files no longer have ends on the day of the import.
            """,
        columns: [
            .directoryID(stored: "service_id", example: "SV-1"),
            LayoutColumn(
                "organization_id", .reference(.organization), stored: "organization",
                prose: "Who offers it.", example: "ORG-1"),
            LayoutColumn("name", .text, .required, prose: "The name.", example: "Homework Club"),
            LayoutColumn("alternate_name", .text, prose: "Another name.", example: "The Club"),
            LayoutColumn(
                "description", .text, prose: "What it is.", example: "Help with homework after school"),
            LayoutColumn("url", .text, prose: "Its page.", example: "https://riverbend.example/club"),
            LayoutColumn("email", .text, prose: "Its address for mail.", example: "club@riverbend.example"),
            LayoutColumn(
                "status", .words(ServiceStatus.self),
                prose: "Whether it is offered; `active` where left out.", example: "active"),
            LayoutColumn(
                "application_process", .text, prose: "How to apply.", example: "Call or come by"),
            LayoutColumn("fees_description", .text, prose: "What it costs, in words.", example: "Free"),
            LayoutColumn("wait_time", .text, prose: "How long one waits.", example: "One week"),
            LayoutColumn(
                "eligibility_description", .text, prose: "Who may have it, in words.",
                example: "Students of the district"),
            LayoutColumn(
                "minimum_age", .decimal(minimum: 0, maximum: 150), prose: "The least years of age.",
                example: "12"),
            LayoutColumn(
                "maximum_age", .decimal(minimum: 0, maximum: 150), prose: "The most years of age.",
                example: "19"),
            LayoutColumn(
                "ended_on", .date,
                prose: "The day it left the directory. HSDS has no such column; the importer fills it.",
                example: ""),
        ],
        referent: .service,
        passedOver: [
            "program_id", "interpretation_services", "fees", "accreditations", "assured_date",
            "assurer_email", "licenses", "alert", "last_modified",
        ],
        check: { (row, _) throws(RowProblem) in
            guard let low = row.real(12), let high = row.real(13), low > high else { return }
            throw RowProblem(column: 13, "lies below minimum_age, \(plain(low)); correct one of them")
        })
}
