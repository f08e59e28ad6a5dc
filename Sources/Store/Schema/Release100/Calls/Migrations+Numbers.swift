extension Migrations {
    /// The numbers of clients, leads and calls, each once, for searches by some of their digits. Triggers
    /// keep them, so that no code that writes a number has to think of it; `NumberIndex` fills in the rest
    /// in the background.
    static let numbers = """
        -- Every number of a client, a lead or a call, once. Triggers keep the rows.
        CREATE TABLE number (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- E.164; of a call without such a number the digits that Phonet wrote.
            number TEXT NOT NULL UNIQUE CHECK (number <> ''),
            -- The contact's name that Phonet sent with its latest call; null: none.
            name TEXT CHECK (name <> ''),
            -- The search key of the name (`FoldedName`); null: the background writes it.
            folded TEXT,
            -- 1: number_part has its parts, and the name of older calls was looked up.
            is_indexed INTEGER NOT NULL DEFAULT 0 CHECK (is_indexed = 0 OR is_indexed = 1)
        ) STRICT;
        CREATE INDEX number_waiting ON number (id) WHERE is_indexed = 0;
        CREATE INDEX number_folded ON number (folded, number) WHERE folded IS NOT NULL;
        CREATE INDEX number_unfolded ON number (id) WHERE folded IS NULL AND name IS NOT NULL;

        -- The six digits from each place of a number, the last ones filled up with zeros. The background
        -- writes the rows, a trigger deletes them with their number.
        CREATE TABLE number_part (
            part INTEGER NOT NULL,
            number_id INTEGER NOT NULL,
            PRIMARY KEY (part, number_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER number_deleted AFTER DELETE ON number WHEN OLD.is_indexed = 1 BEGIN
            DELETE FROM number_part WHERE number_id = OLD.id AND part IN (
                \(NumberParts.of("OLD.number")));
        END;

        \(contactNumbers("client_phone"))
        \(contactNumbers("lead_phone"))
        CREATE TRIGGER call_number_inserted AFTER INSERT ON call
            WHEN \(numberOfCall("NEW")) IS NOT NULL BEGIN
            INSERT INTO number (number) SELECT \(numberOfCall("NEW"))
            WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = \(numberOfCall("NEW")));
            UPDATE number SET name = NEW.contact_name, folded = NULL
            WHERE NEW.contact_name <> '' AND number = \(numberOfCall("NEW"))
                AND name IS NOT NEW.contact_name;
        END;
        CREATE TRIGGER call_number_updated
            AFTER UPDATE OF phone, raw_number, contact_name ON call
            WHEN NEW.phone IS NOT OLD.phone OR NEW.raw_number <> OLD.raw_number
                OR NEW.contact_name IS NOT OLD.contact_name BEGIN
            \(forget(numberOfCall("OLD")))
            UPDATE number SET name = NULL, folded = NULL
            WHERE number = \(numberOfCall("OLD")) AND name = OLD.contact_name;
            INSERT INTO number (number) SELECT \(numberOfCall("NEW"))
            WHERE \(numberOfCall("NEW")) IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM number WHERE number = \(numberOfCall("NEW")));
            UPDATE number SET name = NEW.contact_name, folded = NULL
            WHERE NEW.contact_name <> '' AND number = \(numberOfCall("NEW"))
                AND name IS NOT NEW.contact_name;
        END;
        CREATE TRIGGER call_number_deleted AFTER DELETE ON call
            WHEN \(numberOfCall("OLD")) IS NOT NULL BEGIN
            \(forget(numberOfCall("OLD")))
        END;

        INSERT INTO number (number)
        SELECT DISTINCT phone FROM call INDEXED BY call_phone WHERE phone IS NOT NULL
        UNION SELECT raw_number FROM call INDEXED BY call_raw_number
            WHERE phone IS NULL AND \(isSearched("raw_number"))
        UNION SELECT e164 FROM client_phone
        UNION SELECT e164 FROM lead_phone;
        """

    /// The number of a call as `number.number`; NULL: it has none that is searched for.
    ///
    /// - Parameter row: `NEW` or `OLD`.
    private static func numberOfCall(_ row: String) -> String {
        """
        ifnull(\(row).phone, iif(\(isSearched("\(row).raw_number")), \(row).raw_number, NULL))
        """
    }

    /// Whether a number that is no E.164 is searched for: digits, at least as many as a search needs.
    private static func isSearched(_ raw: String) -> String {
        """
        length(\(raw)) BETWEEN \(NumberParts.fewestDigits) AND \(NumberParts.mostDigits)
        AND \(raw) NOT GLOB '*[^0-9]*'
        """
    }

    private static func contactNumbers(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_number_inserted AFTER INSERT ON \(table) BEGIN
            INSERT INTO number (number) SELECT NEW.e164
            WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
        END;
        CREATE TRIGGER \(table)_number_updated AFTER UPDATE OF e164 ON \(table)
            WHEN NEW.e164 <> OLD.e164 BEGIN
            \(forget("OLD.e164"))
            INSERT INTO number (number) SELECT NEW.e164
            WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
        END;
        CREATE TRIGGER \(table)_number_deleted AFTER DELETE ON \(table) BEGIN
            \(forget("OLD.e164"))
        END;
        """
    }

    /// Deletes a number that nothing has any longer.
    private static func forget(_ number: String) -> String {
        """
        DELETE FROM number WHERE number = \(number)
            AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
            AND NOT EXISTS (
                SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
            AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
            AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
        """
    }
}
