extension Migrations {
    /// Rows of OneRoster's files that the files of a later delta name without having them.
    static let schemaVersion11 = """
        CREATE TABLE one_roster (
          file TEXT NOT NULL, id TEXT NOT NULL, fields TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (file, id)
        ) STRICT, WITHOUT ROWID;
        """
}
