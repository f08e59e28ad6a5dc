extension Migrations {
    // json_valid(NULL) is 0 in SQLite 3.40, so a CHECK has to allow NULL itself.

    /// `push_delivery` and `push_attempt` become `delivery` and `delivery_attempt`, which store the
    /// channel. All rows keep their ids, so that waiting and interrupted deliveries continue.
    /// Failures become a code and details.
    static let channels = """
        -- One message on its way to one address of one channel.
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY,
            -- A code of ChannelKind; not listed here, so that a new channel needs no new table.
            channel TEXT NOT NULL CHECK (channel <> ''),
            -- Null: somebody tries out an address of theirs.
            notice_id INTEGER REFERENCES notice ON DELETE CASCADE,
            -- Who tries out; null for a notice, which names its employee.
            employee_id INTEGER REFERENCES employee ON DELETE CASCADE,
            -- A row id in the channel's own table. Null: the address was removed since.
            address INTEGER,
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
            -- Dropped: a code of DeliveryDropReason. Failed: a code of DeliveryFailure.
            reason TEXT CHECK (reason <> ''),
            -- Of the failure, an object of JSON; null: its code says everything.
            details TEXT CHECK (details IS NULL OR json_valid(details)),
            created_at INTEGER NOT NULL,
            UNIQUE (notice_id, channel, address)
        ) STRICT;

        CREATE TABLE delivery_attempt (
            delivery_id INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            -- Null: in flight.
            ended_at INTEGER,
            -- The service's answer; null: there was none.
            status INTEGER,
            -- A code of DeliveryFailure; null: it was delivered.
            failure TEXT CHECK (failure <> ''),
            -- Of the failure, an object of JSON; null: its code says everything.
            details TEXT CHECK (details IS NULL OR json_valid(details)),
            PRIMARY KEY (delivery_id, number)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO delivery (id, channel, notice_id, employee_id, address, news, state, next_at,
            expires_at, possibly_repeated, reason, details, created_at)
        SELECT id, 'web_push', notice_id,
            iif(notice_id IS NULL,
                (SELECT employee_id FROM push_subscription WHERE id = subscription_id), NULL),
            subscription_id, news, state, next_at, expires_at, possibly_repeated,
            \(code("reason")),
            \(details("reason", lastStatus)),
            created_at
        FROM push_delivery ORDER BY id;

        INSERT INTO delivery_attempt
            (delivery_id, number, started_at, ended_at, status, failure, details)
        SELECT delivery_id, number, started_at, ended_at, status, \(code("trouble")),
            \(details("trouble", "status"))
        FROM push_attempt ORDER BY delivery_id, number;

        DROP TABLE push_attempt;
        DROP TABLE push_delivery;

        CREATE INDEX delivery_due ON delivery (next_at, id) WHERE state = 'waiting';
        CREATE INDEX delivery_sending ON delivery (id) WHERE state = 'sending';
        CREATE INDEX delivery_address ON delivery (address, channel) WHERE address IS NOT NULL;
        CREATE INDEX delivery_employee ON delivery (employee_id) WHERE employee_id IS NOT NULL;

        -- Why the last push did not arrive, as in delivery_attempt; null since one arrived.
        ALTER TABLE push_subscription ADD COLUMN failure_details TEXT
            CHECK (failure_details IS NULL OR json_valid(failure_details));
        UPDATE push_subscription SET failure_details = \(details("trouble", "trouble_status")),
            trouble = \(code("trouble"))
        WHERE trouble IS NOT NULL;
        ALTER TABLE push_subscription RENAME COLUMN trouble TO failure;
        ALTER TABLE push_subscription DROP COLUMN trouble_status;

        -- SQLite uses ids again: nothing that waited for a browser may go to the next one.
        CREATE TRIGGER push_subscription_removed AFTER DELETE ON push_subscription BEGIN
            UPDATE delivery SET address = NULL WHERE address = OLD.id AND channel = 'web_push';
        END;
        """

    private static let lastStatus = """
        (SELECT status FROM push_attempt WHERE delivery_id = push_delivery.id
            ORDER BY number DESC LIMIT 1)
        """

    /// Before, each kind of invalid browser key or address had a code of its own.
    private static func isBadAddress(_ column: String) -> String {
        """
        (\(column) GLOB 'endpoint_*' OR \(column) GLOB 'key_not_*' OR \(column) GLOB 'secret_not_*')
        """
    }

    private static func code(_ column: String) -> String {
        "iif(\(isBadAddress(column)), 'bad_address', \(column))"
    }

    private static func details(_ column: String, _ status: String) -> String {
        """
        CASE WHEN \(isBadAddress(column)) THEN json_object('problem', \(column))
            WHEN \(column) = 'unavailable' OR \(column) = 'redirected'
                OR \(column) = 'unexpected_status' OR \(column) = 'gone'
            THEN json_object('status', ifnull(\(status), 0)) END
        """
    }
}
