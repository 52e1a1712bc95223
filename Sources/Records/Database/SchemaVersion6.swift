extension Migrations {
    /// Runs are kept from their first block on: how far one came, who was meant, what it read and what it
    /// might use up. `cohort` holds the students of a run that was not over everyone.
    static let schemaVersion6 = """
        ALTER TABLE run ADD COLUMN is_finished INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE run ADD COLUMN ending TEXT;
        ALTER TABLE run ADD COLUMN selection TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE run ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE run ADD COLUMN inputs TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE run ADD COLUMN seconds REAL NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN students INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN scored INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN not_scored INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
        UPDATE run SET
          students = (SELECT count(*) FROM result WHERE run = run.id),
          scored = (SELECT count(*) FROM result WHERE run = run.id AND kind = 0),
          not_scored = (SELECT count(*) FROM result WHERE run = run.id AND kind = 1),
          failed = (SELECT count(*) FROM result WHERE run = run.id AND kind = 2),
          seconds = finished - started;
        CREATE TABLE cohort (
          run INTEGER NOT NULL REFERENCES run, student INTEGER NOT NULL REFERENCES student,
          PRIMARY KEY (run, student)
        ) STRICT, WITHOUT ROWID;
        """
}
