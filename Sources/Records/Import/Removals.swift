/// Records that would vanish because a whole file no longer has them.
extension ImportSession {
    /// Stops the import where a whole file no longer has more than a tenth of what is on record, unless that
    /// is confirmed.
    ///
    /// - Parameter records: What they are, and what would become of the missing ones.
    func allowRemovals(of missing: Int, among current: Int, file: Int, _ records: String) throws {
        guard missing * 10 > current, !options.allowRemovals else { return }
        throw RecordsError(
            .cannot,
            """
            \(files[file].summary.name) lacks \(missing) of the \(current) \(records); that is more than a \
            tenth. Nothing was imported: check that the file is whole, or confirm with --allow-removals
            """)
    }
}
