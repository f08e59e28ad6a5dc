import CallRules
import GRDB

/// A stored message that was decoded again.
package struct WebhookReplay: Sendable {
    package let id: Int64
    /// The result of decoding it again.
    package let decoded: Decoded
    /// True when the source is trusted now: a quarantined message takes effect.
    package let isTrusted: Bool

    package init(id: Int64, decoded: Decoded, isTrusted: Bool) {
        self.id = id
        self.decoded = decoded
        self.isTrusted = isTrusted
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
        try write {
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
        try write { [settingsCache] tx in
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            var counts = ReplayCounts()
            for replay in replays { try Store.take(replay, book, at: now, &counts) }
            return counts
        }
    }

    private static func take(
        _ replay: WebhookReplay, _ book: CallBook, at now: Instant, _ counts: inout ReplayCounts
    ) throws(SQLiteError) {
        let row = try book.sql.rows(
            "SELECT trusted, status, source_ip, received_at FROM webhook_message WHERE id = ?1",
            .int(replay.id))
        guard try row.step() else { return }
        let wasTrusted = row.truth(0)
        let before = try row.code(1, "webhook_message.status", WebhookMessageStatus.self)
        let (source, received) = (row.text(2), Instant(milliseconds: row.int(3)))
        row.done()
        guard wasTrusted || replay.isTrusted else {
            counts.count(before, isNews: false)
            return
        }
        var verdict = try book.apply(replay.decoded, at: now, arrivedAt: received)
        let isNews = verdict.status == .processed && verdict.callID != nil
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
