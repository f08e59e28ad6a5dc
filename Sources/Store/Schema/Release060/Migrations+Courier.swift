extension Migrations {
    static let courier = """
        -- Notice preferences of an employee; no row: all notices at any hour.
        CREATE TABLE notice_preference (
            employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
            choice TEXT NOT NULL
                CHECK (choice = 'everything' OR choice = 'silent' OR choice = 'missed_only'
                    OR choice = 'nothing'),
            -- Minutes of the day in the company's time zone; null: no quiet hours.
            quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
            quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
            CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
            CHECK (quiet_from <> quiet_until)
        ) STRICT;

        -- The VAPID key (RFC 8292); browsers subscribe with its public half.
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
            -- User-Agent of the browser.
            browser TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_delivered_at INTEGER,
            -- Error of the last push, and the HTTP status of the push service; null: it arrived.
            trouble TEXT CHECK (trouble <> ''),
            trouble_status INTEGER
        ) STRICT;
        CREATE INDEX push_subscription_employee ON push_subscription (employee_id);

        -- One push delivery: a notice to one browser.
        CREATE TABLE push_delivery (
            id INTEGER PRIMARY KEY,
            -- Null: a test push.
            notice_id INTEGER REFERENCES notice ON DELETE CASCADE,
            -- Null: the subscription was removed.
            subscription_id INTEGER REFERENCES push_subscription ON DELETE SET NULL,
            news TEXT NOT NULL
                CHECK (news = 'ringing' OR news = 'missed' OR news = 'answered'
                    OR news = 'lead_assigned' OR news = 'trial'),
            state TEXT NOT NULL
                CHECK (state = 'waiting' OR state = 'sending' OR state = 'delivered'
                    OR state = 'failed' OR state = 'dropped'),
            -- Earliest time of the next attempt.
            next_at INTEGER NOT NULL,
            -- Latest time of an attempt.
            expires_at INTEGER NOT NULL,
            -- 1: an attempt ended without a response, so the next may deliver it a second time.
            possibly_repeated INTEGER NOT NULL DEFAULT 0
                CHECK (possibly_repeated = 0 OR possibly_repeated = 1),
            -- Reason of `dropped` or `failed`.
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
            -- Null: running.
            ended_at INTEGER,
            -- HTTP status of the push service; null: no response.
            status INTEGER,
            trouble TEXT CHECK (trouble <> ''),
            PRIMARY KEY (delivery_id, number)
        ) STRICT, WITHOUT ROWID;

        -- Earlier versions showed notices from `due_at` on and did not set `sent_at`: none is sent again.
        UPDATE notice SET sent_at = due_at WHERE sent_at IS NULL AND dropped_reason IS NULL;
        """
}
