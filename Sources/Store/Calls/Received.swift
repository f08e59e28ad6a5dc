import CallRules

extension Store {
    /// Stores one webhook in the webhook log, applies it to its call and runs the rules that are
    /// due. One transaction; blocks until it is committed and synced to disk. A message from an
    /// untrusted source is quarantined, an unreadable one is stored as failed, a repeated one
    /// changes nothing.
    /// - Throws: `StoreError` when nothing was stored.
    @discardableResult
    package func received(
        _ webhook: ReceivedWebhook, _ decoded: Decoded
    ) throws(StoreError) -> WebhookMessageStatus {
        try write(.phonet(at: webhook.receivedAt)) { [settingsCache] tx in
            let verdict: MessageResult
            var quarantinedLeg: String?
            switch decoded {
            case .messages where !webhook.isTrusted && webhook.isTooLong:
                // Only its start is kept, from which it could never take effect.
                verdict = MessageResult(status: .failed)
            case .messages(let messages) where webhook.isQuarantined:
                verdict = MessageResult(status: .quarantined, reasons: webhook.remarks.reasons)
                quarantinedLeg = QuarantinedLeg.uuid(in: messages)
            case .messages, .unreadable:
                let book = CallBook(settings: settingsCache.current, sql: tx.sql)
                verdict = try book.apply(
                    decoded, webhook.remarks, at: webhook.receivedAt)
            }
            try WebhookMessageTable.insert(webhook, verdict, about: quarantinedLeg, tx.sql)
            // A message of another account says nothing about the addresses of this one.
            if !webhook.remarks.isForeign {
                try LastReceivedTable.note(
                    decoded, from: webhook.sourceIP, trusted: !webhook.isQuarantined,
                    at: webhook.receivedAt, tx.sql)
            }
            return verdict.status
        }
    }

    /// Queues a lookup for the webhook log. Does not block.
    ///
    /// - Returns: false when it is not written, because too many wait.
    @discardableResult
    package func lookedUp(_ webhook: ReceivedWebhook) -> Bool {
        writer.enqueue(.upkeep) { tx in
            let verdict = MessageResult(
                status: webhook.isQuarantined ? .quarantined : .processed,
                reasons: webhook.remarks.reasons)
            try WebhookMessageTable.insert(webhook, verdict, tx.sql)
            guard !webhook.remarks.isForeign else { return }
            try LastReceivedTable.note(
                .customerData, from: webhook.sourceIP, trusted: !webhook.isQuarantined,
                at: webhook.receivedAt, tx.sql)
        }
    }

    /// Decides calls without a CDR whose settling time has passed; at most 100.
    /// - Returns: the number decided; call again while it is not zero.
    package func settle(at now: Instant) throws(StoreError) -> Int {
        try write(.system(at: now)) { [settingsCache] tx in
            let book = CallBook(
                settings: settingsCache.current, sql: tx.sql, occasion: .settling)
            let due = try CallTable.settling(at: now, limit: 100, tx.sql)
            for id in due { try book.settle(id, at: now) }
            return due.count
        }
    }
}
