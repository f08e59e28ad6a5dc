import GRDB

extension Migrations {
    static let roles = """
        -- Ticks: listens to recordings of others, takes lists away as files, deletes clients and leads.
        -- The defaults are what people of the time before could do; new people are always given values.
        ALTER TABLE employee ADD COLUMN may_listen INTEGER NOT NULL DEFAULT 1
            CHECK (may_listen = 0 OR may_listen = 1);
        ALTER TABLE employee ADD COLUMN may_export INTEGER NOT NULL DEFAULT 1
            CHECK (may_export = 0 OR may_export = 1);
        ALTER TABLE employee ADD COLUMN may_delete INTEGER NOT NULL DEFAULT 0
            CHECK (may_delete = 0 OR may_delete = 1);
        UPDATE employee SET may_delete = 1 WHERE role = 'admin';
        """

    /// The third role. The rows stay as they are: only the list of the values grows.
    static func allowSupervisors(_ db: Database) throws {
        try SchemaEdit.apply(
            [
                SchemaEdit(
                    table: "employee", old: "CHECK (role IN ('admin', 'employee'))",
                    new: "CHECK (role = 'employee' OR role = 'supervisor' OR role = 'admin')")
            ], db)
    }

    static let participants = """
        -- Employees of a call besides the one who has it: whose phones rang, who passed it on.
        CREATE TABLE call_participant (
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            extension TEXT NOT NULL CHECK (extension <> ''),
            -- Who had the extension when the call began; null: nobody.
            employee_id INTEGER REFERENCES employee ON DELETE CASCADE
        ) STRICT;
        CREATE UNIQUE INDEX call_participant_extension ON call_participant (call_id, extension);
        CREATE INDEX call_participant_employee ON call_participant (employee_id, call_id)
            WHERE employee_id IS NOT NULL;
        CREATE INDEX call_participant_unowned ON call_participant (extension)
            WHERE employee_id IS NULL;

        -- 1: an employee took part besides the one who has the call.
        ALTER TABLE call ADD COLUMN has_participants INTEGER NOT NULL DEFAULT 0
            CHECK (has_participants = 0 OR has_participants = 1);
        CREATE TRIGGER call_participant_inserted AFTER INSERT ON call_participant
            WHEN NEW.employee_id IS NOT NULL BEGIN
            UPDATE call SET has_participants = 1 WHERE id = NEW.call_id AND has_participants = 0;
        END;
        CREATE TRIGGER call_participant_updated AFTER UPDATE OF call_id, employee_id
            ON call_participant WHEN NEW.employee_id IS NOT NULL BEGIN
            UPDATE call SET has_participants = 1 WHERE id = NEW.call_id AND has_participants = 0;
        END;
        CREATE TRIGGER call_participant_deleted AFTER DELETE ON call_participant
            WHEN OLD.employee_id IS NOT NULL BEGIN
            UPDATE call SET has_participants = 0 WHERE id = OLD.call_id AND NOT EXISTS (
                SELECT 1 FROM call_participant
                WHERE call_id = OLD.call_id AND employee_id IS NOT NULL);
        END;

        INSERT OR IGNORE INTO call_participant (call_id, extension, employee_id)
        SELECT call.id, rung.extension, (
            SELECT employee_id FROM extension_owner
            WHERE extension = rung.extension AND (until_at IS NULL
                OR until_at > max(from_at, ifnull(call.started_at, call.seen_at)))
            ORDER BY from_at LIMIT 1)
        FROM (
            SELECT call_id, extension FROM leg WHERE party_kind = 1 AND extension <> ''
            UNION ALL
            SELECT call_id, record_extension FROM leg
            WHERE record_party_kind = 1 AND record_extension <> ''
            UNION ALL
            SELECT call_id, hop.value FROM leg CROSS JOIN json_each(iif(
                leg.transfer_history NOT GLOB '*[^0-9*#> ]*',
                '["' || replace(replace(leg.transfer_history, ' ', ''), '>', '","') || '"]',
                '[]')) AS hop
            WHERE leg.transfer_history IS NOT NULL AND hop.value <> ''
        ) AS rung
        CROSS JOIN call ON call.id = rung.call_id
        WHERE rung.extension IS NOT call.extension;

        -- Calls that no employee has.
        CREATE INDEX call_nobody ON call (started_at)
            WHERE employee_id IS NULL AND has_participants = 0;

        -- 1: the client has an admin.
        ALTER TABLE client ADD COLUMN is_owned INTEGER NOT NULL DEFAULT 0
            CHECK (is_owned = 0 OR is_owned = 1);
        UPDATE client SET is_owned = 1 WHERE id IN (SELECT client_id FROM client_admin);
        CREATE INDEX client_nobody ON client (id) WHERE is_owned = 0;
        CREATE TRIGGER client_admin_inserted AFTER INSERT ON client_admin BEGIN
            UPDATE client SET is_owned = 1 WHERE id = NEW.client_id AND is_owned = 0;
        END;
        CREATE TRIGGER client_admin_deleted AFTER DELETE ON client_admin BEGIN
            UPDATE client SET is_owned = 0 WHERE id = OLD.client_id AND NOT EXISTS (
                SELECT 1 FROM client_admin WHERE client_id = OLD.client_id);
        END;
        """
}
