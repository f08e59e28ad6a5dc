extension Migrations {
    static let calling = """
        -- Requests to Phonet to dial; written before Phonet is asked.
        CREATE TABLE dialling (
            id INTEGER PRIMARY KEY,
            -- The key of the form; null: sent without one, as by the API.
            key TEXT CHECK (key <> ''),
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            extension TEXT NOT NULL CHECK (extension <> ''),
            -- What is dialled: E.164, or the digits of a short number.
            phone TEXT NOT NULL CHECK (phone <> ''),
            lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
            client_id INTEGER REFERENCES client ON DELETE SET NULL,
            asked_at INTEGER NOT NULL,
            -- Null: Phonet has not answered, or the program ended first.
            answered_at INTEGER,
            uuid TEXT CHECK (uuid <> ''),
            trouble TEXT CHECK (trouble <> ''),
            trouble_uk TEXT,
            trouble_en TEXT,
            -- 0: Phonet certainly dials nothing.
            may_ring INTEGER NOT NULL CHECK (may_ring = 0 OR may_ring = 1),
            CHECK ((answered_at IS NULL) = (uuid IS NULL AND trouble IS NULL)),
            CHECK (uuid IS NULL OR trouble IS NULL),
            CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
            CHECK ((trouble IS NULL) = (trouble_en IS NULL)),
            UNIQUE (employee_id, key)
        ) STRICT;
        CREATE INDEX dialling_of ON dialling (employee_id, phone, asked_at);
        CREATE INDEX dialling_uuid ON dialling (uuid) WHERE uuid IS NOT NULL;
        CREATE INDEX dialling_lead ON dialling (lead_id) WHERE lead_id IS NOT NULL;
        CREATE INDEX dialling_client ON dialling (client_id) WHERE client_id IS NOT NULL;
        """
}
