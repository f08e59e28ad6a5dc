extension Migrations {
    static let connecting = """
        -- When a message of each kind last arrived, and from where; one row for each kind and trust.
        CREATE TABLE last_received (
            kind TEXT NOT NULL
                CHECK (kind = 'customer_data' OR kind = 'after_call_end' OR kind = 'call.dial'
                    OR kind = 'call.bridge' OR kind = 'call.hangup'),
            trusted INTEGER NOT NULL CHECK (trusted = 0 OR trusted = 1),
            at INTEGER NOT NULL,
            source_ip TEXT NOT NULL,
            PRIMARY KEY (kind, trusted)
        ) STRICT, WITHOUT ROWID;

        -- Result of the last "Check connection".
        CREATE TABLE connection_check (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            at INTEGER NOT NULL,
            settings_version INTEGER NOT NULL,
            domain TEXT NOT NULL,
            -- Users that Phonet listed; null: it failed.
            users_seen INTEGER,
            -- JSON array with the names of the first few.
            first_users TEXT CHECK (first_users IS NULL OR json_valid(first_users)),
            cause_uk TEXT,
            cause_en TEXT,
            CHECK ((users_seen IS NULL) = (first_users IS NULL)),
            CHECK ((users_seen IS NULL) <> (cause_uk IS NULL)),
            CHECK ((cause_uk IS NULL) = (cause_en IS NULL))
        ) STRICT;

        -- Every version of the settings document, for rollback; without secrets.
        CREATE TABLE setting_version (
            version INTEGER PRIMARY KEY,
            document TEXT NOT NULL CHECK (json_valid(document)),
            saved_at INTEGER NOT NULL,
            actor TEXT NOT NULL
        ) STRICT;
        INSERT INTO setting_version (version, document, saved_at, actor)
            SELECT version, document, saved_at, '' FROM setting;
        """
}
