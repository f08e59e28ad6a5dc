import CallRules
import GRDB

extension Migrations {
    static let owners = """
        -- Who had an extension, from when until when. Triggers write it, whatever changes an employee.
        CREATE TABLE extension_owner (
            extension TEXT NOT NULL CHECK (extension <> ''),
            from_at INTEGER NOT NULL,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            -- From this moment on no longer; null: they have it.
            until_at INTEGER,
            PRIMARY KEY (extension, from_at, employee_id),
            CHECK (from_at <= until_at)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX extension_owner_employee ON extension_owner (employee_id);
        CREATE UNIQUE INDEX extension_owner_now ON extension_owner (extension)
            WHERE until_at IS NULL;

        CREATE TRIGGER employee_extension_added AFTER INSERT ON employee
            WHEN NEW.active = 1 AND NEW.extension IS NOT NULL BEGIN
            INSERT INTO extension_owner (extension, from_at, employee_id)
            VALUES (NEW.extension, NEW.created_at, NEW.id);
        END;
        CREATE TRIGGER employee_extension_changed AFTER UPDATE OF extension, active ON employee
            WHEN NEW.active <> OLD.active OR NEW.extension IS NOT OLD.extension BEGIN
            UPDATE extension_owner SET until_at = max(from_at, NEW.updated_at)
            WHERE employee_id = NEW.id AND until_at IS NULL;
            INSERT INTO extension_owner (extension, from_at, employee_id)
            SELECT NEW.extension, NEW.updated_at, NEW.id
            WHERE NEW.active = 1 AND NEW.extension IS NOT NULL
            ON CONFLICT (extension, from_at, employee_id) DO UPDATE SET until_at = NULL;
        END;

        -- Clients and leads that were deleted or merged, and that rows still name: too many for one
        -- transaction. Such a contact is hidden, and deleted with its last row.
        CREATE TABLE removal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            client_id INTEGER UNIQUE REFERENCES client ON DELETE CASCADE,
            lead_id INTEGER UNIQUE REFERENCES lead ON DELETE CASCADE,
            -- The contact it was merged into, which gets the rows; both null: it was deleted.
            heir_client_id INTEGER REFERENCES client,
            heir_lead_id INTEGER REFERENCES lead,
            CHECK ((client_id IS NULL) <> (lead_id IS NULL)),
            CHECK (heir_client_id IS NULL OR client_id IS NOT NULL),
            CHECK (heir_lead_id IS NULL OR lead_id IS NOT NULL)
        ) STRICT;
        CREATE INDEX removal_heir_client ON removal (heir_client_id)
            WHERE heir_client_id IS NOT NULL;
        CREATE INDEX removal_heir_lead ON removal (heir_lead_id) WHERE heir_lead_id IS NOT NULL;
        """

    /// The owners of the time before the step, as far as calls tell: of each extension the former owners
    /// in the order of their last calls, each from the end of the one before until just after the own
    /// last call. The active owner has it since then, or since ever.
    static func findOwners(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT told.extension, told.employee_id, told.last_at,
                    EXISTS (SELECT 1 FROM employee WHERE id = told.employee_id AND active = 1
                        AND extension = told.extension) AS is_now
                FROM (
                    SELECT extension, employee_id, max(started_at) AS last_at FROM call
                    WHERE extension IS NOT NULL AND employee_id IS NOT NULL
                        AND started_at IS NOT NULL
                    GROUP BY extension, employee_id
                    UNION ALL
                    SELECT extension, id, NULL FROM employee
                    WHERE active = 1 AND extension IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM call WHERE employee_id = employee.id
                            AND extension = employee.extension AND started_at IS NOT NULL)
                ) AS told
                ORDER BY told.extension, is_now, told.last_at, told.employee_id
                """)
        var (extensionBefore, from) = ("", Instant(milliseconds: 0))
        for row in rows {
            let number: String = row["extension"]
            if number != extensionBefore { from = Instant(milliseconds: 0) }
            extensionBefore = number
            let last: Instant? = row["last_at"]
            let isNow: Bool = row["is_now"]
            let until = isNow ? nil : max(from, (last ?? from).next)
            try db.execute(
                sql: """
                    INSERT INTO extension_owner (extension, from_at, employee_id, until_at)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [number, from, row["employee_id"] as Int64, until])
            if let until { from = until }
        }
    }
}
