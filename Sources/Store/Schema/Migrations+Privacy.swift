extension Migrations {
    static let privacy = """
        -- Somebody asked what is held about a number. Forgotten after a day.
        CREATE TABLE inquiry (
            id INTEGER PRIMARY KEY,
            -- Null: the number was erased, and not even this row knows it.
            phone TEXT CHECK (phone GLOB '+[0-9]*'),
            asked_at INTEGER NOT NULL,
            -- The table that is being looked through for the number, and the key that was reached;
            -- null: all were.
            place TEXT,
            reached TEXT NOT NULL,
            rows_read INTEGER NOT NULL
        ) STRICT;

        -- Rows that no index leads to, but the number stands in them.
        CREATE TABLE inquiry_find (
            inquiry_id INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
            place TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (inquiry_id, place, key)
        ) STRICT, WITHOUT ROWID;

        -- What was taken out of the books; never the number, nor anything worked out of it.
        CREATE TABLE erasure (
            id INTEGER PRIMARY KEY,
            inquiry_id INTEGER REFERENCES inquiry ON DELETE SET NULL,
            manner TEXT NOT NULL CHECK (manner = 'erase' OR manner = 'pseudonymise'),
            -- The made-up number that stands where the number stood; chosen by chance.
            token TEXT NOT NULL CHECK (token GLOB '+999*'),
            -- The name as it was then.
            actor TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            began_at INTEGER NOT NULL,
            -- When the last row was done; null: it goes on.
            ended_at INTEGER,
            -- How many rows of which table.
            counts TEXT NOT NULL CHECK (json_valid(counts)),
            -- The file was searched for what it may have kept of deleted rows; null: not yet.
            checked_at INTEGER,
            -- Places where the number still stands.
            remaining INTEGER,
            -- Places where only its last digits do, in numbers of others.
            alike INTEGER,
            CHECK ((checked_at IS NULL) = (remaining IS NULL)),
            CHECK ((checked_at IS NULL) = (alike IS NULL))
        ) STRICT;
        CREATE INDEX erasure_inquiry ON erasure (inquiry_id) WHERE inquiry_id IS NOT NULL;
        CREATE INDEX erasure_employee ON erasure (employee_id) WHERE employee_id IS NOT NULL;

        -- Which calls (by uuid), messages, clients and leads: what was taken out of the books can be
        -- taken out of an older copy of them again.
        CREATE TABLE erasure_row (
            erasure_id INTEGER NOT NULL REFERENCES erasure ON DELETE CASCADE,
            -- The table, and what names the row in it.
            place TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (erasure_id, place, key)
        ) STRICT, WITHOUT ROWID;

        -- Deletions of what was kept long enough. The first row only says since when nights count.
        CREATE TABLE purge (
            id INTEGER PRIMARY KEY,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            counts TEXT NOT NULL CHECK (json_valid(counts))
        ) STRICT;

        -- Lines of the audit go only with a purge that is under way, and after a year at the earliest.
        DROP TRIGGER audit_entry_deleted;
        CREATE TRIGGER audit_entry_deleted BEFORE DELETE ON audit_entry
            WHEN OLD.at >= coalesce(
                (SELECT max(began_at) FROM purge WHERE ended_at IS NULL) - 31536000000, OLD.at)
            BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

        -- An erasure that is under way may take a number out of a subject.
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
