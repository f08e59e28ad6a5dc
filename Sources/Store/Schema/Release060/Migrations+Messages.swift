extension Migrations {
    static let messages = """
        -- The untrusted sources: only quarantined messages are in it.
        CREATE INDEX webhook_message_stranger ON webhook_message (source_ip, endpoint, received_at)
            WHERE status = 'quarantined';
        CREATE INDEX recording_failed ON recording (checked_at) WHERE finding = 'failed';

        -- To the hour; null: never, or not since this is noted.
        ALTER TABLE api_token ADD COLUMN last_used_at INTEGER;

        -- Backups that were made, checked and synced.
        CREATE TABLE backup (
            id INTEGER PRIMARY KEY,
            -- The backup has everything committed before.
            at INTEGER NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            seconds INTEGER NOT NULL CHECK (seconds >= 0)
        ) STRICT;
        """
}
