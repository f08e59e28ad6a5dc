import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

/// The webhook request handler: trust, decode, store, then answer.
struct Intake: Sendable {
    let store: Store
    let trust: Trust
    let clock: @Sendable () -> Instant
    /// Logs an error of the database.
    let report: @Sendable (String) -> Void
    /// The most lookups a second in the webhook log; further ones are answered but not logged.
    let loggedLookups = LookupBudget(perSecond: 20)

    /// A request to a webhook address.
    struct WebhookRequest {
        let endpoint: Endpoint
        /// The secret of `/h/<token>/…`, when the request came that way.
        let token: String?
        let head: HTTPRequest
        let body: [UInt8]
        let peer: String
    }

    /// - Parameter base: the gateway's own address, for links.
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
            // Only for what is stored: a lookup over the limit needs none.
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
            // An error of ours must not delay a call, so a lookup gets an answer; anything else gets
            // a 503, because it was not stored.
            return Intake.lookup(decoded) == nil
                ? .unavailable : .ok(CustomerAnswer.notFound(nil, nil))
        }
    }

    /// The number a message asks for, if asking is all it does; empty for a hidden one.
    private static func lookup(_ decoded: Decoded) -> String? {
        guard case .messages(let messages) = decoded, messages.count == 1,
            case .lookup(let number)? = messages.first
        else { return nil }
        return number ?? ""
    }

    /// A lookup from an untrusted source does the same read, and its result is dropped, so that
    /// neither the answer nor its time tells who is known.
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

    /// Messages of one transaction of a replay; webhooks wait meanwhile.
    private static let atOnce = 20

    /// Replays stored messages with one audit line. What they already did is not done twice; those
    /// from untrusted sources stay in quarantine.
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
    /// - Returns: how many were released.
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

    private func take(_ messages: [StoredWebhook]) throws(StoreError) -> ReplayCounts {
        let replays = messages.map { kept in
            // Decoded as at its arrival: a hangup counts from then.
            let decoded = Wire.decode(
                kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
            return WebhookReplay(
                id: kept.id, decoded: decoded, isTrusted: trust.trusts(kept.sourceIP))
        }
        return try store.replayed(replays, at: clock())
    }

    private static let stored = JSON.object([("status", .text("ok"))]).bytes
}
