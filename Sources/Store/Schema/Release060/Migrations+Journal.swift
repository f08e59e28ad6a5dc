extension Migrations {
    static let callLog = """
        -- 1: the first call of its phone. Stored, not computed: a purge must not make a later call the
        -- first.
        ALTER TABLE call ADD COLUMN is_first INTEGER NOT NULL DEFAULT 0
            CHECK (is_first = 0 OR is_first = 1);
        UPDATE call SET is_first = 1 WHERE id IN (
            SELECT id FROM (
                SELECT id, row_number() OVER (PARTITION BY phone ORDER BY started_at, id) AS place
                FROM call WHERE phone IS NOT NULL AND started_at IS NOT NULL)
            WHERE place = 1);

        -- One index for each filter of the call log that may select few of many calls.
        CREATE INDEX call_raw_number ON call (raw_number, started_at) WHERE phone IS NULL;
        CREATE INDEX call_line ON call (trunk, started_at) WHERE trunk IS NOT NULL;
        CREATE INDEX call_direction ON call (direction, started_at);
        CREATE INDEX call_known ON call ((client_id IS NULL AND lead_id IS NULL), started_at);
        CREATE INDEX call_missed ON call (started_at) WHERE outcome = 'missed';
        CREATE INDEX call_recorded ON call (started_at) WHERE recording_url IS NOT NULL;
        CREATE INDEX call_made_lead ON call (started_at) WHERE lead_created = 1;
        CREATE INDEX call_first ON call (started_at) WHERE is_first = 1;
        CREATE INDEX call_talk ON call (talk_seconds) WHERE talk_seconds IS NOT NULL;
        CREATE INDEX call_wait ON call (wait_seconds) WHERE wait_seconds IS NOT NULL;

        CREATE TABLE saved_view (
            id INTEGER PRIMARY KEY,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (name <> ''),
            -- The query of the call log's URL.
            query TEXT NOT NULL,
            UNIQUE (employee_id, name)
        ) STRICT;
        """
}
