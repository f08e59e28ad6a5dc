extension Migrations {
    static let callNotes = """
        -- What kind of call it was, chosen by people.
        CREATE TABLE call_category (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            position INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE TRIGGER call_category_changed AFTER UPDATE ON call_category
            WHEN NEW.name <> OLD.name OR NEW.position <> OLD.position BEGIN
            UPDATE call_category SET version = OLD.version + 1 WHERE id = NEW.id;
        END;
        INSERT INTO call_category (id, name, position) VALUES
            (1, 'Замовлення', 0),
            (2, 'Консультація', 1),
            (3, 'Скарга', 2),
            (4, 'Помилка номером', 3),
            (5, 'Спам', 4);

        ALTER TABLE call ADD COLUMN category_id INTEGER REFERENCES call_category;
        -- What people wrote about the call; null: nothing. Last, for it may be long.
        ALTER TABLE call ADD COLUMN note TEXT CHECK (note <> '');
        CREATE INDEX call_category_id ON call (category_id, started_at)
            WHERE category_id IS NOT NULL;
        CREATE INDEX call_noted ON call (started_at) WHERE note IS NOT NULL;
        """
}
