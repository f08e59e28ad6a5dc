extension Migrations {
    static let keptAnswers = """
        -- Answers to requests of the API with an Idempotency-Key, kept for a day.
        CREATE TABLE kept_answer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- SHA-256 of the token, the path and the key.
            key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
            -- SHA-256 of the request's body.
            request_body BLOB NOT NULL CHECK (length(request_body) = 32),
            status INTEGER NOT NULL,
            location TEXT,
            -- Null: it named a person who was erased since.
            body BLOB,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX kept_answer_at ON kept_answer (at);

        -- Grows with each change.
        ALTER TABLE lead_status ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        CREATE TRIGGER lead_status_changed AFTER UPDATE ON lead_status
            WHEN NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR NEW.position <> OLD.position
                OR NEW.is_default <> OLD.is_default BEGIN
            UPDATE lead_status SET version = OLD.version + 1 WHERE id = NEW.id;
        END;
        ALTER TABLE lead_source ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        CREATE TRIGGER lead_source_changed AFTER UPDATE ON lead_source
            WHEN NEW.name <> OLD.name OR NEW.position <> OLD.position BEGIN
            UPDATE lead_source SET version = OLD.version + 1 WHERE id = NEW.id;
        END;
        """
}
