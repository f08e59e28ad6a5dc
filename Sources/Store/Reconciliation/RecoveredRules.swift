import CallRules

extension Store {
    /// Calls judged in one transaction. Webhooks wait until it ends.
    private static let judgedAtOnce = 25
    /// Seconds after which a recovered call is judged although the history after it was not read.
    static let longestWaitSeconds = 3600

    /// Runs the rules of calls known only from history that began in a span of time whose history,
    /// and everything after it that can be known, is read. The earliest go first; at most 25.
    ///
    /// - Returns: the number of calls; call again while it is not zero.
    package func judgeRecovered(
        from: Instant, to: Instant, at now: Instant
    ) throws(StoreError) -> Int {
        try judge(at: now) { sql throws(SQLiteError) in
            try UnruledCallTable.begun(from: from, to: to, limit: Store.judgedAtOnce, sql)
        }
    }

    /// Runs the rules of such calls that have waited for an hour, because no reconciliation ended;
    /// at most 25.
    ///
    /// - Returns: the number of calls; call again while it is not zero.
    package func judgeOverdue(at now: Instant) throws(StoreError) -> Int {
        let limit = now.earlier(bySeconds: Store.longestWaitSeconds)
        return try judge(at: now) { sql throws(SQLiteError) in
            try UnruledCallTable.found(before: limit, limit: Store.judgedAtOnce, sql)
        }
    }

    private func judge(
        at now: Instant, _ find: @escaping (Connection) throws(SQLiteError) -> [Call.ID]
    ) throws(StoreError) -> Int {
        // A read first: a transaction syncs the disk although it finds nothing.
        guard try lookups.read({ sql in try !find(sql).isEmpty }) else { return 0 }
        return try write(.system(at: now)) { [settingsCache] tx in
            let book = CallBook(
                settings: settingsCache.current, sql: tx.sql, origin: .recovered,
                occasion: .judging)
            let ids = try find(tx.sql)
            for id in ids { try book.judge(id, at: now) }
            return ids.count
        }
    }

    /// Runs rule C again for calls from before the connection, after the setting for them grew; the
    /// latest go first; at most 25.
    ///
    /// - Returns: true when there are more.
    package func judgeEarlier(at now: Instant) throws(StoreError) -> Bool {
        let settings = settings.settings
        let isDue = try lookups.read { sql in
            try PhonetConnectionTable.unjudged(settings, sql) != nil
        }
        guard isDue else { return false }
        return try write(.system(at: now)) { [settingsCache] tx in
            let settings = settingsCache.current.settings
            guard let span = try PhonetConnectionTable.unjudged(settings, tx.sql) else {
                return false
            }
            let book = CallBook(
                settings: settingsCache.current, sql: tx.sql, origin: .recovered,
                occasion: .judging)
            let found = try CallTable.recovered(
                from: span.from, to: span.to, limit: Store.judgedAtOnce, tx.sql)
            for call in found { try book.createAgain(call.id, at: now) }
            guard found.count == Store.judgedAtOnce, let first = found.first?.startedAt,
                let last = found.last?.startedAt
            else {
                try PhonetConnectionTable.judged(settings.phonetDomain, from: span.from, tx.sql)
                return false
            }
            // More calls may have begun in the last one's millisecond.
            let next = last == first ? last : Instant(milliseconds: last.milliseconds + 1)
            try PhonetConnectionTable.judged(settings.phonetDomain, from: next, tx.sql)
            return true
        }
    }
}

extension CallTable {
    /// Calls first found in history that began in a span of time, the latest first.
    fileprivate static func recovered(
        from: Instant, to: Instant, limit: Int, _ sql: Connection
    ) throws(SQLiteError) -> [(id: Call.ID, startedAt: Instant)] {
        let row = try sql.rows(
            """
            SELECT id, started_at FROM call INDEXED BY call_started
            WHERE started_at >= ?1 AND started_at < ?2 AND origin = 'recovered'
            ORDER BY started_at DESC, id DESC LIMIT ?3
            """, SQLValue(from), SQLValue(to), SQLValue(limit))
        var found: [(id: Call.ID, startedAt: Instant)] = []
        while try row.step() {
            found.append((Call.ID(row.int(0)), Instant(milliseconds: row.int(1))))
        }
        return found
    }
}
