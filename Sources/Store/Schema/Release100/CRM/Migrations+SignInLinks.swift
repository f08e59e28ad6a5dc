extension Migrations {
    static let signInLinks = """
        -- Links with which the CRM signs an employee in; a link goes when it is used.
        CREATE TABLE sign_in_link (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- SHA-256 of the secret in its path.
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
            -- The token that made it.
            token_id INTEGER REFERENCES api_token (id),
            -- The address of the page it leads to, without the prefix; null: the home page.
            target TEXT CHECK (target <> ''),
            -- It is refused from this moment on.
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_link_employee ON sign_in_link (employee_id);
        CREATE INDEX sign_in_link_token ON sign_in_link (token_id);
        CREATE INDEX sign_in_link_expires_at ON sign_in_link (expires_at);

        -- The highest role that the session gives; whoever has a higher one is an employee in it. Null:
        -- the password was typed, and it gives the role of its employee.
        ALTER TABLE session ADD COLUMN role_limit TEXT CHECK (role_limit <> '');
        """
}
