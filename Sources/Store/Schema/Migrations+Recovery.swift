extension Migrations {
    static let recovery = """
        -- When Phonet's history is asked for the record of a call that hung up without one; null: not.
        ALTER TABLE call ADD COLUMN record_due_at INTEGER;
        CREATE INDEX call_record_due ON call (record_due_at) WHERE record_due_at IS NOT NULL;
        CREATE INDEX call_live ON call (updated_at) WHERE state <> 'ended';

        -- The one leg a quarantined message tells of. In the message's own row, so that a stranger's
        -- flood costs no second row and leaves with the first.
        ALTER TABLE webhook_message ADD COLUMN leg_uuid TEXT;
        CREATE INDEX webhook_message_quarantined_leg ON webhook_message (leg_uuid)
            WHERE status = 'quarantined' AND leg_uuid IS NOT NULL;

        -- Comparisons of the journal with Phonet's history.
        CREATE TABLE comparison (
            id INTEGER PRIMARY KEY,
            reason TEXT NOT NULL
                CHECK (reason = 'schedule' OR reason = 'nightly' OR reason = 'person'
                    OR reason = 'command'),
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            -- When its last page was read: one that is not over and reads nothing was interrupted.
            touched_at INTEGER NOT NULL,
            ended_at INTEGER,
            -- From from_at to here everything has been read.
            read_until INTEGER NOT NULL,
            records_read INTEGER NOT NULL DEFAULT 0,
            calls_added INTEGER NOT NULL DEFAULT 0,
            calls_changed INTEGER NOT NULL DEFAULT 0,
            calls_released INTEGER NOT NULL DEFAULT 0,
            -- Null: it did not fail.
            cause TEXT CHECK (cause <> ''),
            cause_uk TEXT,
            cause_en TEXT,
            CHECK (from_at <= to_at),
            CHECK ((cause IS NULL) = (cause_uk IS NULL)),
            CHECK ((cause IS NULL) = (cause_en IS NULL)),
            CHECK (cause IS NULL OR ended_at IS NOT NULL)
        ) STRICT;

        -- Between these times the journal holds every call of the account.
        CREATE TABLE completeness (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            domain TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            CHECK (since <= until)
        ) STRICT;
        """
}
