extension Migrations {
    /// Merges of contacts, which can be undone for a day.
    static let merges = """
        CREATE TABLE merge (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- The contact that stayed.
            client_id INTEGER REFERENCES client ON DELETE CASCADE,
            lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
            -- The id of the contact that went.
            gone_id INTEGER NOT NULL,
            -- Both contacts before the merge, as `MergedContact`.
            kept TEXT NOT NULL CHECK (json_valid(kept)),
            gone TEXT NOT NULL CHECK (json_valid(gone)),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            undone_at INTEGER,
            CHECK ((client_id IS NULL) <> (lead_id IS NULL))
        ) STRICT;
        CREATE INDEX merge_client ON merge (client_id) WHERE client_id IS NOT NULL;
        CREATE INDEX merge_lead ON merge (lead_id) WHERE lead_id IS NOT NULL;

        -- Rows that a merge moved to the contact that stayed: the table and the id. An undoing takes them
        -- away one by one as it moves them back.
        CREATE TABLE merged_row (
            merge_id INTEGER NOT NULL REFERENCES merge ON DELETE CASCADE,
            place TEXT NOT NULL CHECK (place IN ('call', 'dialling', 'turn', 'notice', 'attachment')),
            row_id INTEGER NOT NULL,
            PRIMARY KEY (merge_id, place, row_id)
        ) STRICT, WITHOUT ROWID;
        """
}
