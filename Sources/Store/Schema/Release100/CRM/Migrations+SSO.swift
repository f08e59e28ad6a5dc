extension Migrations {
    static let sso = """
        -- The secret with which the CRM signs JWTs that sign people in; no row: there is none.
        CREATE TABLE sso_secret (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            secret TEXT NOT NULL CHECK (secret <> ''),
            created_at INTEGER NOT NULL
        ) STRICT;

        -- The JWTs that signed somebody in, so that none does so twice.
        CREATE TABLE sso_use (
            -- SHA-256 of its jti.
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            -- From this moment on the JWT is refused for its age.
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sso_use_expires_at ON sso_use (expires_at);
        """
}
