extension Migrations {
    static let failedDeliveries = """
        -- Finds what failed among much that was delivered.
        CREATE INDEX delivery_failed_event ON delivery (address, event_seq)
            WHERE state = 'failed' AND event_seq IS NOT NULL;

        -- Which records an endpoint has refused since it fails.
        CREATE INDEX delivery_attempt_failed ON delivery_attempt (ended_at)
            WHERE failure IS NOT NULL;
        """
}
