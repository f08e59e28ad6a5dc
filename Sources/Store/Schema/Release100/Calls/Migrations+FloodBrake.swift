extension Migrations {
    static let floodBrake = """
        -- Hours in which unanswered outgoing calls that nobody asked for made no leads, because there were
        -- too many.
        CREATE TABLE flood_brake (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            began_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            calls INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX dialling_phone ON dialling (phone, asked_at);
        """
}
