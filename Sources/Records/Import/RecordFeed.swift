/// Something that gives rows of one or more layouts: a file of the tool's own, a mapped file, OneRoster.
protocol RecordFeed {
    /// What it gives, in any order.
    var layouts: [RecordLayout] { get }

    /// Gives the loader of `layout` all its rows. Called once for each of ``layouts``, a record before
    /// those that name it, across all feeds of a call.
    func feed(_ session: ImportSession, _ layout: RecordLayout) throws
}
