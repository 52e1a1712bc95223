extension Migrations {
    /// Who read which records. The lists of students stand apart under their hashes: a night's runs all
    /// read the same. The triggers keep this program and any that means well from changing the log; the
    /// chain of hashes shows the work of one that does not.
    static let schemaVersion8 = """
        CREATE TABLE access_students (hash TEXT PRIMARY KEY, students TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE access (
          number INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT NOT NULL, purpose TEXT NOT NULL,
          command TEXT NOT NULL, plugin TEXT NOT NULL, version TEXT NOT NULL, plugin_hash TEXT NOT NULL,
          kinds TEXT NOT NULL, as_of INTEGER NOT NULL, options TEXT NOT NULL, student_count INTEGER NOT NULL,
          students TEXT NOT NULL REFERENCES access_students, previous TEXT NOT NULL, hash TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER access_is_not_changed BEFORE UPDATE ON access
          BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER access_is_not_removed BEFORE DELETE ON access
          BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER access_students_are_not_changed BEFORE UPDATE ON access_students
          BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER access_students_are_not_removed BEFORE DELETE ON access_students
          BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        """
}
