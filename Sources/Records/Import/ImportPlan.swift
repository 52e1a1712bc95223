import Engagement
import NearestName

/// Says what each file is, by its name and header.
struct ImportPlan {
    /// What gives the rows.
    private(set) var feeds: [any RecordFeed] = []
    /// Tables that are none of the known ones.
    private(set) var ignored: [String] = []

    /// Throws where no file is known, and for one whose name is nearly that of a known one.
    init(_ files: [InputFile], options: ImportOptions) throws {
        var rosters: [String: [InputFile]] = [:]
        var places: [String] = []
        var directory: [(layout: RecordLayout, input: InputFile)] = []
        var interchange: [InputFile] = []
        for file in files {
            if let conversion = options.conversion {
                feeds.append(try ConvertedFile(file, conversion))
            } else if let mapped = options.mapping?.files.first(where: { $0.name == file.baseName }) {
                feeds.append(MappedFileFeed(mapped: mapped, input: file))
            } else if try EdFiFeed.isOne(file) {
                interchange.append(file)
            } else if try OneRosterFile.isOne(file) {
                if rosters[file.place] == nil { places.append(file.place) }
                rosters[file.place, default: []].append(file)
            } else if HSDSFile.isPassedOver(file) {
                ignored.append(file.name)
            } else if let layout = HSDSFile.layout(of: file) {
                directory.append((layout, file))
            } else if let layout = RecordLayout.all.first(where: { $0.fileName == file.baseName }) {
                feeds.append(OwnFile(layout: layout, input: file))
            } else {
                try Self.refuseMisspelt(file)
                ignored.append(file.name)
            }
        }
        for place in places {
            feeds.append(try OneRosterFeed(rosters[place] ?? [], place: place, options: options))
        }
        if !directory.isEmpty { feeds.append(HSDSFeed(directory, options: options)) }
        if !interchange.isEmpty { feeds.append(EdFiFeed(interchange)) }
        guard !feeds.isEmpty else { throw Self.nothingKnown(files) }
        for (layout, rows) in options.mapping?.records ?? [] {
            feeds.append(ConstantRecords(layout: layout, rows: rows, path: options.mapping?.path ?? ""))
        }
        if let mapping = options.mapping { try Self.refuseUnused(mapping, files: files) }
    }

    /// Refuses a file that would be passed over only because its name is misspelt.
    private static func refuseMisspelt(_ file: InputFile) throws {
        let known = RecordLayout.all.map(\.fileName) + OneRosterFile.allCases.map(\.fileName)
        guard let near = nearestName(to: file.baseName, among: known),
            editDistance(Array(file.baseName.lowercased().utf8), Array(near.lowercased().utf8)) <= 2
        else { return }
        throw RecordsError(
            .badData,
            "\(file.name) is not a file that is known; did you mean \(near)? Rename it, or leave it out")
    }

    /// Refuses a mapping of files that are not there: it would silently do nothing.
    private static func refuseUnused(_ mapping: Mapping, files: [InputFile]) throws {
        let names = Set(files.map(\.baseName))
        guard mapping.files.isEmpty || mapping.files.contains(where: { names.contains($0.name) }) else {
            throw RecordsError(
                .badData,
                """
                \(mapping.path) maps \(mapping.files.map(\.name).joined(separator: ", ")), but the files are \
                \(files.map(\.baseName).joined(separator: ", ")); write the exact file name in the mapping
                """)
        }
    }

    private static func nothingKnown(_ files: [InputFile]) -> RecordsError {
        let found =
            files.isEmpty
            ? "no .csv and no .xml file"
            : "\(files.map(\.baseName).joined(separator: ", ")), but no file that can be imported"
        return RecordsError(
            .badData,
            """
            found \(visible(found)). Recognized are OneRoster (a folder or \
            zip with users.csv, orgs.csv …), HSDS (services.csv, organizations.csv …), Ed-Fi interchange XML and \(RecordLayout.all.map(\.fileName).joined(separator: ", ")); \
            for files with other names or headers write a mapping and name it with --mapping
            """)
    }
}
