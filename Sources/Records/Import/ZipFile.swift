import CZip

/// A zip file, read through libzip.
final class ZipFile {
    private let archive: OpaquePointer
    private let path: String

    /// What a zip says of an entry.
    struct Entry {
        let index: UInt64
        let name: String
        /// Bytes when unpacked, and as packed.
        let size: UInt64
        let packed: UInt64
    }

    /// An entry that unpacks to more than this many bytes is refused.
    static let largestEntry: UInt64 = 64 << 30
    /// An entry above 100 MB that unpacks to more than this many times its packed size is refused: text
    /// packs to a tenth or a fiftieth, a bomb to a thousandth.
    static let largestRatio: UInt64 = 300

    init(path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            defer { zip_error_fini(&error) }
            throw RecordsError(
                .badData,
                "\(path) cannot be read as a zip: \(String(cString: zip_error_strerror(&error)))")
        }
        self.archive = archive
        self.path = path
    }

    deinit {
        zip_discard(archive)
    }

    /// The entries, without folders.
    func entries() throws -> [Entry] {
        try (0..<zip_get_num_entries(archive, 0)).compactMap { index in
            var status = zip_stat_t()
            guard zip_stat_index(archive, UInt64(index), 0, &status) == 0, let name = status.name else {
                throw failure("entry \(index) cannot be read")
            }
            let text = String(cString: name)
            if text.hasSuffix("/") { return nil }
            return Entry(index: UInt64(index), name: text, size: status.size, packed: status.comp_size)
        }
    }

    /// Opens an entry for reading; refuses what unpacks out of all proportion.
    func open(_ entry: Entry) throws -> any ByteSource {
        let isBomb = entry.size > 100_000_000 && entry.size / max(entry.packed, 1) > Self.largestRatio
        guard entry.size <= Self.largestEntry, !isBomb else {
            throw RecordsError(
                .badData,
                """
                \(path)/\(visible(entry.name)) would unpack from \(entry.packed) to \(entry.size) bytes, out of \
                all proportion for a table; unpack it and import the file if it is meant
                """)
        }
        guard let file = zip_fopen_index(archive, entry.index, 0) else {
            throw failure("\(visible(entry.name)) cannot be unpacked (is it encrypted?)")
        }
        return Source(zip: self, file: file, name: entry.name, size: Int(entry.size))
    }

    private func failure(_ what: String) -> RecordsError {
        RecordsError(.badData, "\(path): \(what): \(String(cString: zip_strerror(archive)))")
    }

    private final class Source: ByteSource {
        private let zip: ZipFile
        private let file: OpaquePointer
        private let name: String
        let size: Int?
        private var count = 0

        init(zip: ZipFile, file: OpaquePointer, name: String, size: Int) {
            self.zip = zip
            self.file = file
            self.name = name
            self.size = size
        }

        deinit {
            zip_fclose(file)
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let read = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
            guard read >= 0 else {
                let error = zip_file_strerror(file).map { String(cString: $0) } ?? "unreadable"
                throw RecordsError(
                    .badData, "\(zip.path)/\(visible(name)) is damaged: \(error); ask for the zip again")
            }
            count += Int(read)
            // The size in the directory is what was checked against bombs.
            guard count <= size ?? .max else {
                throw RecordsError(
                    .badData, "\(zip.path)/\(visible(name)) is longer than the zip says; ask for it again")
            }
            return Int(read)
        }
    }
}
