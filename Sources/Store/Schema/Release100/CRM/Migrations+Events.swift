import GRDB

extension Migrations {
    static let events = """
        -- What happened to calls, leads, clients, employees and missed cases, in the order of the
        -- commits. Thin: no names of people and no phones; bodies are made of the records as they are.
        CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            -- A code of EventType.
            type TEXT NOT NULL CHECK (type <> ''),
            -- A code of RecordKind.
            record_kind TEXT NOT NULL CHECK (record_kind <> ''),
            -- Its row may be gone.
            record_id INTEGER NOT NULL,
            -- The external id; of a call the uuid.
            name TEXT,
            -- Of the record, after the change.
            version INTEGER NOT NULL CHECK (version > 0),
            -- What the record was merged into, and its name; null: nothing.
            heir_id INTEGER,
            heir_name TEXT,
            -- A code of Actor.Kind.
            actor_kind TEXT NOT NULL CHECK (actor_kind <> ''),
            -- Of the employee or the token.
            actor_id INTEGER,
            -- The token whose request made the change, also where the actor is a rule.
            token_id INTEGER,
            at INTEGER NOT NULL,
            CHECK (heir_name IS NULL OR heir_id IS NOT NULL)
        ) STRICT;
        CREATE INDEX event_of_gone_call ON event (name)
            WHERE type = 'call.deleted' OR type = 'call.merged';
        -- For erasures: a name may hold a phone.
        CREATE INDEX event_of_contact ON event (record_id)
            WHERE record_kind = 'client' OR record_kind = 'lead';
        CREATE INDEX event_with_heir ON event (heir_id) WHERE heir_id IS NOT NULL;

        -- Grows with each change that has an event; changed_at is that event's time, null: none since
        -- version 0.6.0.
        ALTER TABLE call ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE call ADD COLUMN changed_at INTEGER;
        -- Bits 1, 2, 4, 8: call.ringing, call.answered, call.ended, recording.ready are in the log, or
        -- were due before there was one.
        ALTER TABLE call ADD COLUMN announced INTEGER NOT NULL DEFAULT 15;
        UPDATE call SET announced = iif(state = 'ended', 0, iif(state = 'talking', 3, 1))
            WHERE outcome IS NULL OR state <> 'ended';
        UPDATE call SET announced = 7
            WHERE outcome IS NOT NULL AND state = 'ended' AND recording_url IS NULL
                AND ended_at > (SELECT max(ended_at) FROM call) - 86400000;
        CREATE INDEX call_changed ON call (ifnull(changed_at, updated_at), id);
        ALTER TABLE lead ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE lead ADD COLUMN changed_at INTEGER;
        CREATE INDEX lead_changed ON lead (ifnull(changed_at, updated_at), id);
        ALTER TABLE client ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE client ADD COLUMN changed_at INTEGER;
        CREATE INDEX client_changed ON client (ifnull(changed_at, updated_at), id);
        ALTER TABLE employee ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE employee ADD COLUMN changed_at INTEGER;
        CREATE INDEX employee_changed ON employee (ifnull(changed_at, updated_at), id);
        ALTER TABLE missed_case ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE missed_case ADD COLUMN changed_at INTEGER;
        CREATE INDEX missed_case_changed
            ON missed_case (ifnull(changed_at, ifnull(ended_at, last_missed_at)), id);

        -- Who last read the feed of events: one row for each token.
        CREATE TABLE feed_reader (
            token_id INTEGER PRIMARY KEY REFERENCES api_token ON DELETE CASCADE,
            -- Up to this event.
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        """
}
