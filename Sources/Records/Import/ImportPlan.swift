import Engagement

/// Says what each file is, by its name and header.
enum ImportPlan {
    /// What gives the rows of these files. Throws where no file is known.
    static func feeds(for files: [InputFile], options: ImportOptions) throws -> [any RecordFeed] {
        var feeds: [any RecordFeed] = []
        for file in files {
            if let layout = RecordLayout.all.first(where: { $0.fileName == file.baseName }) {
                feeds.append(OwnFile(layout: layout, input: file))
            }
        }
        guard !feeds.isEmpty else { throw nothingKnown(files) }
        return feeds
    }

    private static func nothingKnown(_ files: [InputFile]) -> RecordsError {
        let found = files.isEmpty ? "no .csv file" : files.map(\.baseName).joined(separator: ", ")
        return RecordsError(
            .badData,
            """
            found \(found), but no file that can be imported. Recognized are OneRoster (a folder or zip \
            with users.csv, orgs.csv …), and \(RecordLayout.all.map(\.fileName).joined(separator: ", ")); \
            for files with other names or headers write a mapping and name it with --mapping
            """)
    }
}
