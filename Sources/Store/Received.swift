import CallRules

extension Store {
    /// Takes one webhook: keeps it in the journal, joins what it says to its call, runs the rules
    /// that have come due. One transaction; when this returns, it is on the disk.
    ///
    /// A stranger's message is quarantined, one that cannot be read is kept as failed, a repeated
    /// one changes nothing.
    /// - Throws: `StoreError` when nothing was stored.
    @discardableResult
    public func received(
        _ delivery: Delivery, _ decoded: Decoded
    ) throws(StoreError) -> MessageStatus {
        try write { [settingsCache] tx in
            let verdict: Verdict
            var quarantinedLeg: String?
            switch decoded {
            case .messages(let messages) where !delivery.isTrusted:
                verdict = Verdict(status: .quarantined)
                quarantinedLeg = QuarantinedLeg.uuid(in: messages)
            case .messages, .unreadable:
                let book = CallBook(settings: settingsCache.current, sql: tx.sql)
                verdict = try book.apply(decoded, at: delivery.receivedAt)
            }
            try MessageTable.insert(delivery, verdict, about: quarantinedLeg, tx.sql)
            try LastReceivedTable.note(
                decoded, from: delivery.sourceIP, trusted: delivery.isTrusted,
                at: delivery.receivedAt, tx.sql)
            return verdict.status
        }
    }

    /// Notes a lookup in the journal some time soon; the answer does not wait for it.
    public func lookedUp(_ delivery: Delivery) {
        writer.enqueue { tx in
            let status: MessageStatus = delivery.isTrusted ? .processed : .quarantined
            try MessageTable.insert(delivery, Verdict(status: status), tx.sql)
            try LastReceivedTable.note(
                .customerData, from: delivery.sourceIP, trusted: delivery.isTrusted,
                at: delivery.receivedAt, tx.sql)
        }
    }

    /// Takes a kept message again, through the same door: what it already did stays done.
    ///
    /// - Parameter trust: a quarantined message counts as trusted from now on.
    /// - Returns: what the message is now; nil when there is none with this id.
    public func replayed(
        _ id: Int64, _ decoded: Decoded, at now: Instant, trust: Bool
    ) throws(StoreError) -> MessageStatus? {
        try write { [settingsCache] tx in
            let row = try tx.sql.rows(
                """
                SELECT trusted, status, source_ip, received_at FROM webhook_message WHERE id = ?1
                """, .int(id))
            guard try row.step() else { return nil }
            let wasTrusted = row.truth(0)
            let before = MessageStatus(rawValue: row.text(1))
            let (source, received) = (row.text(2), Instant(milliseconds: row.int(3)))
            row.done()
            guard wasTrusted || trust else { return before }
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            var verdict = try book.apply(decoded, at: now)
            // A message that did something once did so, though a replay finds nothing to do.
            if before == .processed, verdict.status == .duplicate { verdict.status = .processed }
            try MessageTable.settle(id, verdict, trusted: true, tx.sql)
            try LastReceivedTable.note(
                decoded, from: source, trusted: true, at: received, tx.sql)
            return verdict.status
        }
    }

    /// Decides the calls that hung up without a record and whose settling time has passed.
    ///
    /// - Returns: how many were decided; call again while it is not zero.
    public func settle(at now: Instant) throws(StoreError) -> Int {
        try write { [settingsCache] tx in
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            let due = try CallTable.settling(at: now, limit: 100, tx.sql)
            for id in due { try book.settle(id, at: now) }
            return due.count
        }
    }
}
