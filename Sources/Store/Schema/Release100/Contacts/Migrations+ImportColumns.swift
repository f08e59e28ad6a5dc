extension Migrations {
    static let importColumns = """
        -- JSON array: what was found in each column. Null: an import of version 0.6.0 and before.
        ALTER TABLE import_job ADD COLUMN survey TEXT CHECK (survey IS NULL OR json_valid(survey));
        -- The character between the cells that somebody chose. Null: it is found out.
        ALTER TABLE import_job ADD COLUMN separator TEXT;
        -- Rows above the headings, which are left out.
        ALTER TABLE import_job ADD COLUMN rows_above INTEGER NOT NULL DEFAULT 0;
        """
}
