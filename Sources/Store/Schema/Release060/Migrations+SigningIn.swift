extension Migrations {
    static let signingIn = """
        CREATE TABLE password (
            employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
            -- Includes its algorithm and cost parameters.
            hash TEXT NOT NULL CHECK (hash <> ''),
            changed_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL,
            source_ip TEXT NOT NULL,
            browser TEXT NOT NULL
        ) STRICT;
        CREATE INDEX session_employee ON session (employee_id);

        -- Browsers that an employee signed in with before.
        CREATE TABLE device (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX device_employee ON device (employee_id);

        -- One-time links for choosing a password: of an employee, or of the first administrator.
        CREATE TABLE invitation (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            -- Null: the first administrator.
            employee_id INTEGER REFERENCES employee ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX invitation_employee ON invitation (ifnull(employee_id, 0));

        CREATE TABLE audit_entry (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            -- The name at that time; employees and tokens may be renamed or deleted later.
            actor TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            source_ip TEXT NOT NULL,
            action TEXT NOT NULL CHECK (action <> ''),
            -- The object of the action, as `employee/3`; never a secret.
            subject TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_entry_employee ON audit_entry (employee_id)
            WHERE employee_id IS NOT NULL;

        -- Rows are only added; deleting an employee sets employee_id to null and changes nothing else.
        CREATE TRIGGER audit_entry_changed BEFORE UPDATE ON audit_entry
            WHEN NEW.employee_id IS NOT NULL OR OLD.employee_id IS NULL
                OR EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee_id)
                OR (NEW.id, NEW.at, NEW.actor, NEW.source_ip, NEW.action, NEW.subject)
                    IS NOT (OLD.id, OLD.at, OLD.actor, OLD.source_ip, OLD.action, OLD.subject)
            BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
        CREATE TRIGGER audit_entry_deleted BEFORE DELETE ON audit_entry
            BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
        """
}
