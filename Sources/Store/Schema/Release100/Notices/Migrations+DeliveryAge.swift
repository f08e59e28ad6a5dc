extension Migrations {
    static let deliveryAge = """
        -- Finds the old deliveries to webhook endpoints that a purge deletes. Those of notices go with them.
        CREATE INDEX delivery_event_age ON delivery (created_at) WHERE event_seq IS NOT NULL;
        """
}
