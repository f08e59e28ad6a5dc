extension Migrations {
    static let sync = """
        -- Phones of a contact as the CRM wrote them that are no telephone numbers: a JSON list of texts.
        -- Null: none.
        ALTER TABLE client ADD COLUMN other_phones TEXT
            CHECK (other_phones IS NULL OR json_valid(other_phones));
        ALTER TABLE lead ADD COLUMN other_phones TEXT
            CHECK (other_phones IS NULL OR json_valid(other_phones));

        -- Ids by which the CRM knew contacts that were merged into others. An id that a contact has
        -- itself is nobody's alias.
        CREATE TABLE client_alias (
            external_id TEXT PRIMARY KEY CHECK (external_id <> ''),
            client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_alias_client ON client_alias (client_id);
        CREATE TRIGGER client_alias_inserted AFTER INSERT ON client
            WHEN NEW.external_id IS NOT NULL BEGIN
            DELETE FROM client_alias WHERE external_id = NEW.external_id;
        END;
        CREATE TRIGGER client_alias_updated AFTER UPDATE OF external_id ON client
            WHEN NEW.external_id IS NOT OLD.external_id BEGIN
            DELETE FROM client_alias WHERE external_id = NEW.external_id;
        END;

        CREATE TABLE lead_alias (
            external_id TEXT PRIMARY KEY CHECK (external_id <> ''),
            lead_id INTEGER NOT NULL REFERENCES lead ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lead_alias_lead ON lead_alias (lead_id);
        CREATE TRIGGER lead_alias_inserted AFTER INSERT ON lead
            WHEN NEW.external_id IS NOT NULL BEGIN
            DELETE FROM lead_alias WHERE external_id = NEW.external_id;
        END;
        CREATE TRIGGER lead_alias_updated AFTER UPDATE OF external_id ON lead
            WHEN NEW.external_id IS NOT OLD.external_id BEGIN
            DELETE FROM lead_alias WHERE external_id = NEW.external_id;
        END;

        -- The source whose line of a sync named a record last. Records made by hand have no row.
        CREATE TABLE client_sync (
            client_id INTEGER PRIMARY KEY REFERENCES client ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source <> ''),
            -- updated_at of the last line that was taken; null: it had none.
            line_at INTEGER
        ) STRICT;
        CREATE INDEX client_sync_source ON client_sync (source, client_id);

        CREATE TABLE lead_sync (
            lead_id INTEGER PRIMARY KEY REFERENCES lead ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source <> ''),
            line_at INTEGER
        ) STRICT;
        CREATE INDEX lead_sync_source ON lead_sync (source, lead_id);

        CREATE TABLE employee_sync (
            employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source <> ''),
            line_at INTEGER
        ) STRICT;
        CREATE INDEX employee_sync_source ON employee_sync (source, employee_id);

        -- Runs of syncs that changed something, or that come in several parts.
        CREATE TABLE sync_run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind = 'clients' OR kind = 'leads' OR kind = 'employees'),
            source TEXT NOT NULL CHECK (source <> ''),
            -- The CRM's name of a run of several parts; null: the run is one request.
            name TEXT CHECK (name <> ''),
            -- The name of the token at that time.
            actor TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            touched_at INTEGER NOT NULL,
            -- Null: further parts may come.
            ended_at INTEGER,
            -- 1: a line had no readable id, so what is missing may be that.
            has_unreadable INTEGER NOT NULL DEFAULT 0
                CHECK (has_unreadable = 0 OR has_unreadable = 1),
            rows_added INTEGER NOT NULL DEFAULT 0,
            rows_changed INTEGER NOT NULL DEFAULT 0,
            rows_removed INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE UNIQUE INDEX sync_run_open ON sync_run (kind, source, name)
            WHERE ended_at IS NULL AND name IS NOT NULL;
        CREATE INDEX sync_run_touched ON sync_run (touched_at);

        -- The ids that the parts of an open run named, hashed.
        CREATE TABLE sync_named (
            run_id INTEGER NOT NULL REFERENCES sync_run ON DELETE CASCADE,
            id_hash INTEGER NOT NULL,
            PRIMARY KEY (run_id, id_hash)
        ) STRICT, WITHOUT ROWID;

        -- Phones that contacts got, and whose older calls still follow.
        CREATE TABLE following (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
            client_id INTEGER REFERENCES client ON DELETE CASCADE,
            lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
            sync_run_id INTEGER REFERENCES sync_run ON DELETE SET NULL,
            import_job_id INTEGER REFERENCES import_job ON DELETE SET NULL,
            CHECK ((client_id IS NULL) <> (lead_id IS NULL))
        ) STRICT;
        CREATE INDEX following_phone ON following (phone);
        CREATE INDEX following_client ON following (client_id) WHERE client_id IS NOT NULL;
        CREATE INDEX following_lead ON following (lead_id) WHERE lead_id IS NOT NULL;
        CREATE INDEX following_sync_run ON following (sync_run_id)
            WHERE sync_run_id IS NOT NULL;
        CREATE INDEX following_import_job ON following (import_job_id)
            WHERE import_job_id IS NOT NULL;

        -- The run or the import that attached calls; both null: a person or the CRM did.
        ALTER TABLE attachment ADD COLUMN sync_run_id INTEGER
            REFERENCES sync_run ON DELETE SET NULL;
        ALTER TABLE attachment ADD COLUMN import_job_id INTEGER
            REFERENCES import_job ON DELETE SET NULL;
        CREATE INDEX attachment_sync_run ON attachment (sync_run_id)
            WHERE sync_run_id IS NOT NULL;
        CREATE INDEX attachment_import_job ON attachment (import_job_id)
            WHERE import_job_id IS NOT NULL;
        """
}
