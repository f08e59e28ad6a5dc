import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

/// The webhook request handler: decodes a message, checks whether its source is trusted, stores it,
/// then answers.
struct Intake: Sendable {
    let store: Store
    let trust: Trust
    let clock: @Sendable () -> Instant
    /// Logs an error of the database.
    let report: @Sendable (String) -> Void
    /// At most 20 lookups a second are written to the webhook log; further ones are only answered.
    let loggedLookups = LookupBudget(perSecond: 20)

    /// A request to a webhook address.
    struct WebhookRequest {
        let endpoint: Endpoint
        /// The token of `/h/<token>/…`; nil when the address has none.
        let token: String?
        let head: HTTPRequest
        let body: [UInt8]
        /// The address the web server saw.
        let peer: String
    }

    /// Answers a webhook. Returns 200, 400 (unreadable, but stored), 405, or 503 (not stored; never
    /// for a lookup, which is answered "not found"). Blocks until COMMIT, except for lookups.
    ///
    /// - Parameter base: the gateway's own URL with its prefix, for links. An autoclosure, because only
    ///   lookups need it.
    func answer(_ visit: WebhookRequest, base: @autoclosure () -> String) -> Answer {
        let now = clock()
        let decoded: Decoded
        let payload: [UInt8]
        switch (visit.head.method, visit.endpoint) {
        case (.post, _):
            payload = visit.body
            decoded = Wire.decode(
                payload, contentType: visit.head.headerFields[.contentType], arrivedAt: now)
        case (.get, .customerData):
            let query = visit.head.path?.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
            payload = Array(query.utf8)
            decoded = Wire.decodeQuery(String(query))
        case (_, .customerData): return .methodNotAllowed("GET, POST")
        case (_, _): return .methodNotAllowed("POST")
        }
        do {
            let isTrusted = try trust.trusts(peer: visit.peer, token: visit.token)
            // A function, because a lookup over the log limit does not need this value.
            func webhook() -> ReceivedWebhook {
                ReceivedWebhook(
                    endpoint: visit.endpoint, sourceIP: visit.peer, isTrusted: isTrusted,
                    receivedAt: now, contentType: visit.head.headerFields[.contentType],
                    payload: payload)
            }
            if let number = Intake.lookup(decoded) {
                if loggedLookups.allows(now, isTrusted: isTrusted) { store.lookedUp(webhook()) }
                return .ok(try customer(number, isTrusted: isTrusted, base: base()))
            }
            try store.received(webhook(), decoded)
            switch decoded {
            case .messages: return .ok(Intake.stored)
            case .unreadable(let reason):
                return .problem(
                    .badRequest, "The body cannot be read: \(WebhookReasonStrings.of(reason).en).")
            }
        } catch {
            report("\(visit.endpoint.rawValue): \(error)")
            // A lookup is answered "unknown", because our error must not delay a call. Every other
            // message gets 503, because it was not stored.
            return Intake.lookup(decoded) == nil
                ? .unavailable : .ok(CustomerAnswer.notFound(nil, nil))
        }
    }

    /// The number of a lookup; empty for a hidden number. Nil when the message is not a lookup.
    private static func lookup(_ decoded: Decoded) -> String? {
        guard case .messages(let messages) = decoded, messages.count == 1,
            case .lookup(let number)? = messages.first
        else { return nil }
        return number ?? ""
    }

    /// Answers a lookup. For an untrusted source it reads the same rows and drops the result, so
    /// that neither the answer nor its time shows whether the number is known.
    private func customer(
        _ text: String, isTrusted: Bool, base: String
    ) throws(StoreError) -> [UInt8] {
        let number = PhoneNumber(text)
        let settings = store.settings.settings
        let links = CRMLinks(settings: settings, base: base)
        guard let card = try store.customer(number), isTrusted, settings.moduleEnabled else {
            return CustomerAnswer.notFound(number, links)
        }
        return CustomerAnswer.found(card, links)
    }

    /// Messages replayed in one transaction. Webhooks wait until it ends.
    private static let atOnce = 20

    /// Replays stored messages and writes one audit entry. What a message already did is not done
    /// again. Messages from untrusted sources stay in quarantine.
    func replay(_ ids: [Int64], by author: Author) throws(StoreError) -> ReplayCounts {
        try store.auditReplay(of: ids, by: author, at: clock())
        var counts = ReplayCounts()
        for start in stride(from: 0, to: ids.count, by: Intake.atOnce) {
            let few = ids.dropFirst(start).prefix(Intake.atOnce)
            counts += try take(try store.keptMessages(few))
        }
        return counts
    }

    /// Replays the quarantined messages whose sources are trusted now, the oldest first.
    ///
    /// - Returns: the number of released messages.
    @discardableResult
    func release() throws(StoreError) -> Int {
        var (last, released): (Int64, Int) = (0, 0)
        while true {
            let page = try store.quarantined(after: last, limit: Intake.atOnce)
            guard let end = page.last else { return released }
            let trusted = page.filter { trust.trusts($0.sourceIP) }
            if !trusted.isEmpty { released += try take(trusted).messages }
            last = end.id
        }
    }

    /// Decodes stored messages and replays them in one transaction.
    private func take(_ messages: [StoredWebhook]) throws(StoreError) -> ReplayCounts {
        let replays = messages.map { kept in
            // The time of arrival is the time of a hangup that carries none.
            let decoded = Wire.decode(
                kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
            return WebhookReplay(
                id: kept.id, decoded: decoded, isTrusted: trust.trusts(kept.sourceIP))
        }
        return try store.replayed(replays, at: clock())
    }

    private static let stored = JSON.object([("status", .text("ok"))]).bytes
}
