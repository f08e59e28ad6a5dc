extension Migrations {
    static let recordings = """
        -- What was last learnt about a call's recording.
        CREATE TABLE recording (
            call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
            checked_at INTEGER NOT NULL,
            finding TEXT NOT NULL
                CHECK (finding = 'played' OR finding = 'not_ready' OR finding = 'failed'),
            -- The cause as programs know it; null: it played.
            trouble TEXT CHECK (trouble <> ''),
            trouble_uk TEXT,
            trouble_en TEXT,
            CHECK ((finding = 'played') = (trouble IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_en IS NULL))
        ) STRICT;

        -- When somebody last heard a piece of a call: a listening is many requests.
        CREATE TABLE listening (
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            -- As `employee/3`; `token/CRM` for whoever came through the API.
            listener TEXT NOT NULL,
            heard_at INTEGER NOT NULL,
            PRIMARY KEY (call_id, listener)
        ) STRICT, WITHOUT ROWID;
        """
}
