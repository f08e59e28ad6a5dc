extension Migrations {
    static let ignoredNumbers = """
        -- Numbers that the company leaves alone.
        CREATE TABLE ignored_number (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- E.164, or the beginning of it.
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            -- 1: all numbers that begin so.
            is_prefix INTEGER NOT NULL CHECK (is_prefix = 0 OR is_prefix = 1),
            -- For people.
            reason TEXT NOT NULL CHECK (reason <> ''),
            created_at INTEGER NOT NULL,
            -- The name at that time.
            created_by TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            UNIQUE (number, is_prefix)
        ) STRICT;
        CREATE TRIGGER ignored_number_changed AFTER UPDATE ON ignored_number
            WHEN NEW.reason <> OLD.reason BEGIN
            UPDATE ignored_number SET version = OLD.version + 1 WHERE id = NEW.id;
        END;

        -- The entry of the ignore list that the number fell under when the rules decided about the
        -- call; null: none. No foreign key: the decision outlives the entry.
        ALTER TABLE call ADD COLUMN ignored_by INTEGER;
        CREATE INDEX call_ignored ON call (ignored_by, started_at) WHERE ignored_by IS NOT NULL;
        -- The entry whose making closed the case; null: an employee closed it, for the reason given.
        ALTER TABLE case_closing ADD COLUMN ignored_number_id INTEGER;
        CREATE INDEX case_closing_ignored ON case_closing (ignored_number_id)
            WHERE ignored_number_id IS NOT NULL AND withdrawn_at IS NULL;
        """
}
