extension Migrations {
    static let messages = """
        -- Who strangers are: only what waits in quarantine stands in it.
        CREATE INDEX webhook_message_stranger ON webhook_message (source_ip, endpoint, received_at)
            WHERE status = 'quarantined';
        CREATE INDEX recording_failed ON recording (checked_at) WHERE finding = 'failed';

        -- Null: not since this is noted; else to the hour.
        ALTER TABLE api_token ADD COLUMN last_used_at INTEGER;

        -- Copies of this database that were made, checked and are on the disk.
        CREATE TABLE backup (
            id INTEGER PRIMARY KEY,
            -- What was committed before is in the copy.
            at INTEGER NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            seconds INTEGER NOT NULL CHECK (seconds >= 0)
        ) STRICT;
        """
}
