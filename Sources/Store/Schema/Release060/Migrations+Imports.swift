extension Migrations {
    static let imports = """
        -- Imports of clients or leads. The file is stored beside the database under the id of its row.
        CREATE TABLE import_job (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind = 'clients' OR kind = 'leads'),
            file_name TEXT NOT NULL,
            author TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            source_ip TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state = 'uploaded' OR state = 'checking' OR state = 'checked'
                    OR state = 'running' OR state = 'done' OR state = 'cancelled'
                    OR state = 'failed'),
            -- JSON array: the field of each column, or null for a skipped column.
            columns TEXT NOT NULL CHECK (json_valid(columns)),
            -- Rows below the heading.
            rows INTEGER NOT NULL,
            rows_added INTEGER NOT NULL DEFAULT 0,
            rows_changed INTEGER NOT NULL DEFAULT 0,
            rows_same INTEGER NOT NULL DEFAULT 0,
            rows_refused INTEGER NOT NULL DEFAULT 0,
            begun_at INTEGER NOT NULL,
            -- When a batch was last finished.
            touched_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX import_job_employee ON import_job (employee_id);

        -- Validation messages of skipped rows.
        CREATE TABLE import_mistake (
            id INTEGER PRIMARY KEY,
            job_id INTEGER NOT NULL REFERENCES import_job ON DELETE CASCADE,
            line INTEGER NOT NULL,
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            reason_uk TEXT NOT NULL,
            reason_en TEXT NOT NULL,
            UNIQUE (job_id, line, position)
        ) STRICT;
        """
}
