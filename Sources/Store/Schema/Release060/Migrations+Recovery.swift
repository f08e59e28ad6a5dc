extension Migrations {
    static let recovery = """
        -- When Phonet's history is asked for the CDR of a call that hung up without one; null: never.
        ALTER TABLE call ADD COLUMN record_due_at INTEGER;
        CREATE INDEX call_record_due ON call (record_due_at) WHERE record_due_at IS NOT NULL;
        CREATE INDEX call_live ON call (updated_at) WHERE state <> 'ended';

        -- The one leg that a quarantined message is about; null: none or several. In the message's row, so
        -- that a flood of untrusted messages needs no second table.
        ALTER TABLE webhook_message ADD COLUMN leg_uuid TEXT;
        CREATE INDEX webhook_message_quarantined_leg ON webhook_message (leg_uuid)
            WHERE status = 'quarantined' AND leg_uuid IS NOT NULL;

        -- Reconciliations of the call log with Phonet's history.
        CREATE TABLE comparison (
            id INTEGER PRIMARY KEY,
            reason TEXT NOT NULL
                CHECK (reason = 'schedule' OR reason = 'nightly' OR reason = 'person'
                    OR reason = 'command'),
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            -- When its last page was read; one that has not ended and reads no page was interrupted.
            touched_at INTEGER NOT NULL,
            ended_at INTEGER,
            -- Everything from from_at to here was read.
            read_until INTEGER NOT NULL,
            records_read INTEGER NOT NULL DEFAULT 0,
            calls_added INTEGER NOT NULL DEFAULT 0,
            calls_changed INTEGER NOT NULL DEFAULT 0,
            calls_released INTEGER NOT NULL DEFAULT 0,
            -- Error code; null: it did not fail.
            cause TEXT CHECK (cause <> ''),
            cause_uk TEXT,
            cause_en TEXT,
            CHECK (from_at <= to_at),
            CHECK ((cause IS NULL) = (cause_uk IS NULL)),
            CHECK ((cause IS NULL) = (cause_en IS NULL)),
            CHECK (cause IS NULL OR ended_at IS NOT NULL)
        ) STRICT;

        -- Between these times the call log has every call of the account.
        CREATE TABLE completeness (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            domain TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            CHECK (since <= until)
        ) STRICT;
        """
}
