import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

/// The webhook request handler: decodes a message, checks whether its source is trusted, stores it,
/// then answers.
final class Intake: Sendable {
    let store: Store
    let trust: Trust
    let clock: @Sendable () -> Instant
    /// Logs an error of the database.
    let report: @Sendable (String) -> Void
    /// At most 20 lookups a second of trusted sources and 5 of untrusted ones are written to the
    /// webhook log; further ones are only answered.
    let loggedLookups = LookupBudget(trusted: 20, untrusted: 5)
    let replayer: Replayer
    let release: QuarantineRelease
    let replays: BackgroundReplay

    /// - Parameters:
    ///   - uptime: the monotonic clock.
    ///   - report: logs an error of the database.
    init(
        store: Store, trust: Trust, clock: @escaping @Sendable () -> Instant,
        uptime: @escaping @Sendable () -> Duration = { .zero },
        report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.trust = trust
        self.clock = clock
        self.report = report
        replayer = Replayer(store: store, trust: trust, clock: clock)
        release = QuarantineRelease(replayer, uptime: uptime, report: report)
        replays = BackgroundReplay(replayer, uptime: uptime, report: report)
    }

    /// A request to a webhook address.
    struct WebhookRequest {
        let endpoint: Endpoint
        /// The token of `/h/<token>/…`; nil when the address has none.
        let token: String?
        let head: HTTPRequest
        /// What follows the question mark of the address.
        let query: Substring
        let body: [UInt8]
        /// The address the web server saw.
        let peer: String
    }

    /// Answers a webhook. Returns 200, 400 (unreadable, but stored), 405, or 503 (not stored; never
    /// for a lookup, which is answered "not found"). Blocks until COMMIT, except for lookups. At the
    /// address of the lookup every answer is the object of a lookup, whatever was sent.
    ///
    /// - Parameter base: the gateway's own URL with its prefix, for links. An autoclosure, because only
    ///   lookups need it.
    func answer(_ visit: WebhookRequest, base: @autoclosure () -> String) -> Answer {
        let now = clock()
        // A function, because most lookups do not need this value.
        func contentType() -> String? { visit.head.headerFields[.contentType] }
        let query = visit.query
        let reading: Reading
        let payload: [UInt8]
        switch (visit.head.method, visit.endpoint) {
        case (.post, _):
            payload =
                Wire.body(visit.body, contentType: contentType(), withQuery: query) ?? visit.body
            reading = Wire.read(payload, contentType: contentType(), arrivedAt: now)
        case (.get, .customerData), (.head, .customerData):
            payload = Array(query.utf8)
            reading = Wire.readQuery(String(query))
        case (_, .customerData):
            var refusal = Answer.ok(CustomerAnswer.notFound(nil, nil))
            refusal.status = .methodNotAllowed
            refusal.fields[.allow] = "GET, POST"
            return refusal
        case (_, _): return .methodNotAllowed("POST")
        }
        let decoded = reading.decoded
        do {
            let verdict = try trust.verdict(
                peer: visit.peer, token: visit.token, accountDomains: reading.accountDomains)
            // A function, because a lookup over the log limit does not need this value.
            func webhook() -> ReceivedWebhook {
                ReceivedWebhook(
                    endpoint: visit.endpoint, sourceIP: visit.peer, isTrusted: verdict.isTrusted,
                    receivedAt: now, contentType: contentType(), payload: payload,
                    remarks: WebhookRemarks(notes: reading.notes, quarantine: verdict.quarantine))
            }
            if let number = Intake.lookup(decoded) {
                if loggedLookups.allows(now, isTrusted: verdict.isAccepted) {
                    let lookup = webhook()
                    let isQueued = store.lookedUp(
                        verdict.isAccepted ? lookup : lookup.reduced(toLookupOf: number))
                    if !isQueued { loggedLookups.leftOut() }
                }
                return .ok(try customer(number, isTrusted: verdict.isAccepted, base: base()))
            }
            let received = webhook()
            try store.received(received, decoded)
            if visit.endpoint == .customerData {
                let links = CRMLinks(settings: store.settings.settings, base: base())
                return .ok(CustomerAnswer.notFound(nil, links))
            }
            switch decoded {
            case .messages where !verdict.isTrusted && received.isTooLong:
                return .problem(.contentTooLarge, "The body is longer than 32 KiB.")
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
        let owner = try store.customer(number)
        guard isTrusted, settings.moduleEnabled else {
            return CustomerAnswer.notFound(number, links)
        }
        let isIgnored = store.ignoredEntry(of: number.e164) != nil
        return switch owner {
        case .contact(let card):
            CustomerAnswer.found(card, number, isIgnored: isIgnored, links)
        case .nobody: CustomerAnswer.notFound(number, isIgnored: isIgnored, links)
        // A line of the company's own becomes no contact.
        case .company: CustomerAnswer.notFound(nil, links)
        }
    }

    /// Whether a quarantined message would take effect now.
    func isReleased(_ message: WebhookMessageRow) -> Bool {
        let reading = Wire.read(
            message.payload, contentType: message.contentType, arrivedAt: message.receivedAt)
        return (message.isTrusted || trust.accepts(plain: message.sourceIP))
            && store.settings.settings.foreignAccount(reading.accountDomains) == nil
    }

    private static let stored = JSON.object([("status", .text("ok"))]).bytes
}

extension ReceivedWebhook {
    /// A lookup of an untrusted source as the webhook log keeps it: the number alone.
    fileprivate func reduced(toLookupOf number: String) -> ReceivedWebhook {
        let number = String(decoding: number.utf8.prefix(40), as: UTF8.self)
        return ReceivedWebhook(
            endpoint: endpoint, sourceIP: sourceIP, isTrusted: isTrusted, receivedAt: receivedAt,
            contentType: "application/json",
            payload: JSON.object([("otherLegNum", .text(number.isEmpty ? nil : number))]).bytes,
            remarks: remarks)
    }
}
