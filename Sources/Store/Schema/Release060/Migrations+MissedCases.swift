extension Migrations {
    static let missedCases = """
        -- Missed calls that a person closed by hand.
        CREATE TABLE case_closing (
            id INTEGER PRIMARY KEY,
            phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
            -- Closes missed calls up to this moment.
            at INTEGER NOT NULL,
            closed_at INTEGER NOT NULL,
            reason TEXT NOT NULL
                CHECK (reason = 'spam' OR reason = 'wrong_number' OR reason = 'solved'
                    OR reason = 'other'),
            note TEXT CHECK (note <> ''),
            -- The name at that time.
            actor TEXT NOT NULL,
            employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
            -- Null: in force.
            withdrawn_at INTEGER,
            CHECK (reason <> 'other' OR note IS NOT NULL)
        ) STRICT;
        CREATE INDEX case_closing_phone ON case_closing (phone, at) WHERE withdrawn_at IS NULL;
        CREATE INDEX case_closing_employee ON case_closing (employee_id)
            WHERE employee_id IS NOT NULL;

        -- Cases of missed calls, computed from the calls of a phone and its closings. The cases of one
        -- phone never overlap.
        CREATE TABLE missed_case (
            id INTEGER PRIMARY KEY,
            phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
            opened_at INTEGER NOT NULL,
            last_missed_at INTEGER NOT NULL,
            missed_calls INTEGER NOT NULL CHECK (missed_calls > 0),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            first_call_id INTEGER REFERENCES call ON DELETE SET NULL,
            state TEXT NOT NULL
                CHECK (state = 'open' OR state = 'returned' OR state = 'closed'),
            ended_at INTEGER,
            returned_by_call_id INTEGER REFERENCES call ON DELETE SET NULL,
            closing_id INTEGER UNIQUE REFERENCES case_closing,
            UNIQUE (phone, opened_at),
            CHECK (opened_at <= last_missed_at),
            CHECK (last_missed_at <= ended_at),
            CHECK ((state = 'open') = (ended_at IS NULL)),
            CHECK ((state = 'closed') = (closing_id IS NOT NULL)),
            CHECK (state = 'returned' OR returned_by_call_id IS NULL)
        ) STRICT;
        CREATE INDEX missed_case_open ON missed_case (opened_at, id) WHERE ended_at IS NULL;
        CREATE INDEX missed_case_ended ON missed_case (ended_at, id) WHERE ended_at IS NOT NULL;
        CREATE INDEX missed_case_first_call ON missed_case (first_call_id)
            WHERE first_call_id IS NOT NULL;
        CREATE INDEX missed_case_returned_by ON missed_case (returned_by_call_id)
            WHERE returned_by_call_id IS NOT NULL;

        """ + casesOfRecentCalls

    /// Opens the cases of the thirty days before the latest message. Older missed calls get no case.
    static let casesOfRecentCalls = """
        INSERT INTO missed_case (phone, opened_at, last_missed_at, missed_calls, attempts,
            first_call_id, state, ended_at, returned_by_call_id)
        WITH event AS (
            SELECT id, phone,
                CASE WHEN outcome = 'answered' THEN 2 WHEN direction = 'outgoing' THEN 1
                    ELSE 0 END AS rank,
                CASE WHEN outcome = 'answered'
                    THEN min(max(coalesce(answered_at, started_at), started_at),
                        started_at + 3600000)
                    ELSE started_at END AS at
            FROM call
            WHERE phone IS NOT NULL AND outcome IS NOT NULL
                AND (direction = 'incoming' OR direction = 'outgoing')
                AND started_at >= (SELECT max(seen_at) FROM call) - 2592000000),
        -- A conversation ends a stretch and belongs to it.
        stretch AS (
            SELECT *, count(*) FILTER (WHERE rank = 2) OVER (
                PARTITION BY phone ORDER BY at, rank, id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS talks
            FROM event),
        opened AS (
            SELECT *, min(at) FILTER (WHERE rank = 0) OVER (PARTITION BY phone, talks) AS opened_at
            FROM stretch)
        SELECT phone, opened_at,
            max(at) FILTER (WHERE rank = 0), count(*) FILTER (WHERE rank = 0),
            count(*) FILTER (WHERE rank = 1 AND at >= opened_at),
            min(id) FILTER (WHERE rank = 0 AND at = opened_at),
            CASE max(rank) WHEN 2 THEN 'returned' ELSE 'open' END,
            max(at) FILTER (WHERE rank = 2), max(id) FILTER (WHERE rank = 2)
        FROM opened WHERE opened_at IS NOT NULL GROUP BY phone, talks ORDER BY opened_at;
        """
}
