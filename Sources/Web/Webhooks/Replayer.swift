import CallRules
import Phonet
import Store

/// Processes stored messages again, in short transactions: webhooks wait for each.
struct Replayer: Sendable {
    /// The most messages that are read at once.
    static let atOnce = 50
    /// After this time a transaction takes no further message.
    static let longest = Duration.milliseconds(20)
    /// The most items of a message that are applied in one transaction.
    private static let itemsAtOnce = 20

    let store: Store
    let trust: Trust
    let clock: @Sendable () -> Instant

    /// Replays stored messages and writes one audit entry. What a message already did is not done
    /// again. Messages from untrusted sources stay in quarantine.
    func replay(_ ids: [Int64], by author: Author) throws(StoreError) -> ReplayCounts {
        try note(ids, by: author)
        var counts = ReplayCounts()
        for start in stride(from: 0, to: ids.count, by: Replayer.atOnce) {
            var few = try store.keptMessages(ids.dropFirst(start).prefix(Replayer.atOnce))[...]
            while !few.isEmpty {
                let (taken, more) = try takeFirst(of: few)
                counts += more
                few = few.dropFirst(taken)
            }
        }
        return counts
    }

    /// Writes the audit entry of a replay.
    func note(_ ids: [Int64], by author: Author) throws(StoreError) {
        try store.auditReplay(of: ids, by: author, at: clock())
    }

    /// Decodes the first of the messages and replays them in one transaction; a message of many
    /// items alone and in several.
    ///
    /// - Returns: how many were replayed, at least one, and the results.
    func takeFirst(
        of messages: ArraySlice<StoredWebhook>
    ) throws(StoreError) -> (taken: Int, counts: ReplayCounts) {
        var replays: [WebhookReplay] = []
        for kept in messages {
            let replay = decoded(kept)
            guard case .messages(let items) = replay.decoded, items.count > Replayer.itemsAtOnce,
                replay.remarks.quarantine == nil
            else {
                replays.append(replay)
                continue
            }
            if replays.isEmpty { replays = [try shortened(replay, items)] }
            break
        }
        return try store.replayed(replays[...], at: clock(), within: Replayer.longest)
    }

    private func decoded(_ kept: StoredWebhook) -> WebhookReplay {
        // The query of a lookup is kept in place of a body; read as a body it is the same lookup. The
        // time of arrival is the time of a hangup that carries none.
        let reading = Wire.read(
            kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
        let verdict = trust.verdict(again: kept, accountDomains: reading.accountDomains)
        return WebhookReplay(
            id: kept.id, decoded: reading.decoded, isTrusted: verdict.isTrusted,
            remarks: WebhookRemarks(notes: reading.notes, quarantine: verdict.quarantine))
    }

    /// Applies all items but the last few, each few in a transaction of its own.
    private func shortened(
        _ replay: WebhookReplay, _ items: [Message]
    ) throws(StoreError) -> WebhookReplay {
        var (rest, broughtNews) = (items[...], false)
        while rest.count > Replayer.itemsAtOnce {
            if try store.applied(
                rest.prefix(Replayer.itemsAtOnce), of: replay.id, isTrusted: replay.isTrusted,
                at: clock())
            {
                broughtNews = true
            }
            rest = rest.dropFirst(Replayer.itemsAtOnce)
        }
        return WebhookReplay(
            id: replay.id, decoded: .messages(Array(rest)), isTrusted: replay.isTrusted,
            remarks: replay.remarks, broughtNews: broughtNews)
    }
}
