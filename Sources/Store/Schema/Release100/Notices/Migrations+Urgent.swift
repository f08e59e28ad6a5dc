extension Migrations {
    static let urgentDeliveries = """
        -- What waits to be sent and is out of date within a minute goes first, however much waits beside it.
        CREATE INDEX delivery_urgent ON delivery (next_at, id)
            WHERE state = 'waiting' AND news IN ('ringing', 'talking', 'trial');

        -- Only what is still to be sent forgets an address that is removed: a browser may have had hundreds
        -- of thousands of deliveries, and ids are given once.
        DROP INDEX delivery_address;
        CREATE INDEX delivery_address ON delivery (address, channel)
            WHERE state IN ('waiting', 'sending');
        DROP TRIGGER push_subscription_removed;
        CREATE TRIGGER push_subscription_removed AFTER DELETE ON push_subscription BEGIN
            UPDATE delivery SET address = NULL
            WHERE address = OLD.id AND channel = 'web_push' AND state IN ('waiting', 'sending');
        END;
        """
}
