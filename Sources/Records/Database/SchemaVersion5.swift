extension Migrations {
    /// What graduation requires, of whom, and what is waived.
    static let schemaVersion5 = """
        CREATE TABLE graduation_requirement (
          diploma TEXT NOT NULL, subject TEXT NOT NULL, credits REAL NOT NULL, first_grade INTEGER NOT NULL,
          last_grade INTEGER NOT NULL, takes_surplus INTEGER NOT NULL, repeats_count INTEGER NOT NULL,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (diploma, subject)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE graduation_plan (
          student INTEGER PRIMARY KEY REFERENCES student, diploma TEXT NOT NULL,
          import INTEGER NOT NULL REFERENCES import
        ) STRICT;
        CREATE TABLE credit_waiver (
          student INTEGER NOT NULL REFERENCES student, subject TEXT NOT NULL, credits REAL, reason TEXT,
          date INTEGER, import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, subject)
        ) STRICT, WITHOUT ROWID;
        """
}
