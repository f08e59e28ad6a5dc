extension Migrations {
    /// Where work is that people began, so that the program goes on with it after a restart.
    static let unfinishedWork = """
        -- The attachment that gets the calls, when somebody wrote the phone on a card; null: a sync or an
        -- import gave it.
        ALTER TABLE following ADD COLUMN attachment_id INTEGER
            REFERENCES attachment ON DELETE CASCADE;
        -- Calls that this employee sees follow; null: all.
        ALTER TABLE following ADD COLUMN viewer_id INTEGER REFERENCES employee ON DELETE CASCADE;
        -- The last call that was looked at.
        ALTER TABLE following ADD COLUMN reached_at INTEGER NOT NULL DEFAULT -1;
        ALTER TABLE following ADD COLUMN reached_id INTEGER NOT NULL DEFAULT -1;
        CREATE INDEX following_attachment ON following (attachment_id)
            WHERE attachment_id IS NOT NULL;
        CREATE INDEX following_viewer ON following (viewer_id) WHERE viewer_id IS NOT NULL;

        -- The phone of the last missed call that the entry closed, while there are more; null: all are
        -- closed.
        ALTER TABLE ignored_number ADD COLUMN closed_to TEXT;
        CREATE INDEX ignored_number_closing ON ignored_number (id) WHERE closed_to IS NOT NULL;
        """
}
