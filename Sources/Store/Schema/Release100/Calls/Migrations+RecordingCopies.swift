extension Migrations {
    static let recordingCopies = """
        -- Recordings that the gateway keeps or is about to fetch. Triggers on `leg` add the rows when a CDR
        -- names a recording while the setting is on, and delete them when the address is erased.
        CREATE TABLE recording_copy (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- The name of the file: by chance, so that a restored database never takes the file of another
            -- one for its own.
            file TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
            leg_uuid TEXT NOT NULL UNIQUE REFERENCES leg ON DELETE CASCADE,
            state TEXT NOT NULL
                CHECK (state = 'waiting' OR state = 'kept' OR state = 'given_up'),
            -- When the conversation ended, for the limit of days.
            recorded_at INTEGER NOT NULL,
            -- Failed tries, those for errors of this server left out.
            tries INTEGER NOT NULL DEFAULT 0,
            -- When it is fetched; null: it is kept, or there is no further try.
            next_at INTEGER,
            -- Why the last try failed, a code of RecordingCopyError; null: it did not, or there was none.
            trouble TEXT CHECK (trouble <> ''),
            trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details)),
            -- Of the file; null: there is none.
            bytes INTEGER CHECK (bytes > 0),
            content_type TEXT,
            CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
            CHECK ((state = 'kept') = (bytes IS NOT NULL)),
            CHECK ((trouble IS NULL) = (trouble_details IS NULL))
        ) STRICT;
        CREATE INDEX recording_copy_due ON recording_copy (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX recording_copy_kept ON recording_copy (recorded_at, bytes)
            WHERE state = 'kept';
        CREATE INDEX recording_copy_troubled ON recording_copy (state) WHERE trouble IS NOT NULL;

        -- Copies whose rows are gone and whose files are still to be deleted.
        CREATE TABLE recording_leftover (
            file TEXT PRIMARY KEY
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER recording_copy_deleted AFTER DELETE ON recording_copy BEGIN
            INSERT INTO recording_leftover (file) VALUES (OLD.file);
        END;

        CREATE TRIGGER leg_recording_inserted AFTER INSERT ON leg
            WHEN NEW.recording_url IS NOT NULL BEGIN
            \(want)
        END;
        CREATE TRIGGER leg_recording_updated AFTER UPDATE OF recording_url ON leg
            WHEN NEW.recording_url IS NOT NULL AND NEW.recording_url IS NOT OLD.recording_url BEGIN
            \(want)
        END;
        CREATE TRIGGER leg_recording_erased AFTER UPDATE OF recording_url ON leg
            WHEN NEW.recording_url IS NULL AND OLD.recording_url IS NOT NULL BEGIN
            DELETE FROM recording_copy WHERE leg_uuid = NEW.uuid;
        END;
        """

    /// A new recording is asked for half a minute after its CDR came: Phonet writes the file meanwhile.
    private static let want = """
        INSERT INTO recording_copy (leg_uuid, state, recorded_at, next_at)
            SELECT NEW.uuid, 'waiting',
                ifnull(ifnull(NEW.end_at, NEW.hangup_at), ifnull(NEW.record_seen_at, 0)),
                ifnull(NEW.record_seen_at, 0) + 30000
            WHERE (SELECT document ->> 'keep_recordings_days' FROM setting) > 0
                AND NOT EXISTS (SELECT 1 FROM recording_copy WHERE leg_uuid = NEW.uuid);
        """
}
