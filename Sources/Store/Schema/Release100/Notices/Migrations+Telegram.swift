extension Migrations {
    static let telegram = """
        -- Write-only on screens, as the key of Phonet; empty: no bot.
        ALTER TABLE setting ADD COLUMN telegram_bot_token TEXT NOT NULL DEFAULT '';

        -- What is known of the bot; one row.
        CREATE TABLE telegram_bot (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- SHA-256 of the token this row is about; null: no token was used yet.
            token_hash BLOB CHECK (length(token_hash) = 32),
            -- The bot's name at Telegram, without @; null: Telegram has not told it.
            name TEXT CHECK (name <> ''),
            -- The number after that of the last update that was acted on (getUpdates, `offset`).
            next_update INTEGER NOT NULL DEFAULT 0,
            -- When Telegram last answered the gateway's question for updates.
            heard_at INTEGER,
            -- Why the last question failed, as in delivery_attempt; null: it succeeded.
            failure TEXT CHECK (failure <> ''),
            failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details))
        ) STRICT;
        INSERT INTO telegram_bot (id) VALUES (1);

        -- The conversation of the bot with one employee.
        CREATE TABLE telegram_chat (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            employee_id INTEGER NOT NULL UNIQUE REFERENCES employee ON DELETE CASCADE,
            -- Telegram's number of the conversation.
            chat INTEGER NOT NULL UNIQUE,
            -- What the person is called at Telegram.
            name TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_delivered_at INTEGER,
            -- Of the last message, as in delivery_attempt; null: it arrived.
            failure TEXT CHECK (failure <> ''),
            failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details))
        ) STRICT;
        CREATE TRIGGER telegram_chat_removed AFTER DELETE ON telegram_chat BEGIN
            UPDATE delivery SET address = NULL
            WHERE address = OLD.id AND channel = 'telegram' AND state IN ('waiting', 'sending');
        END;

        -- A code that links a conversation to an employee, once.
        CREATE TABLE telegram_code (
            employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
            -- SHA-256 of the code.
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            expires_at INTEGER NOT NULL
        ) STRICT;

        -- Notices of a kind that an employee does not want by a channel; no row: they are sent.
        CREATE TABLE unwanted_notice (
            employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind <> ''),
            channel TEXT NOT NULL CHECK (channel <> ''),
            PRIMARY KEY (employee_id, kind, channel)
        ) STRICT, WITHOUT ROWID;
        """
}
