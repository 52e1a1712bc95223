extension Migrations {
    /// Where students were before: a new enrollment takes no earlier day away.
    static let schemaVersion13 = """
        CREATE TABLE earlier_enrollment (
          student INTEGER NOT NULL REFERENCES student, enrolled_from INTEGER NOT NULL,
          enrolled_to INTEGER NOT NULL, school INTEGER REFERENCES school, grade INTEGER,
          import INTEGER NOT NULL REFERENCES import, PRIMARY KEY (student, enrolled_from)
        ) STRICT, WITHOUT ROWID;
        """
}
