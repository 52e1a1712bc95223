extension Migrations {
    /// How far students had come with their goals, by day: a later word takes none of an earlier day away.
    static let schemaVersion12 = """
        CREATE TABLE goal_progress (
          student INTEGER NOT NULL REFERENCES student, set_on INTEGER NOT NULL, goal TEXT NOT NULL,
          date INTEGER NOT NULL, progress REAL NOT NULL, import INTEGER NOT NULL REFERENCES import,
          PRIMARY KEY (student, set_on, goal, date)
        ) STRICT, WITHOUT ROWID;
        """
}
