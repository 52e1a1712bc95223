/// The files of an HSDS 3 directory, as Open Referral's tools write them.
enum HSDSFile {
    /// What of a directory is held.
    static let layouts: [RecordLayout] = [
        .organizations, .taxonomyTerms, .locations, .services, .serviceAtLocation, .addresses, .phones,
        .schedules, .serviceAreas, .languages, .attributes, .costOptions, .requiredDocuments,
    ]

    /// Files of the standard that are passed over.
    private static let passedOver: Set<String> = [
        "accessibility", "contact", "contacts", "funding", "meta_table_description",
        "meta_table_descriptions", "metadata", "organization_identifier", "organization_identifiers",
        "program", "programs", "taxonomies", "taxonomy", "unit", "units", "url", "urls",
    ]

    /// The layout of a file of a directory, which may be named in the plural or, as the standard names its
    /// tables, in the singular; nil for any other file.
    static func layout(of file: InputFile) -> RecordLayout? {
        layouts.first { $0.fileName == file.baseName || $0.table + ".csv" == file.baseName }
    }

    /// Whether a file is one of the standard's that holds nothing for Caseload. Where another file has the
    /// same name, the header tells.
    static func isPassedOver(_ file: InputFile) -> Bool {
        guard file.baseName.hasSuffix(".csv"), passedOver.contains(String(file.baseName.dropLast(4))) else {
            return false
        }
        guard file.baseName == "contacts.csv" else { return true }
        guard let reader = try? CSVReader(file.open()), (try? reader.next()) == true else { return false }
        let header = HeaderMatch.names(of: reader)
        return header.contains("id") && !header.contains("student_id")
    }
}
