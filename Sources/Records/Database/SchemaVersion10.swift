extension Migrations {
    /// What runs said of mentors: the rules of the program, each with what was found.
    static let schemaVersion10 = """
        CREATE TABLE fidelity_rule (
          run INTEGER NOT NULL REFERENCES run, mentor INTEGER NOT NULL REFERENCES mentor,
          place INTEGER NOT NULL, rule TEXT NOT NULL, value REAL, target REAL, met INTEGER,
          unit INTEGER NOT NULL, students INTEGER, note TEXT, PRIMARY KEY (run, mentor, place)
        ) STRICT, WITHOUT ROWID;
        """
}
