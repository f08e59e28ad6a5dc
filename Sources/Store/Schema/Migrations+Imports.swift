extension Migrations {
    static let imports = """
        -- Files of clients or leads, from their upload to their end. The file itself lies beside the
        -- database, under the number of its row.
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
            -- What each column of the file is: names of fields, or null for what is left out.
            columns TEXT NOT NULL CHECK (json_valid(columns)),
            -- Rows below the heading.
            rows INTEGER NOT NULL,
            rows_added INTEGER NOT NULL DEFAULT 0,
            rows_changed INTEGER NOT NULL DEFAULT 0,
            rows_same INTEGER NOT NULL DEFAULT 0,
            rows_refused INTEGER NOT NULL DEFAULT 0,
            begun_at INTEGER NOT NULL,
            -- Moves on while the import is worked at.
            touched_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX import_job_employee ON import_job (employee_id);

        -- Rows that were left out, and why.
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
