extension Migrations {
    static let privacy = """
        -- Questions what is stored about a phone. Deleted after a day.
        CREATE TABLE inquiry (
            id INTEGER PRIMARY KEY,
            -- Null: the phone was erased.
            phone TEXT CHECK (phone GLOB '+[0-9]*'),
            asked_at INTEGER NOT NULL,
            -- The table that is being searched, and the last key that was read; null: all are done.
            place TEXT,
            reached TEXT NOT NULL,
            rows_read INTEGER NOT NULL
        ) STRICT;

        -- Rows with the phone that no index finds.
        CREATE TABLE inquiry_find (
            inquiry_id INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
            place TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (inquiry_id, place, key)
        ) STRICT, WITHOUT ROWID;

        -- Erasures; never the phone, nor a hash of it.
        CREATE TABLE erasure (
            id INTEGER PRIMARY KEY,
            inquiry_id INTEGER REFERENCES inquiry ON DELETE SET NULL,
            manner TEXT NOT NULL CHECK (manner = 'erase' OR manner = 'pseudonymise'),
            -- The random pseudonym number that replaces the phone.
            token TEXT NOT NULL CHECK (token GLOB '+999*'),
            -- The name at that time.
            actor TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            began_at INTEGER NOT NULL,
            -- When the last row was done; null: running.
            ended_at INTEGER,
            -- JSON object: rows by table.
            counts TEXT NOT NULL CHECK (json_valid(counts)),
            -- When the file was searched for bytes of deleted rows; null: not yet.
            checked_at INTEGER,
            -- Places where the phone was still found.
            remaining INTEGER,
            -- Places where only its last digits were found, in phones of others.
            alike INTEGER,
            CHECK ((checked_at IS NULL) = (remaining IS NULL)),
            CHECK ((checked_at IS NULL) = (alike IS NULL))
        ) STRICT;
        CREATE INDEX erasure_inquiry ON erasure (inquiry_id) WHERE inquiry_id IS NOT NULL;
        CREATE INDEX erasure_employee ON erasure (employee_id) WHERE employee_id IS NOT NULL;

        -- Keys of erased calls (uuid), messages, clients and leads, to erase them from an older backup.
        CREATE TABLE erasure_row (
            erasure_id INTEGER NOT NULL REFERENCES erasure ON DELETE CASCADE,
            -- The table and the key of the row.
            place TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (erasure_id, place, key)
        ) STRICT, WITHOUT ROWID;

        -- Purges of rows older than their retention. The first row only marks the first night.
        CREATE TABLE purge (
            id INTEGER PRIMARY KEY,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            counts TEXT NOT NULL CHECK (json_valid(counts))
        ) STRICT;

        -- Only a running purge may delete lines of the audit, and only after a year.
        DROP TRIGGER audit_entry_deleted;
        CREATE TRIGGER audit_entry_deleted BEFORE DELETE ON audit_entry
            WHEN OLD.at >= coalesce(
                (SELECT max(began_at) FROM purge WHERE ended_at IS NULL) - 31536000000, OLD.at)
            BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

        -- A running erasure may replace a phone in a subject.
        DROP TRIGGER audit_entry_changed;
        CREATE TRIGGER audit_entry_changed BEFORE UPDATE ON audit_entry
            WHEN (NEW.employee_id IS NOT NULL OR OLD.employee_id IS NULL
                    OR EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee_id)
                    OR (NEW.id, NEW.at, NEW.actor, NEW.source_ip, NEW.action, NEW.subject)
                        IS NOT (OLD.id, OLD.at, OLD.actor, OLD.source_ip, OLD.action, OLD.subject))
                AND ((NEW.id, NEW.at, NEW.actor, NEW.source_ip, NEW.action, NEW.employee_id)
                        IS NOT (OLD.id, OLD.at, OLD.actor, OLD.source_ip, OLD.action,
                            OLD.employee_id)
                    OR NOT EXISTS (SELECT 1 FROM erasure WHERE ended_at IS NULL))
            BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
        """
}
