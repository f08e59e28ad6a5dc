import CallRules
import GRDB

// What the courier does with the books, and how somebody tries out a browser.

extension Store {
    /// Sends out the notices that have come due: from then on they are in the page, and on their
    /// way to the person's browsers. Ringing that is no news any more is dropped, and so is what
    /// nobody wants to hear. One transaction, and none when nothing is due. While the module is
    /// switched off everything waits.
    ///
    /// - Returns: how many were decided; call again while it is not zero.
    package func sendDueNotices(at now: Instant) throws(StoreError) -> Int {
        guard settings.settings.moduleEnabled else { return 0 }
        let isDue = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM notice
                            WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at <= ?)
                        """), arguments: [now.milliseconds]) ?? false
        }
        guard isDue else { return 0 }
        return try write { [settingsCache] transaction in
            try DueNotices(
                settings: settingsCache.current.settings, now: now, transaction: transaction
            ).sendOut()
        }
    }

    /// The pushes to send now, put down as being sent when this returns; the program may end at any
    /// moment after that and `resumeDeliveries` will know of them.
    package func takePushDeliveries(
        atMost limit: Int, at now: Instant
    ) throws(StoreError) -> [PushDelivery] {
        let isDue = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM push_delivery
                            WHERE state = 'waiting' AND next_at <= ?)
                        """), arguments: [now.milliseconds]) ?? false
        }
        guard isDue, limit > 0 else { return [] }
        return try write { [settingsCache] transaction in
            try PushDeliveryTable.take(
                atMost: limit, settingsCache.current.settings, at: now, transaction.db)
        }
    }

    /// Puts down what came of an errand.
    package func finish(
        _ delivery: PushDelivery, _ outcome: PushOutcome, at now: Instant
    ) throws(StoreError) {
        try write { try PushDeliveryTable.finish(delivery, outcome, at: now, $0.db) }
    }

    /// Lets the pushes go out again that were being sent when the program ended, marked as
    /// possibly repeated. For the start, before any errand is taken.
    ///
    /// - Returns: how many.
    @discardableResult
    package func resumeDeliveries(at now: Instant) throws(StoreError) -> Int {
        try write { try PushDeliveryTable.recover(at: now, $0.db) }
    }

    /// When the courier will next have something to do, as things are; nil: nothing waits for its
    /// time.
    package func nextCourierWork(after now: Instant) throws(StoreError) -> Instant? {
        try read { db in
            let moments = try Int64?.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT min(due_at) FROM notice
                        WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at > ?1
                        UNION ALL
                        SELECT min(next_at) FROM push_delivery
                        WHERE state = 'waiting' AND next_at > ?1
                        """), arguments: [now.milliseconds])
            return moments.compactMap { $0.map(Instant.init) }.min()
        }
    }

    /// Sends one of somebody's browsers a push that says it works, within a minute or not at all.
    ///
    /// - Returns: false when the browser is not theirs.
    package func tryOut(
        _ subscription: Int64, of employee: Employee.ID, at now: Instant
    ) throws(StoreError) -> Bool {
        try write { transaction in
            let db = transaction.db
            let isTheirs = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM push_subscription WHERE id = ? AND employee_id = ?)
                        """), arguments: [subscription, employee.value])
            guard isTheirs == true else { return false }
            // Who presses the button again is told once.
            try db.execute(
                sql: """
                    INSERT INTO push_delivery (subscription_id, news, state, next_at, expires_at,
                        created_at)
                    SELECT ?1, 'trial', 'waiting', ?2, ?3, ?2
                    WHERE NOT EXISTS (SELECT 1 FROM push_delivery WHERE subscription_id = ?1
                        AND news = 'trial' AND state IN ('waiting', 'sending'))
                    """,
                arguments: [
                    subscription, now.milliseconds,
                    now.advanced(bySeconds: NoticeNews.ringingSeconds).milliseconds,
                ])
            return true
        }
    }
}
