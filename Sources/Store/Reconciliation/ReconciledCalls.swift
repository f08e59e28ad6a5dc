import CallRules

/// Counts of what the CDRs of Phonet's history changed in the call log.
package struct ReconciledCounts: Hashable, Sendable {
    /// CDRs read, known ones included.
    package var records = 0
    /// Calls that were not in the call log.
    package var added = 0
    /// Known calls to which the CDRs added facts.
    package var changed = 0
    /// Calls whose quarantined messages took effect, because a CDR confirms them.
    package var released = 0

    package init() {}

    package static func += (counts: inout ReconciledCounts, more: ReconciledCounts) {
        counts.records += more.records
        counts.added += more.added
        counts.changed += more.changed
        counts.released += more.released
    }
}

extension Store {
    /// Stores CDRs of Phonet's history with the same code as webhooks, in one transaction.
    ///
    /// Rules run as for new calls, but form no notice of ringing, and a notice of a missed call
    /// only while the call is recent. Reading a CDR again changes nothing.
    /// - Parameters:
    ///   - comparison: the reconciliation that read the CDRs; the counts are added to it.
    ///   - decode: decodes a quarantined message again, as when it arrived.
    /// - Throws: `StoreError` when nothing was stored.
    @discardableResult
    package func recovered(
        _ messages: [Message], of reconciliationRun: ReconciliationRun.ID? = nil, at now: Instant,
        decode: @escaping @Sendable (StoredWebhook) -> Decoded
    ) throws(StoreError) -> ReconciledCounts {
        try write(.phonet(at: now)) { [settingsCache] tx in
            let book = CallBook(
                settings: settingsCache.current, sql: tx.sql, origin: .recovered)
            let counts = try book.recover(messages, at: now, decode)
            if let reconciliationRun {
                try ReconciliationRunTable.count(counts, in: reconciliationRun, at: now, tx.db)
            }
            return counts
        }
    }
}

extension CallBook {
    fileprivate func recover(
        _ messages: [Message], at now: Instant, _ decode: (StoredWebhook) -> Decoded
    ) throws(SQLiteError) -> ReconciledCounts {
        var (added, changed, released): (Set<Call.ID>, Set<Call.ID>, Set<Call.ID>) = ([], [], [])
        for message in messages {
            guard let leg = message.leg else { continue }
            let (call, news) = try join(leg, at: now)
            switch news {
            case .call: added.insert(call)
            case .facts: changed.insert(call)
            case .nothing: break
            }
            if try release(leg.uuid, at: now, decode) { released.insert(call) }
        }
        var counts = ReconciledCounts()
        counts.records = messages.count
        counts.added = added.count
        counts.changed = changed.subtracting(added).count
        counts.released = released.count
        return counts
    }

    /// Applies those quarantined messages about a leg that the leg's CDR confirms.
    private func release(
        _ uuid: String, at now: Instant, _ decode: (StoredWebhook) -> Decoded
    ) throws(SQLiteError) -> Bool {
        let waiting = try QuarantinedLeg.messages(about: uuid, sql)
        guard !waiting.isEmpty, let known = try LegTable.find(uuid, sql)?.leg else { return false }
        var isReleased = false
        for kept in waiting {
            guard case .messages(let messages) = decode(kept),
                let told = QuarantinedLeg.legs(in: messages), told.allSatisfy(known.confirms)
            else { continue }
            var verdict = try apply(messages, at: now)
            verdict.reasons = [.confirmedByHistory]
            try WebhookMessageTable.settle(kept.id, verdict, trusted: true, sql)
            isReleased = true
        }
        return isReleased
    }
}
