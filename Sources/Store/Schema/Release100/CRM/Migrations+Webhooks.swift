extension Migrations {
    static let webhooks = """
        -- Programs that are told of events: the CRM, usually.
        CREATE TABLE webhook_endpoint (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL CHECK (url <> ''),
            description TEXT NOT NULL,
            -- Whether it is told of every type; else of those in webhook_endpoint_type.
            takes_all INTEGER NOT NULL CHECK (takes_all = 0 OR takes_all = 1),
            is_on INTEGER NOT NULL CHECK (is_on = 0 OR is_on = 1),
            -- Why the gateway switched it off, a code of WebhookEndpoint.OffCause; null: it is on, or
            -- a person switched it off.
            off_cause TEXT CHECK (off_cause <> ''),
            secret BLOB NOT NULL CHECK (length(secret) = 32),
            -- The secret before, which signs too until this moment.
            old_secret BLOB CHECK (length(old_secret) = 32),
            old_secret_until INTEGER,
            -- The token that made it: what its own requests cause is not sent here.
            token_id INTEGER REFERENCES api_token ON DELETE SET NULL,
            created_at INTEGER NOT NULL,
            last_delivered_at INTEGER,
            -- Of the last attempt, as in delivery_attempt; null: it was delivered.
            failure TEXT CHECK (failure <> ''),
            failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details)),
            -- The delivery of the last attempt that ended.
            last_delivery_id INTEGER,
            -- Since when no attempt has succeeded; null: the last one did.
            failing_since INTEGER,
            -- Attempts since then.
            failed_tries INTEGER NOT NULL DEFAULT 0,
            -- It fails outright, and is asked with one event at a time.
            asks_one INTEGER NOT NULL DEFAULT 0 CHECK (asks_one = 0 OR asks_one = 1),
            CHECK (is_on = 0 OR off_cause IS NULL),
            CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
        ) STRICT;
        CREATE INDEX webhook_endpoint_token ON webhook_endpoint (token_id)
            WHERE token_id IS NOT NULL;

        CREATE TABLE webhook_endpoint_type (
            endpoint_id INTEGER NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
            -- A code of EventType.
            type TEXT NOT NULL CHECK (type <> ''),
            PRIMARY KEY (endpoint_id, type)
        ) STRICT, WITHOUT ROWID;

        -- A delivery to an endpoint: the address is the endpoint's id, the news are 'event'.
        -- The number of the newest event it tells of.
        ALTER TABLE delivery ADD COLUMN event_seq INTEGER
            CHECK ((event_seq IS NULL) = (news <> 'event'));
        -- The type that is sent; more telling than that of the event if older ones were folded into it.
        ALTER TABLE delivery ADD COLUMN event_type TEXT
            CHECK ((event_type IS NULL) = (event_seq IS NULL));
        -- The record of the event.
        ALTER TABLE delivery ADD COLUMN record_kind TEXT
            CHECK ((record_kind IS NULL) = (event_seq IS NULL));
        ALTER TABLE delivery ADD COLUMN record_id INTEGER
            CHECK ((record_id IS NULL) = (event_seq IS NULL));
        -- Attempts up to this number do not count: somebody has had it sent again since.
        ALTER TABLE delivery ADD COLUMN tries_from INTEGER NOT NULL DEFAULT 0;
        -- The start of the endpoint's last answer, 512 bytes at most; null: no endpoint, or no answer.
        ALTER TABLE delivery ADD COLUMN answer BLOB CHECK (length(answer) <= 512);
        -- How long the attempt took; null: it is in flight, or from before this was measured.
        ALTER TABLE delivery_attempt ADD COLUMN milliseconds INTEGER;

        DROP INDEX delivery_due;
        CREATE INDEX delivery_due ON delivery (next_at, id)
            WHERE state = 'waiting' AND event_seq IS NULL;
        CREATE INDEX delivery_due_event ON delivery (address, next_at, event_seq)
            WHERE state = 'waiting' AND event_seq IS NOT NULL;
        CREATE INDEX delivery_of_record ON delivery (address, record_kind, record_id)
            WHERE event_seq IS NOT NULL AND (state = 'waiting' OR state = 'sending');
        CREATE UNIQUE INDEX delivery_of_event ON delivery (address, event_seq)
            WHERE event_seq IS NOT NULL;
        CREATE TRIGGER webhook_endpoint_deleted AFTER DELETE ON webhook_endpoint
            BEGIN DELETE FROM delivery WHERE address = OLD.id AND event_seq IS NOT NULL; END;
        """
}
