extension Migrations {
    static let untrusted = """
        -- Whose share of the budget of untrusted sources the message takes: an IPv4 address or an
        -- IPv6 /64; null: a message that was trusted when it came.
        ALTER TABLE webhook_message ADD COLUMN budget_key TEXT;
        UPDATE webhook_message SET budget_key = source_ip
        WHERE trusted = 0 OR status = 'quarantined';
        -- The oldest message of a source is the first to go.
        CREATE INDEX webhook_message_untrusted ON webhook_message (budget_key, id)
            WHERE trusted = 0 OR status = 'quarantined';

        -- What is kept of untrusted sources, whatever its status: one row for each share of the
        -- budget. Triggers keep it.
        CREATE TABLE untrusted_source (
            -- As webhook_message.budget_key.
            key TEXT PRIMARY KEY,
            -- Of the bodies.
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            messages INTEGER NOT NULL CHECK (messages >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO untrusted_source (key, bytes, messages)
            SELECT budget_key, sum(length(payload)), count(*) FROM webhook_message
            WHERE trusted = 0 OR status = 'quarantined' GROUP BY budget_key;
        -- By the room on the disk.
        CREATE INDEX untrusted_source_size ON untrusted_source (bytes + 512 * messages);

        -- The sums of untrusted_source, in one row.
        CREATE TABLE untrusted_total (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            messages INTEGER NOT NULL CHECK (messages >= 0)
        ) STRICT;
        INSERT INTO untrusted_total (id, bytes, messages)
            SELECT 1, ifnull(sum(bytes), 0), ifnull(sum(messages), 0) FROM untrusted_source;

        CREATE TRIGGER untrusted_message_inserted AFTER INSERT ON webhook_message
            WHEN NEW.trusted = 0 OR NEW.status = 'quarantined'
        BEGIN \(added) END;
        CREATE TRIGGER untrusted_message_deleted AFTER DELETE ON webhook_message
            WHEN OLD.trusted = 0 OR OLD.status = 'quarantined'
        BEGIN \(removed) END;
        CREATE TRIGGER untrusted_message_left
            AFTER UPDATE OF trusted, status, payload, budget_key ON webhook_message
            WHEN OLD.trusted = 0 OR OLD.status = 'quarantined'
        BEGIN \(removed) END;
        CREATE TRIGGER untrusted_message_came
            AFTER UPDATE OF trusted, status, payload, budget_key ON webhook_message
            WHEN NEW.trusted = 0 OR NEW.status = 'quarantined'
        BEGIN \(added) END;

        -- Ended calls by their end, for the live cards of the last minutes.
        CREATE INDEX call_ended ON call (ended_at) WHERE state = 'ended' AND origin = 'webhook';
        """

    private static let added = """

            INSERT INTO untrusted_source (key, bytes, messages)
                VALUES (ifnull(NEW.budget_key, NEW.source_ip), length(NEW.payload), 1)
                ON CONFLICT (key) DO UPDATE
                    SET bytes = bytes + excluded.bytes, messages = messages + 1;
            UPDATE untrusted_total SET bytes = bytes + length(NEW.payload), messages = messages + 1;

        """
    private static let removed = """

            UPDATE untrusted_source SET bytes = bytes - length(OLD.payload), messages = messages - 1
            WHERE key = ifnull(OLD.budget_key, OLD.source_ip);
            DELETE FROM untrusted_source
            WHERE key = ifnull(OLD.budget_key, OLD.source_ip) AND messages = 0;
            UPDATE untrusted_total SET bytes = bytes - length(OLD.payload), messages = messages - 1;

        """
}
