extension Migrations {
    /// Notices store what they told when they were sent, and an employee is told each news of a call
    /// once. Deliveries may say that a call was answered and goes on. A conversation that was going
    /// on when a call was missed returns it at its end.
    static let newsWhenSent = """
        -- What the notice told when it was sent, a code of NoticeNews; null: it is not sent, or was
        -- sent by a version before 0.7.
        ALTER TABLE notice ADD COLUMN told TEXT CHECK (told <> '');
        -- Nobody is told the same of one call twice, whatever the kind of the notice.
        CREATE UNIQUE INDEX notice_told ON notice (call_id, employee_id, told)
            WHERE told IS NOT NULL;

        -- One message on its way to one address of one channel.
        CREATE TABLE new_delivery (
            id INTEGER PRIMARY KEY,
            -- A code of ChannelKind; not listed here, so that a new channel needs no new table.
            channel TEXT NOT NULL CHECK (channel <> ''),
            -- Null: somebody tries out an address of theirs.
            notice_id INTEGER REFERENCES notice ON DELETE CASCADE,
            -- Who tries out; null for a notice, which names its employee.
            employee_id INTEGER REFERENCES employee ON DELETE CASCADE,
            -- A row id in the channel's own table. Null: the address was removed since.
            address INTEGER,
            -- A code of NoticeNews, or 'trial'.
            news TEXT NOT NULL CHECK (news <> ''),
            state TEXT NOT NULL
                CHECK (state = 'waiting' OR state = 'sending' OR state = 'delivered'
                    OR state = 'failed' OR state = 'dropped'),
            -- Not before.
            next_at INTEGER NOT NULL,
            -- Not after.
            expires_at INTEGER NOT NULL,
            -- An attempt ended without an answer, so the service may have taken it; the next
            -- would be a repetition.
            possibly_repeated INTEGER NOT NULL DEFAULT 0
                CHECK (possibly_repeated = 0 OR possibly_repeated = 1),
            -- Dropped: a code of DeliveryDropReason. Failed: a code of DeliveryFailure.
            reason TEXT CHECK (reason <> ''),
            -- Of the failure, an object of JSON; null: its code says everything.
            details TEXT CHECK (details IS NULL OR json_valid(details)),
            created_at INTEGER NOT NULL,
            UNIQUE (notice_id, channel, address)
        ) STRICT;
        INSERT INTO new_delivery SELECT id, channel, notice_id, employee_id, address, news, state,
            next_at, expires_at, possibly_repeated, reason, details, created_at FROM delivery;
        DROP TRIGGER push_subscription_removed;
        DROP TABLE delivery;
        ALTER TABLE new_delivery RENAME TO delivery;
        CREATE INDEX delivery_due ON delivery (next_at, id) WHERE state = 'waiting';
        CREATE INDEX delivery_sending ON delivery (id) WHERE state = 'sending';
        CREATE INDEX delivery_address ON delivery (address, channel) WHERE address IS NOT NULL;
        CREATE INDEX delivery_employee ON delivery (employee_id) WHERE employee_id IS NOT NULL;
        CREATE TRIGGER push_subscription_removed AFTER DELETE ON push_subscription BEGIN
            UPDATE delivery SET address = NULL WHERE address = OLD.id AND channel = 'web_push';
        END;

        -- Cases that opened during a conversation which has ended since.
        UPDATE missed_case SET state = 'returned',
            (returned_by_call_id, ended_at) = (SELECT talk.id, talk.ended_at FROM call AS talk
                WHERE talk.phone = missed_case.phone AND talk.outcome = 'answered'
                    AND talk.state = 'ended' AND talk.direction <> 'internal'
                    AND talk.answered_at <= missed_case.opened_at
                    AND talk.ended_at >= missed_case.last_missed_at
                ORDER BY talk.ended_at, talk.id LIMIT 1)
        WHERE state = 'open' AND EXISTS (SELECT 1 FROM call AS talk
            WHERE talk.phone = missed_case.phone AND talk.outcome = 'answered'
                AND talk.state = 'ended' AND talk.direction <> 'internal'
                AND talk.answered_at <= missed_case.opened_at
                AND talk.ended_at >= missed_case.last_missed_at);
        """
}
