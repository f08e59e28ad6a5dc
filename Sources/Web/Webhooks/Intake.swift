import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

/// Takes what Phonet posts (http.md §1): trust, decode, store, and only then answer.
struct Intake: Sendable {
    let store: Store
    let trust: Trust
    let clock: @Sendable () -> Instant
    /// Told why something could not be stored.
    let report: @Sendable (String) -> Void
    /// Lookups written to the journal; beyond it they are answered all the same.
    let journalled = LookupBudget(perSecond: 20)

    /// One request to a webhook's address.
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
            // Made only for what is kept: a lookup is answered without it.
            func webhook() -> ReceivedWebhook {
                ReceivedWebhook(
                    endpoint: visit.endpoint, sourceIP: visit.peer, isTrusted: isTrusted,
                    receivedAt: now, contentType: visit.head.headerFields[.contentType],
                    payload: payload)
            }
            if let number = Intake.lookup(decoded) {
                if journalled.allows(now, isTrusted: isTrusted) { store.lookedUp(webhook()) }
                return .ok(try customer(number, isTrusted: isTrusted, base: base()))
            }
            try store.received(webhook(), decoded)
            switch decoded {
            case .messages: return .ok(Intake.stored)
            case .unreadable(let reason):
                return .problem(.badRequest, "The body cannot be read: \(reason).")
            }
        } catch {
            report("\(visit.endpoint.rawValue): \(error)")
            // Trouble of ours must not keep a phone from ringing; but nothing is called stored
            // that is not.
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

    /// A stranger's lookup costs the same read as Phonet's, and its answer is thrown away: neither
    /// words nor time tell who is known here.
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

    /// Messages that are taken again in one transaction: webhooks wait no longer than for these.
    private static let atOnce = 20

    /// Takes kept messages again, whoever sent them: strangers stay strangers. What they already did
    /// stays done. One line in the audit.
    func replay(_ ids: [Int64], by author: Author) throws(StoreError) -> ReplayCounts {
        try store.auditReplay(of: ids, by: author, at: clock())
        var counts = ReplayCounts()
        for start in stride(from: 0, to: ids.count, by: Intake.atOnce) {
            let few = ids.dropFirst(start).prefix(Intake.atOnce)
            counts += try take(try store.keptMessages(few))
        }
        return counts
    }

    /// Lets quarantined messages of sources that are trusted by now take effect, oldest first.
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
            // As it was read then: a hangup counts from its arrival.
            let decoded = Wire.decode(
                kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
            return WebhookReplay(
                id: kept.id, decoded: decoded, isTrusted: trust.trusts(kept.sourceIP))
        }
        return try store.replayed(replays, at: clock())
    }

    private static let stored = JSON.object([("status", .text("ok"))]).bytes
}
