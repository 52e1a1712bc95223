extension Migrations {
    /// What mentoring leaves behind: the student's circle, contacts, interventions, goals and strengths.
    static let schemaVersion2 = """
        CREATE TABLE guardian (
          student INTEGER NOT NULL REFERENCES student, guardian_id TEXT NOT NULL, name TEXT NOT NULL,
          relationship TEXT, phone TEXT, email TEXT, language TEXT, is_primary INTEGER,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, guardian_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE contact (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL,
          mentor INTEGER NOT NULL REFERENCES mentor, "with" INTEGER NOT NULL, contact_id TEXT NOT NULL,
          role INTEGER NOT NULL, setting INTEGER NOT NULL, mode INTEGER, minutes INTEGER, person TEXT,
          note TEXT, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, date, mentor, "with", contact_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE intervention (
          student INTEGER NOT NULL REFERENCES student, start INTEGER NOT NULL, kind INTEGER NOT NULL,
          focus INTEGER NOT NULL, intervention_id TEXT NOT NULL, "end" INTEGER, status INTEGER, role INTEGER,
          mentor INTEGER REFERENCES mentor, indicators TEXT, outcome TEXT, note TEXT,
          import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, start, kind, focus, intervention_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE goal (
          student INTEGER NOT NULL REFERENCES student, set_on INTEGER NOT NULL, goal TEXT NOT NULL,
          due INTEGER, progress REAL, status INTEGER, closed_on INTEGER,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, set_on, goal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE strength (
          student INTEGER NOT NULL REFERENCES student, date INTEGER NOT NULL, strength TEXT NOT NULL,
          recorder TEXT, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, date, strength)
        ) STRICT, WITHOUT ROWID;
        """
}
