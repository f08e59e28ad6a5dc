extension Migrations {
    static let tokenScopes = """
        -- A code of TokenScope. Tokens from before there were scopes may do everything.
        ALTER TABLE api_token ADD COLUMN scope TEXT NOT NULL DEFAULT 'admin' CHECK (scope <> '');
        -- Whether it may make sign-in links.
        ALTER TABLE api_token ADD COLUMN sign_in INTEGER NOT NULL DEFAULT 0
            CHECK (sign_in = 0 OR sign_in = 1);
        -- From this moment on it is refused; null: never.
        ALTER TABLE api_token ADD COLUMN expires_at INTEGER;
        -- JSON array of the networks that may use it; empty: any.
        ALTER TABLE api_token ADD COLUMN networks TEXT NOT NULL DEFAULT '[]'
            CHECK (json_valid(networks));

        -- When the password was last typed in this session; null: never, as after a sign-in link.
        ALTER TABLE session ADD COLUMN password_at INTEGER;
        UPDATE session SET password_at = created_at;
        """
}
