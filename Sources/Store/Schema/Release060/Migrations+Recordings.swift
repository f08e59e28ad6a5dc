extension Migrations {
    static let recordings = """
        -- The last result of fetching a call's recording.
        CREATE TABLE recording (
            call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
            checked_at INTEGER NOT NULL,
            finding TEXT NOT NULL
                CHECK (finding = 'played' OR finding = 'not_ready' OR finding = 'failed'),
            -- Error code; null: it played.
            trouble TEXT CHECK (trouble <> ''),
            trouble_uk TEXT,
            trouble_en TEXT,
            CHECK ((finding = 'played') = (trouble IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_en IS NULL))
        ) STRICT;

        -- When a listener last requested a part of a recording: one playback is many requests.
        CREATE TABLE listening (
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            -- `employee/3`, or `token/CRM` for the API.
            listener TEXT NOT NULL,
            heard_at INTEGER NOT NULL,
            PRIMARY KEY (call_id, listener)
        ) STRICT, WITHOUT ROWID;
        """
}
