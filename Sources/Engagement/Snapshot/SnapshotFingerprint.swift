extension Snapshot {
    /// SHA-256 over everything that was recorded, in a fixed order, each part led by its length so that
    /// no two contents run together into the same bytes. What is computed from it, and who
    /// recorded it, is left out.
    func contentFingerprint() -> String {
        let hash = SHA256()
        func add(_ part: UnsafeRawBufferPointer) {
            withUnsafeBytes(of: Int64(part.count)) { hash.update($0) }
            hash.update(part)
        }
        // The head of a snapshot without figures: it holds neither a fingerprint nor their columns yet.
        var recorded = self
        recorded.fingerprint = ""
        recorded.indicatorColumns = []
        recorded.mentors = mentors.map(\.withoutOrigins)
        recorded.head.withUnsafeBytes(add)
        visitParts(withOrigins: false, add)
        return hash.hexDigest
    }
}
