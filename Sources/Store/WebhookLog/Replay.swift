import CallRules
import GRDB

/// A stored message that was decoded again.
package struct WebhookReplay: Sendable {
    package let id: Int64
    /// The result of decoding it again.
    package let decoded: Decoded
    /// True when the source is trusted now: a quarantined message takes effect.
    package let isTrusted: Bool
    /// How it was read now, and what keeps it in quarantine whatever its source.
    package let remarks: WebhookRemarks
    /// Items that were applied before brought facts.
    package let broughtNews: Bool

    package init(
        id: Int64, decoded: Decoded, isTrusted: Bool, remarks: WebhookRemarks = WebhookRemarks(),
        broughtNews: Bool = false
    ) {
        self.id = id
        self.decoded = decoded
        self.isTrusted = isTrusted
        self.remarks = remarks
        self.broughtNews = broughtNews
    }
}

/// The results of a replay.
package struct ReplayCounts: Hashable, Sendable {
    /// Messages that were found.
    package private(set) var messages = 0
    /// Messages that added facts to a call.
    package private(set) var news = 0
    /// Messages that are still unreadable.
    package private(set) var failed = 0
    /// Messages from sources that are still untrusted.
    package private(set) var quarantined = 0

    package init() {}

    package static func += (counts: inout ReplayCounts, more: ReplayCounts) {
        counts.messages += more.messages
        counts.news += more.news
        counts.failed += more.failed
        counts.quarantined += more.quarantined
    }

    fileprivate mutating func count(_ status: WebhookMessageStatus, isNews: Bool) {
        messages += 1
        if isNews { news += 1 }
        if status == .failed { failed += 1 }
        if status == .quarantined { quarantined += 1 }
    }
}

/// A batch of messages of a filter to replay, the earliest first.
package struct ReplayBatch: Hashable, Sendable {
    /// The most messages of a batch.
    package static let size = 1000

    /// The ids of the messages, ascending.
    package let ids: [Int64]
    /// The id after which the next batch begins; nil: this is the last one.
    package let end: Int64?
}

extension WebhookReplay {
    /// What keeps the message from taking effect; nil: nothing. A reason is written to the log.
    fileprivate func held(
        wasTrusted: Bool, from before: WebhookMessageStatus
    ) -> (status: WebhookMessageStatus, reason: WebhookReason?)? {
        guard wasTrusted || isTrusted else { return (before, nil) }
        guard let reason = remarks.quarantine, case .messages = decoded else { return nil }
        // What took effect before stays as it is.
        return before == .quarantined || before == .failed ? (.quarantined, reason) : (before, nil)
    }
}

extension Store {
    /// The next batch of a filter.
    ///
    /// - Parameter last: the `end` of the batch before; nil for the first.
    package func replayBatch(
        _ filter: WebhookMessageFilter, after last: Int64?
    ) throws(StoreError) -> ReplayBatch {
        try read { db in
            var scan = try WebhookMessageTable.scan(filter, db)
            if let last { scan.bounds.append("id > \(last)") }
            let found = try scan.ids(.ascending, limit: ReplayBatch.size, window: 100_000, db)
            return ReplayBatch(ids: found.ids, end: found.end)
        }
    }

