extension Migrations {
    static let courier = """
        -- How a person wants to be told; no row: everything, at any hour.
        CREATE TABLE notice_preference (
            employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
            choice TEXT NOT NULL
                CHECK (choice = 'everything' OR choice = 'silent' OR choice = 'missed_only'
                    OR choice = 'nothing'),
            -- Minutes of the day where the company is.
            quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
            quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
            CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
            CHECK (quiet_from <> quiet_until)
        ) STRICT;

        -- The key push services know this gateway by; browsers subscribe to its public half.
        CREATE TABLE push_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            private_key BLOB NOT NULL CHECK (length(private_key) = 32),
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE push_subscription (
            id INTEGER PRIMARY KEY,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            endpoint TEXT NOT NULL UNIQUE CHECK (endpoint <> ''),
            p256dh TEXT NOT NULL,
            auth TEXT NOT NULL,
            -- What the browser called itself.
            browser TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_delivered_at INTEGER,
            -- Why the last push did not arrive, and the service's status if it answered; null since
            -- one arrived.
            trouble TEXT CHECK (trouble <> ''),
            trouble_status INTEGER
        ) STRICT;
        CREATE INDEX push_subscription_employee ON push_subscription (employee_id);

        -- One notice on its way to one browser.
        CREATE TABLE push_delivery (
            id INTEGER PRIMARY KEY,
            -- Null: somebody tries out a browser of theirs.
            notice_id INTEGER REFERENCES notice ON DELETE CASCADE,
            -- Null: the browser was removed since.
            subscription_id INTEGER REFERENCES push_subscription ON DELETE SET NULL,
            news TEXT NOT NULL
                CHECK (news = 'ringing' OR news = 'missed' OR news = 'answered'
                    OR news = 'lead_assigned' OR news = 'trial'),
            state TEXT NOT NULL
                CHECK (state = 'waiting' OR state = 'sending' OR state = 'delivered'
                    OR state = 'failed' OR state = 'dropped'),
            -- Not before.
            next_at INTEGER NOT NULL,
            -- Not after.
            expires_at INTEGER NOT NULL,
            -- An attempt ended without an answer, so the service may have taken it; the next
            -- would be a repetition.
            possibly_repeated INTEGER NOT NULL DEFAULT 0
                CHECK (possibly_repeated = 0 OR possibly_repeated = 1),
            -- Why it was dropped or failed.
            reason TEXT CHECK (reason <> ''),
            created_at INTEGER NOT NULL,
            UNIQUE (notice_id, subscription_id)
        ) STRICT;
        CREATE INDEX push_delivery_due ON push_delivery (next_at, id) WHERE state = 'waiting';
        CREATE INDEX push_delivery_sending ON push_delivery (id) WHERE state = 'sending';
        CREATE INDEX push_delivery_subscription ON push_delivery (subscription_id)
            WHERE subscription_id IS NOT NULL;

        CREATE TABLE push_attempt (
            delivery_id INTEGER NOT NULL REFERENCES push_delivery ON DELETE CASCADE,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            -- Null: in flight.
            ended_at INTEGER,
            -- The service's answer; null: there was none.
            status INTEGER,
            trouble TEXT CHECK (trouble <> ''),
            PRIMARY KEY (delivery_id, number)
        ) STRICT, WITHOUT ROWID;

        -- Until now notices stood in the page from the moment they were due: none is news again.
        UPDATE notice SET sent_at = due_at WHERE sent_at IS NULL AND dropped_reason IS NULL;
        """
}
