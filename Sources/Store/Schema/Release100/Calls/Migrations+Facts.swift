extension Migrations {
    /// A leg tells when its CDR came and when a machine picked up; recordings belong to legs.
    static let facts = """
        -- When the first CDR of the leg arrived; null: none has come.
        ALTER TABLE leg ADD COLUMN record_seen_at INTEGER;
        -- When a group's queue, a voice menu or a robot picked up; bridge_at is the answer of a person.
        ALTER TABLE leg ADD COLUMN pick_up_at INTEGER;
        UPDATE leg SET record_seen_at = (SELECT updated_at FROM call WHERE call.id = leg.call_id)
            WHERE has_record = 1;
        UPDATE leg SET pick_up_at = bridge_at, bridge_at = NULL
            WHERE bridge_at IS NOT NULL AND (party_kind = 2 OR party_kind = 4);

        -- Uuids that belong to a call though neither it nor a leg has them: a message named one as
        -- the parent of a leg that has another parent.
        CREATE TABLE call_alias (
            uuid TEXT PRIMARY KEY,
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX call_alias_call ON call_alias (call_id);

        -- The leg that recording_url is of: the first answered one that has a recording.
        ALTER TABLE call ADD COLUMN recording_leg TEXT;
        UPDATE call SET recording_leg = (
                SELECT min(uuid) FROM leg
                WHERE leg.call_id = call.id AND leg.recording_url = call.recording_url)
            WHERE recording_url IS NOT NULL;

        ALTER TABLE recording RENAME TO call_recording;
        DROP INDEX recording_failed;
        -- The last result of fetching a leg's recording.
        CREATE TABLE recording (
            leg_uuid TEXT PRIMARY KEY REFERENCES leg ON DELETE CASCADE,
            checked_at INTEGER NOT NULL,
            finding TEXT NOT NULL
                CHECK (finding = 'played' OR finding = 'not_ready' OR finding = 'failed'),
            -- Error code; null: it played.
            trouble TEXT CHECK (trouble <> ''),
            trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details)),
            trouble_uk TEXT,
            trouble_en TEXT,
            CHECK ((finding = 'played') = (trouble IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_en IS NULL))
        ) STRICT, WITHOUT ROWID;
        INSERT INTO recording (leg_uuid, checked_at, finding, trouble, trouble_details, trouble_uk,
            trouble_en)
        SELECT recording_leg, checked_at, finding, trouble, trouble_details, trouble_uk, trouble_en
        FROM call_recording JOIN call ON call.id = call_id WHERE recording_leg IS NOT NULL;
        DROP TABLE call_recording;
        CREATE INDEX recording_failed ON recording (checked_at) WHERE finding = 'failed';
        """
}
