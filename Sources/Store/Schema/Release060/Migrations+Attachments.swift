extension Migrations {
    static let attachments = """
        -- Calls that a person or the CRM attached to a client or a lead: on the call's page, or older
        -- calls of a phone that was added to a contact card. Needed to undo it.
        CREATE TABLE attachment (
            id INTEGER PRIMARY KEY,
            client_id INTEGER REFERENCES client ON DELETE CASCADE,
            lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
            -- 1: it added the calls' phone to the contact card; undoing removes the phone.
            with_number INTEGER NOT NULL CHECK (with_number IN (0, 1)),
            at INTEGER NOT NULL,
            -- The name at that time.
            actor TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            -- Null: not undone.
            undone_at INTEGER,
            CHECK ((client_id IS NULL) <> (lead_id IS NULL))
        ) STRICT;
        CREATE INDEX attachment_client ON attachment (client_id) WHERE client_id IS NOT NULL;
        CREATE INDEX attachment_lead ON attachment (lead_id) WHERE lead_id IS NOT NULL;
        CREATE INDEX attachment_employee ON attachment (employee_id)
            WHERE employee_id IS NOT NULL;

        CREATE TABLE attached_call (
            attachment_id INTEGER NOT NULL REFERENCES attachment ON DELETE CASCADE,
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            -- The client or lead of the call before; null: none.
            from_client_id INTEGER REFERENCES client ON DELETE SET NULL,
            from_lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
            PRIMARY KEY (attachment_id, call_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attached_call_call ON attached_call (call_id);
        CREATE INDEX attached_call_from_client ON attached_call (from_client_id)
            WHERE from_client_id IS NOT NULL;
        CREATE INDEX attached_call_from_lead ON attached_call (from_lead_id)
            WHERE from_lead_id IS NOT NULL;

        -- Search and sort keys of names (`FoldedName`). Triggers add the rows and empty them when a name
        -- changes; null: the next search writes the key.
        CREATE TABLE client_name (
            client_id INTEGER PRIMARY KEY REFERENCES client ON DELETE CASCADE,
            folded TEXT
        ) STRICT;
        CREATE INDEX client_name_folded ON client_name (folded);
        CREATE TRIGGER client_name_inserted AFTER INSERT ON client BEGIN
            INSERT INTO client_name (client_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER client_name_updated AFTER UPDATE OF name, company ON client
            WHEN NEW.name <> OLD.name OR NEW.company IS NOT OLD.company BEGIN
            UPDATE client_name SET folded = NULL WHERE client_id = NEW.id;
        END;
        INSERT INTO client_name (client_id) SELECT id FROM client;

        CREATE TABLE lead_name (
            lead_id INTEGER PRIMARY KEY REFERENCES lead ON DELETE CASCADE,
            folded TEXT
        ) STRICT;
        CREATE INDEX lead_name_unfolded ON lead_name (lead_id) WHERE folded IS NULL;
        CREATE TRIGGER lead_name_inserted AFTER INSERT ON lead BEGIN
            INSERT INTO lead_name (lead_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER lead_name_updated AFTER UPDATE OF name ON lead
            WHEN NEW.name <> OLD.name BEGIN
            UPDATE lead_name SET folded = NULL WHERE lead_id = NEW.id;
        END;
        INSERT INTO lead_name (lead_id) SELECT id FROM lead;
        """
}
