import GRDB

/// One step of the schema. The name and the SQL of a released step are never edited, comments and white
/// space apart (a test compares fingerprints). A change is a new step.
struct Migration: Sendable {
    /// Stored in the table `grdb_migrations` of every database that has run the step.
    let name: String
    let sql: String
    /// Whether rows are moved to tables that are made anew. Foreign keys then rest, and SQLite compares
    /// every reference of the database at the end, which takes seconds for millions of rows.
    let rebuilds: Bool
    /// Runs after the SQL, in the same transaction; nil: nothing.
    let work: (@Sendable (Database) throws -> Void)?

    init(
        _ name: String, _ sql: String, rebuilds: Bool = true,
        _ work: (@Sendable (Database) throws -> Void)? = nil
    ) {
        self.name = name
        self.sql = sql
        self.rebuilds = rebuilds
        self.work = work
    }
}

/// The steps of the schema, in order. `schema.sql` beside this file has the resulting schema.
///
/// Conventions: STRICT tables; singular names equal to the Swift ones; times as milliseconds UTC;
/// phones in E.164; constraints for every rule that SQL can express. CHECK lists use OR: an IN of
/// more than two values builds a temporary b-tree at every insert. In tables WITHOUT ROWID the
/// columns of the key come first: `integrity_check` of SQLite 3.40 reports NULLs that do not exist
/// when another NOT NULL column is between them.
enum Migrations {
    static let all = [
        Migration("1 people", people),
        Migration("2 leads and clients", leadsAndClients),
        Migration("3 calls", calls),
        Migration("4 what a fresh database holds", freshRows),
        Migration("5 signing in", signingIn),
        Migration("6 connecting Phonet", connecting),
        Migration("7 extensions nobody owns", unownedExtensions),
        Migration("8 recovery", recovery),
        Migration("9 calling", calling),
        Migration("10 recordings", recordings),
        Migration("11 courier", courier),
        Migration("12 missed cases", missedCases),
        Migration("13 live card", liveCard),
        Migration("14 journal of calls", callLog),
        Migration("15 attachments", attachments) { db in
            for names in FoldedNames.allCases { while try names.fold(db) {} }
        },
        Migration("16 imports", imports),
        Migration("17 messages", messages),
        Migration("18 privacy", privacy),
        Migration("19 reasons", reasons),
        Migration("20 channels", channels),
        Migration("21 contact by phone", contacts),
        Migration("22 whose facts", facts),
        Migration("23 news when sent", newsWhenSent),
        Migration("24 contact links", contactLinks),
        Migration("25 own lines", lines) { try fillLines($0) },
        Migration("26 ids once", ids, rebuilds: false) { try giveIDsOnce($0) },
        Migration("27 extension owners", owners, rebuilds: false) { try findOwners($0) },
        Migration("29 untrusted sources", untrusted),
        Migration("30 history", history),
        Migration("31 self-check", selfCheck),
        Migration("32 urgent deliveries", urgentDeliveries),
        Migration("33 events", events, rebuilds: false),
        Migration("34 token scopes", tokenScopes),
        Migration("35 webhooks", webhooks),
        Migration("36 kept answers", keptAnswers),
        Migration("37 sync", sync),
        Migration("38 call notes", callNotes, rebuilds: false),
        Migration("39 ignored numbers", ignoredNumbers, rebuilds: false),
        Migration("40 flood brake", floodBrake, rebuilds: false),
        Migration("41 line settings", lineSettings, rebuilds: false) { try fillOtherLines($0) },
        Migration("44 roles", roles, rebuilds: false) { try allowSupervisors($0) },
        Migration("45 participants", participants, rebuilds: false),
        Migration("46 sign-in links", signInLinks),
        Migration("47 single sign-on", sso),
        Migration("48 import columns", importColumns),
        Migration("50 age of deliveries", deliveryAge),
        Migration("51 telegram", telegram),
        Migration("52 apostrophes", apostrophes) { db in
            for names in FoldedNames.allCases { while try names.fold(db) {} }
        },
        Migration("53 merges", merges),
        Migration("56 numbers", numbers, rebuilds: false),
        Migration("57 recording copies", recordingCopies, rebuilds: false),
        Migration("58 name parts", nameParts, rebuilds: false),
        Migration("59 counted days", countedDays, rebuilds: false),
        Migration("60 failed deliveries", failedDeliveries, rebuilds: false),
        Migration("61 unfinished work", unfinishedWork, rebuilds: false),
    ]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(
                migration.name,
                foreignKeyChecks: migration.rebuilds ? .deferred : .immediate
            ) { db in
                try db.execute(sql: migration.sql)
                try migration.work?(db)
            }
        }
        return migrator
    }

    private static let people = """
        CREATE TABLE employee (
            id INTEGER PRIMARY KEY,
            external_id TEXT UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            email TEXT COLLATE NOCASE UNIQUE,
            extension TEXT CHECK (extension <> ''),
            role TEXT NOT NULL CHECK (role IN ('admin', 'employee')),
            active INTEGER NOT NULL CHECK (active IN (0, 1)),
            language TEXT CHECK (language IN ('uk', 'en')),
            last_seen_at INTEGER,
            online_until INTEGER,
            last_turn INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX employee_extension ON employee (extension)
            WHERE active = 1 AND extension IS NOT NULL;

        CREATE TABLE api_token (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            hash BLOB NOT NULL UNIQUE,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE webhook_token (
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE setting (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,
            document TEXT NOT NULL CHECK (json_valid(document)),
            phonet_api_key TEXT NOT NULL,
            saved_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE setting_change (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            key TEXT NOT NULL,
            old_value TEXT NOT NULL,
            new_value TEXT NOT NULL,
            UNIQUE (version, key)
        ) STRICT;
        """

    private static let leadsAndClients = """
        CREATE TABLE lead_status (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            kind TEXT NOT NULL
                CHECK (kind = 'active' OR kind = 'won' OR kind = 'lost' OR kind = 'junk'),
            position INTEGER NOT NULL,
            is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
            CHECK (is_default = 0 OR kind = 'active')
        ) STRICT;
        CREATE UNIQUE INDEX lead_status_default ON lead_status (is_default) WHERE is_default = 1;

        CREATE TABLE lead_source (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            position INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE client (
            id INTEGER PRIMARY KEY,
            external_id TEXT UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            company TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE client_phone (
            e164 TEXT NOT NULL CHECK (e164 GLOB '+[0-9]*'),
            client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE,
            position INTEGER NOT NULL,
            PRIMARY KEY (e164, client_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_phone_client ON client_phone (client_id);

        CREATE TABLE client_admin (
            client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE,
            position INTEGER NOT NULL,
            employee_id INTEGER NOT NULL REFERENCES employee,
            PRIMARY KEY (client_id, position),
            UNIQUE (client_id, employee_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_admin_employee ON client_admin (employee_id);

        CREATE TABLE lead (
            id INTEGER PRIMARY KEY,
            external_id TEXT UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            status_id INTEGER NOT NULL REFERENCES lead_status,
            source_id INTEGER REFERENCES lead_source,
            responsible_employee_id INTEGER REFERENCES employee,
            origin TEXT NOT NULL
                CHECK (origin = 'telephony' OR origin = 'manual' OR origin = 'api'),
            -- The call that made this lead. No foreign key: a call and its lead are written in either
            -- order.
            call_id INTEGER,
            -- When a person or the API last changed it; rules do not change such a lead.
            edited_at INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX lead_status_id ON lead (status_id);
        CREATE INDEX lead_source_id ON lead (source_id);
        CREATE INDEX lead_responsible ON lead (responsible_employee_id);
        CREATE INDEX lead_call ON lead (call_id) WHERE call_id IS NOT NULL;

        CREATE TABLE lead_phone (
            e164 TEXT NOT NULL CHECK (e164 GLOB '+[0-9]*'),
            lead_id INTEGER NOT NULL REFERENCES lead ON DELETE CASCADE,
            position INTEGER NOT NULL,
            PRIMARY KEY (e164, lead_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lead_phone_lead ON lead_phone (lead_id);
        """

    private static let calls = """
        CREATE TABLE call (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            direction TEXT
                CHECK (direction = 'incoming' OR direction = 'outgoing'
                    OR direction = 'internal'),
            state TEXT NOT NULL
                CHECK (state = 'ringing' OR state = 'talking' OR state = 'ended'),
            outcome TEXT CHECK (outcome IN ('answered', 'missed')),
            phone TEXT,
            raw_number TEXT NOT NULL,
            number_class TEXT NOT NULL
                CHECK (number_class = 'external' OR number_class = 'short'
                    OR number_class = 'hidden' OR number_class = 'other'),
            contact_name TEXT,
            trunk TEXT,
            extension TEXT,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            started_at INTEGER,
            answered_at INTEGER,
            ended_at INTEGER,
            wait_seconds INTEGER,
            talk_seconds INTEGER,
            disposition INTEGER,
            transfer_history TEXT,
            recording_url TEXT,
            client_id INTEGER REFERENCES client ON DELETE SET NULL,
            lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
            lead_created INTEGER NOT NULL CHECK (lead_created IN (0, 1)),
            origin TEXT NOT NULL CHECK (origin IN ('webhook', 'recovered')),
            -- When a call that hung up without a CDR becomes missed; null: never.
            settles_at INTEGER,
            -- Bits 1, 2, 4, 8: rules have run at the moments begins, rings, answered, missed.
            moments INTEGER NOT NULL DEFAULT 0,
            seen_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX call_started ON call (started_at, id);
        CREATE INDEX call_phone ON call (phone, started_at) WHERE phone IS NOT NULL;
        CREATE INDEX call_employee ON call (employee_id, started_at);
        CREATE INDEX call_unmapped ON call (extension)
            WHERE employee_id IS NULL AND extension IS NOT NULL;
        CREATE INDEX call_settles ON call (settles_at) WHERE settles_at IS NOT NULL;
        CREATE INDEX call_client ON call (client_id) WHERE client_id IS NOT NULL;
        CREATE INDEX call_lead ON call (lead_id) WHERE lead_id IS NOT NULL;

        CREATE TABLE leg (
            uuid TEXT PRIMARY KEY,
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            parent TEXT,
            direction INTEGER CHECK (direction = 1 OR direction = 2 OR direction = 4),
            dial_seen INTEGER NOT NULL CHECK (dial_seen IN (0, 1)),
            dial_at INTEGER,
            bridge_at INTEGER,
            hangup_at INTEGER,
            hangup_seen_at INTEGER,
            party_kind INTEGER,
            extension TEXT,
            party_name TEXT,
            party_at INTEGER,
            number TEXT,
            contact_name TEXT,
            trunk TEXT,
            has_record INTEGER NOT NULL CHECK (has_record IN (0, 1)),
            end_at INTEGER,
            bill_seconds INTEGER,
            duration INTEGER,
            disposition INTEGER,
            transfer_history TEXT,
            recording_url TEXT,
            record_party_kind INTEGER,
            record_extension TEXT,
            record_party_name TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX leg_call ON leg (call_id);

        CREATE TABLE webhook_message (
            id INTEGER PRIMARY KEY,
            endpoint TEXT NOT NULL
                CHECK (endpoint = 'customer_data' OR endpoint = 'after_call_end'
                    OR endpoint = 'call'),
            source_ip TEXT NOT NULL,
            trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
            received_at INTEGER NOT NULL,
            status TEXT NOT NULL
                CHECK (status = 'processed' OR status = 'duplicate' OR status = 'quarantined'
                    OR status = 'failed'),
            reason TEXT,
            content_type TEXT,
            payload BLOB NOT NULL,
            call_id INTEGER REFERENCES call ON DELETE SET NULL
        ) STRICT;
        CREATE INDEX webhook_message_status ON webhook_message (status, id);
        CREATE INDEX webhook_message_call ON webhook_message (call_id) WHERE call_id IS NOT NULL;

        CREATE TABLE decision (
            id INTEGER PRIMARY KEY,
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            rule TEXT NOT NULL,
            moment TEXT NOT NULL,
            result TEXT NOT NULL,
            reason_uk TEXT NOT NULL,
            reason_en TEXT NOT NULL,
            facts TEXT NOT NULL,
            settings_version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            -- A rule decides once at each moment of a call, however often a message is repeated.
            UNIQUE (call_id, rule, moment)
        ) STRICT;

        CREATE TABLE turn (
            id INTEGER PRIMARY KEY,
            call_id INTEGER REFERENCES call ON DELETE SET NULL,
            lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            mode TEXT NOT NULL CHECK (mode = 'off' OR mode = 'even' OR mode = 'active'),
            skipped TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX turn_lead ON turn (lead_id) WHERE lead_id IS NOT NULL;
        CREATE INDEX turn_call ON turn (call_id) WHERE call_id IS NOT NULL;
        CREATE INDEX turn_employee ON turn (employee_id) WHERE employee_id IS NOT NULL;

        CREATE TABLE notice (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL
                CHECK (kind = 'incoming_call' OR kind = 'missed_call'
                    OR kind = 'lead_assigned'),
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
            text TEXT NOT NULL,
            formed_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            sent_at INTEGER,
            seen_at INTEGER,
            dropped_reason TEXT,
            UNIQUE (call_id, kind, employee_id)
        ) STRICT;
        CREATE INDEX notice_due ON notice (due_at) WHERE sent_at IS NULL AND dropped_reason IS NULL;
        CREATE INDEX notice_employee ON notice (employee_id, id);
        CREATE INDEX notice_lead ON notice (lead_id) WHERE lead_id IS NOT NULL;

        CREATE TABLE pause (
            extension TEXT PRIMARY KEY,
            is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    private static let freshRows = """
        INSERT INTO lead_status (id, name, kind, position, is_default) VALUES
            (1, 'Новий', 'active', 0, 1),
            (2, 'В роботі', 'active', 1, 0),
            (3, 'Виграний', 'won', 2, 0),
            (4, 'Програний', 'lost', 3, 0),
            (5, 'Неякісний', 'junk', 4, 0);
        INSERT INTO lead_source (id, name, position) VALUES (1, 'Телефонія', 0);
        INSERT INTO setting (id, version, document, phonet_api_key, saved_at)
            VALUES (1, 1, '{"missed_call_lead_source_id":1,"answered_call_lead_source_id":1}', '', 0);
        """
}
