extension Migrations {
    static let liveCard = """
        -- Live cards that an employee dismissed, in all their browsers.
        CREATE TABLE dismissed_call (
            call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            at INTEGER NOT NULL,
            PRIMARY KEY (call_id, employee_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dismissed_call_employee ON dismissed_call (employee_id);

        CREATE INDEX notice_unseen ON notice (employee_id, id)
            WHERE seen_at IS NULL AND dropped_reason IS NULL;
        """
}
