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
    /// Lookups written to the journal; beyond it they are answered all the same.
    let journalled = LookupBudget(perSecond: 20)

    /// - Parameters:
    ///   - token: the secret of `/h/<token>/…`, when the request came that way.
    ///   - base: the gateway's own address, for links.
    func answer(
        _ endpoint: Endpoint, token: String?, head: HTTPRequest, body: [UInt8], peer: String,
        base: String
    ) -> Answer {
        let now = clock()
        let contentType = head.headerFields[.contentType]
        let decoded: Decoded
        let payload: [UInt8]
        switch (head.method, endpoint) {
        case (.post, _):
            payload = body
            decoded = Wire.decode(body, contentType: contentType, arrivedAt: now)
        case (.get, .customerData):
            let query = head.path?.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
            payload = Array(query.utf8)
            decoded = Wire.decodeQuery(String(query))
        case (_, .customerData): return .methodNotAllowed("GET, POST")
        case (_, _): return .methodNotAllowed("POST")
        }
        do {
            let delivery = Delivery(
                endpoint: endpoint, sourceIP: peer,
                isTrusted: try trust.trusts(peer: peer, token: token), receivedAt: now,
                contentType: contentType, payload: payload)
            switch decoded {
            case .messages(let messages):
                if case .lookup(let number)? = messages.first, messages.count == 1 {
                    return customer(number, delivery, base: base)
                }
                try store.received(delivery, .messages(messages))
                return .ok(Intake.stored)
            case .unreadable(let reason):
                try store.received(delivery, .unreadable(reason: reason))
                return .problem(.badRequest, "The body cannot be read: \(reason).")
            }
        } catch {
            if endpoint == .customerData { return .ok(CustomerAnswer.notFound(nil, nil)) }
            return .unavailable
        }
    }

    /// A stranger's lookup costs the same read as Phonet's, and its answer is thrown away: neither
    /// words nor time tell who is known here.
    private func customer(_ text: String?, _ delivery: Delivery, base: String) -> Answer {
        if journalled.allows(delivery.receivedAt) { store.lookedUp(delivery) }
        let number = PhoneNumber(text ?? "")
        let settings = store.settings.settings
        let links = CRMLinks(settings: settings, base: base)
        let card: CustomerCard?
        do {
            card = try store.customer(number)
        } catch {
            return .ok(CustomerAnswer.notFound(nil, nil))
        }
        guard let card, delivery.isTrusted, settings.moduleEnabled else {
            return .ok(CustomerAnswer.notFound(number, links))
        }
        return .ok(CustomerAnswer.found(card, links))
    }

    /// Takes a kept message again; nil when there is none with this id.
    ///
    /// - Parameter trust: release it although its source is a stranger's.
    func replay(_ id: Int64, trust: Bool = false) throws(StoreError) -> MessageStatus? {
        guard let kept = try store.keptMessage(id) else { return nil }
        return try replay(kept, trust: trust || self.trust.trusts(kept.sourceIP))
    }

    /// Lets quarantined messages of sources that are trusted by now take effect, oldest first.
    ///
    /// - Returns: how many were released.
    @discardableResult
    func release() throws(StoreError) -> Int {
        var (last, released): (Int64, Int) = (0, 0)
        while true {
            let page = try store.quarantined(after: last, limit: 200)
            guard let end = page.last else { return released }
            for kept in page where trust.trusts(kept.sourceIP) {
                _ = try replay(kept, trust: true)
                released += 1
            }
            last = end.id
        }
    }

    private func replay(
        _ kept: KeptMessage, trust: Bool
    ) throws(StoreError) -> MessageStatus? {
        // As it was read then: a hangup counts from its arrival.
        let decoded = Wire.decode(
            kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
        switch decoded {
        case .messages(let messages):
            return try store.replayed(kept.id, .messages(messages), at: clock(), trust: trust)
        case .unreadable(let reason):
            return try store.replayed(
                kept.id, .unreadable(reason: reason), at: clock(), trust: trust)
        }
    }

    private static let stored = JSON.object([("status", .text("ok"))]).bytes
}
