import CallRules
import GRDB

// Database operations of the courier, and trial deliveries.

/// When the courier has something to do next, as far as is stored.
package enum CourierWork: Hashable, Sendable {
    /// A notice or a delivery is due.
    case now
    /// The earliest that becomes due.
    case later(Instant)
    case never
}

extension Store {
    /// Decides the notices that are due. A notice is either sent (shown on its employee's page,
    /// with one delivery for each of the employee's addresses) or dropped with a reason. One
    /// transaction; none when nothing is due. While the module is switched off, all notices wait.
    ///
    /// - Returns: the number of notices decided; call again while it is not zero.
    package func releaseDueNotices(at now: Instant) throws(StoreError) -> Int {
        guard settings.settings.moduleEnabled, try read({ try isNoticeDue(at: now, $0) }) else {
            return 0
        }
        let uptime = writer.gauge.uptime
        return try write(.upkeep) { [settingsCache] transaction in
            try DueNotices(
                snapshot: settingsCache.current, now: now, uptime: uptime,
                transaction: transaction
            ).release()
        }
    }

    private func isNoticeDue(at now: Instant, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM notice
                            WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at <= ?1)
                        OR EXISTS (SELECT 1 FROM notice
                            WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at > ?2
                                AND formed_at > ?2)
                    """),
            arguments: [now, now.advanced(bySeconds: Instant.clockToleranceSeconds)]) ?? false
    }

    /// Takes the deliveries to people to send now by one channel. When this returns they are stored as being sent, so that
    /// `resumeDeliveries` finds them if the program ends.
    package func takeDeliveries(
        by channel: ChannelKind, atMost limit: Int, at now: Instant
    ) throws(StoreError) -> [Delivery] {
        while limit > 0, try read({ try isDeliveryDue(by: channel, at: now, $0) }) {
            let (taken, hasDropped) = try write(.upkeep) { [settingsCache] transaction in
                try DeliveryTable.take(
                    by: channel, atMost: limit, settingsCache.current, at: now, transaction)
            }
            if !taken.isEmpty || !hasDropped { return taken }
        }
        return []
    }

    private func isDeliveryDue(
        by channel: ChannelKind, at now: Instant, _ db: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM delivery
                            WHERE \(DeliveryTable.Due.now.condition(by: channel)))
                        OR EXISTS (SELECT 1 FROM delivery
                            WHERE \(DeliveryTable.Due.ofTheFuture.condition(by: channel)))
                    """), arguments: DeliveryTable.times(at: now)) ?? false
    }

    /// Takes the events to send to webhook endpoints now, stored as being sent: at most four for each
    /// endpoint.
    ///
    /// - Parameter pause: seconds before the first attempt.
    package func takeWebhooks(
        firstPause pause: Int = 0, at now: Instant
    ) throws(StoreError) -> [Delivery] {
        var deliveries: [Delivery] = []
        while try read({ try WebhookDeliveryTable.isDue(at: now, $0) }) {
            let (taken, hasMore) = try write(.upkeep) { [settingsCache] transaction in
                try WebhookDeliveryTable.take(
                    settingsCache.current.settings, firstPause: pause, at: now, transaction.db)
            }
            deliveries += taken
            if !hasMore { break }
        }
        return deliveries
    }

    /// Moves the times of the events that wait for webhook endpoints: the wall clock was set back, and
    /// their pauses are to last as long as before.
    ///
    /// - Parameter seconds: by how much the clock was set back.
    package func moveWebhooks(bySeconds seconds: Int) throws(StoreError) {
        var ids = try read { try WebhookDeliveryTable.waiting($0) }[...]
        while !ids.isEmpty {
            let piece = ids.prefix(200)
            try write(.upkeep) { try WebhookDeliveryTable.move(piece, bySeconds: seconds, $0.db) }
            ids = ids.dropFirst(piece.count)
        }
    }

    /// Stores the result of an attempt.
    ///
    /// - Parameter exchange: nil: nothing more is known.
    package func finish(
        _ delivery: Delivery, _ result: AttemptResult, _ exchange: Exchange? = nil, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { try DeliveryTable.finish(delivery, result, exchange, at: now, $0.db) }
    }

    /// Stores the result of an attempt, and takes the events to send to webhook endpoints now.
    ///
    /// - Parameter pause: seconds before the first attempt.
    package func finishAndTakeWebhooks(
        _ delivery: Delivery, _ result: AttemptResult, _ exchange: Exchange?,
        firstPause pause: Int, at now: Instant
    ) throws(StoreError) -> [Delivery] {
        try write(.upkeep) { [settingsCache] transaction in
            try DeliveryTable.finish(delivery, result, exchange, at: now, transaction.db)
            return try WebhookDeliveryTable.take(
                settingsCache.current.settings, firstPause: pause, at: now, transaction.db
            ).deliveries
        }
    }

    /// Sets the deliveries that were being sent when the program ended back to waiting, marked as
    /// possibly repeated. To be called at the start, before any delivery is taken.
    ///
    /// - Returns: the number of deliveries.
    @discardableResult
    package func resumeDeliveries(at now: Instant) throws(StoreError) -> Int {
        try write(.upkeep) { try DeliveryTable.resume(at: now, $0.db) }
    }

    /// What the courier has to do, by one look: it is asked after every commit.
    package func courierWork(at now: Instant) throws(StoreError) -> CourierWork {
        let tellsPeople = settings.settings.moduleEnabled
        return try read { db in
            if tellsPeople, try isNoticeDue(at: now, db) { return .now }
            for channel in ChannelKind.toPeople
            where try isDeliveryDue(by: channel, at: now, db) { return .now }
            if try WebhookDeliveryTable.isDue(at: now, db) { return .now }
            let moments = try Instant?.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT min(due_at) FROM notice
                        WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at > ?1
                        UNION ALL
                        SELECT min(next_at) FROM delivery
                        WHERE state = 'waiting' AND event_seq IS NULL AND next_at > ?1
                        """), arguments: [now])
            let webhook = try WebhookDeliveryTable.nextDue(after: now, db)
            let next = (moments + [webhook]).compactMap(\.self).min()
            return next.map { .later($0) } ?? .never
        }
    }

    /// Adds a trial delivery to one of an employee's addresses; it expires after a minute. While a
    /// trial delivery waits or is being sent, no second one is added.
    ///
    /// - Returns: false when the address does not belong to the employee.
    package func tryOut(
        _ address: Int64, _ channel: ChannelKind, of employee: Employee.ID, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard try channel.addresses.has(address, of: employee, db) else { return false }
            try db.execute(
                sql: """
                    INSERT INTO delivery (channel, address, employee_id, news, state, next_at,
                        expires_at, created_at)
                    SELECT ?1, ?2, ?3, ?4, 'waiting', ?5, ?6, ?5
                    WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE channel = ?1 AND address = ?2
                        AND news = ?4 AND state IN ('waiting', 'sending'))
                    """,
                arguments: [
                    channel.rawValue, address, employee, Delivery.Content.trialCode, now,
                    now.advanced(bySeconds: NoticeNews.ringingSeconds),
                ])
            return true
        }
    }
}
