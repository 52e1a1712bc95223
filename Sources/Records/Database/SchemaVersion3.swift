extension Migrations {
    /// What people recorded by hand, so that it can be taken back: `key` is the record's key as its table
    /// stores it, `undone` the import that took the entry back.
    static let schemaVersion3 = """
        CREATE TABLE entry (
          import INTEGER NOT NULL REFERENCES import, record TEXT NOT NULL, key TEXT NOT NULL,
          undone INTEGER REFERENCES import, PRIMARY KEY (import, record, key)
        ) STRICT, WITHOUT ROWID;
        """
}
