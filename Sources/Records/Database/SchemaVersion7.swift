extension Migrations {
    /// What a run brought: scores, or proposals of services.
    static let schemaVersion7 = """
        ALTER TABLE run ADD COLUMN contribution TEXT NOT NULL DEFAULT 'score';
        """
}
