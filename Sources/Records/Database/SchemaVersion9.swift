extension Migrations {
    /// What mentors were trained in, and at which events they were.
    static let schemaVersion9 = """
        CREATE TABLE training (
          mentor INTEGER NOT NULL REFERENCES mentor, date INTEGER NOT NULL, training TEXT NOT NULL,
          hours REAL, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (mentor, date, training)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE event (
          mentor INTEGER NOT NULL REFERENCES mentor, date INTEGER NOT NULL, name TEXT NOT NULL,
          kind INTEGER NOT NULL, hours REAL, note TEXT, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (mentor, date, name)
        ) STRICT, WITHOUT ROWID;
        """
}