    /// Writes one audit line for a whole replay.
    package func auditReplay(
        of ids: [Int64], by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) {
            try AuditTable.insert(
                .messagesReplayed, by: author, to: "messages/\(IDRanges.text(ids))", at: now, $0.db)
        }
    }

    /// Processes stored messages again in one transaction, as if they had just arrived. Effects
    /// they already had are not repeated. Pass a few at a time, because webhooks wait for the
    /// transaction.
    @discardableResult
    package func replayed(
        _ replays: [WebhookReplay], at now: Instant
    ) throws(StoreError) -> ReplayCounts {
        try replayed(replays[...], at: now, within: nil).counts
    }

    /// Processes the first of the messages in one transaction: as many as the time allows, at least
    /// one.
    ///
    /// - Parameter limit: after this time no further message is begun; nil: all are processed.
    /// - Returns: how many were processed, and the results.
    package func replayed(
        _ replays: ArraySlice<WebhookReplay>, at now: Instant, within limit: Duration?
    ) throws(StoreError) -> (taken: Int, counts: ReplayCounts) {
        let uptime = writer.gauge.uptime
        return try write(.phonet(at: now)) { [settingsCache] tx in
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            var (taken, counts) = (0, ReplayCounts())
            let end = limit.map { uptime() + $0 }
            for replay in replays {
                if taken > 0, let end, uptime() >= end { break }
                try Store.take(replay, book, at: now, &counts)
                taken += 1
            }
            return (taken, counts)
        }
    }

    /// Applies some items of a stored message whose other items follow, so that a message of many
    /// items holds up no webhook. Its row stays as it is.
    ///
    /// - Returns: true when an item added facts to a call.
    package func applied(
        _ items: ArraySlice<Message>, of id: Int64, isTrusted: Bool, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.phonet(at: now)) { [settingsCache] tx in
            let row = try tx.sql.rows(
                "SELECT received_at FROM webhook_message WHERE id = ?1 AND (trusted = 1 OR ?2)",
                .int(id), SQLValue(isTrusted))
            guard try row.step() else { return false }
            let received = Instant(milliseconds: row.int(0))
            row.done()
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            let verdict = try book.apply(Array(items), at: now, arrivedAt: received)
            return verdict.status == .processed && verdict.callID != nil
        }
    }

    private static func take(
        _ replay: WebhookReplay, _ book: CallBook, at now: Instant, _ counts: inout ReplayCounts
    ) throws(SQLiteError) {
        let row = try book.sql.rows(
            """
            SELECT trusted, status, source_ip, received_at, reasons FROM webhook_message
            WHERE id = ?1
            """, .int(replay.id))
        guard try row.step() else { return }
        let wasTrusted = row.truth(0)
        let before = try row.code(1, "webhook_message.status", WebhookMessageStatus.self)
        let (source, received) = (row.text(2), Instant(milliseconds: row.int(3)))
        let wasCut = try WebhookReason.cut(in: row.textOrNil(4))
        row.done()
        if let held = replay.held(wasTrusted: wasTrusted, from: before) {
            if let reason = held.reason {
                let verdict = MessageResult(
                    status: held.status,
                    reasons: [reason] + replay.remarks.released.reasons
                        + (wasCut.map { [$0] } ?? []))
                try WebhookMessageTable.settle(
                    replay.id, verdict, trusted: wasTrusted, book.sql)
            }
            counts.count(held.status, isNews: false)
            return
        }
        var verdict = try book.apply(replay.decoded, replay.remarks, at: now, arrivedAt: received)
        if let wasCut { verdict.reasons.append(wasCut) }
        let isNews = replay.broughtNews || (verdict.status == .processed && verdict.callID != nil)
        if replay.broughtNews, verdict.status == .duplicate { verdict.status = .processed }
        // A processed message stays processed although the replay finds nothing new.
        if before == .processed, verdict.status == .duplicate { verdict.status = .processed }
        try WebhookMessageTable.settle(replay.id, verdict, trusted: true, book.sql)
        try LastReceivedTable.note(
            replay.decoded, from: source, trusted: true, at: received, book.sql)
        counts.count(verdict.status, isNews: isNews)
    }
}

/// A list of ids as text: `17-40,55`.
package enum IDRanges {
    /// - Parameter ids: in any order.
    package static func text(_ ids: [Int64]) -> String {
        var ranges: [ClosedRange<Int64>] = []
        for id in ids.sorted() {
            if let last = ranges.last, id <= last.upperBound &+ 1 {
                ranges[ranges.count - 1] = last.lowerBound...max(id, last.upperBound)
            } else {
                ranges.append(id...id)
            }
        }
        return ranges.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        .joined(separator: ",")
    }

    /// The number of ids in a text; nil: the text is not such a list.
    package static func count(_ text: String) -> Int? {
        var count: Int64 = 0
        for range in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = range.split(separator: "-", omittingEmptySubsequences: false)
            let ends = parts.compactMap { Int64($0) }
            guard let first = ends.first, let last = ends.last, ends.count == parts.count,
                parts.count <= 2, first > 0, last >= first, last <= 1 << 40
            else { return nil }
            count += last - first + 1
        }
        return Int(clamping: count)
    }
}
