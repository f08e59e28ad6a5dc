import CallRules
import HTTPClientTypes
import HTTPTypes
import Synchronization
import TestSupport
import WebPush

@testable import Courier
@testable import Store

/// A small company whose people get pushes: its database, a courier, and a push service that answers
/// as a story says. Taras is told of every call, and of missed ones from unknown numbers.
final class Post {
    let company: Company
    let courier: Courier
    let service = PushService()
    private let clock = TestClock(Company.morning)

    /// - Parameters:
    ///   - send: a push service of the story's own; nil: `service`.
    ///   - report: what the courier says of errors.
    init(
        send: WebPushChannel.Transport? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        company = try Company()
        guard let contact = VAPIDContact("https://crm.example") else { throw Unusable() }
        let webPush = WebPushChannel(
            store: company.store, tokens: VAPIDTokens(keys: VAPIDKeys(), contact: contact),
            WebPushChannel.Environment(
                clock: { [clock] in clock.now }, ephemeral: { Ephemeral() },
                send: send ?? service.answer, page: { _ in "/gateways/phonetapi/me" },
                report: { _ in }))
        courier = Courier(
            store: company.store, channel: { _ in webPush },
            Courier.Environment(
                clock: { [clock] in clock.now }, chance: { 0.5 }, report: report))
        company.decide {
            $0.callPushEmployeeIDs = [Company.taras]
            $0.notifyMissedUnknown = true
        }
    }

    private struct Unusable: Error {}

    var store: Store { company.store }
    var now: Instant { clock.now }

    func pass(seconds: Int) { clock.pass(seconds: seconds) }

    /// Somebody switches pushes on in one more browser.
    @discardableResult
    func subscribe(
        _ person: Employee.ID, at endpoint: String = "https://push.example/a"
    ) throws -> Int64 {
        // The browser of RFC 8291 §5.
        let details = PushSubscriptionDetails(
            endpoint: endpoint,
            p256dh:
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth: "BTBZMqHH6r4Tts7J_aSIgg")
        let row = try store.subscribe(details, browser: "Story", of: person, at: now)
        return row?.id ?? -1
    }

    /// Phonet says something about a call, just now.
    func hear(_ message: Message) throws { try company.hear(message, at: now) }

    /// One round of the courier: what is due goes out, what waits is sent.
    func goRound() throws {
        try courier.releaseDueNotices()
        for delivery in try courier.deliveries(by: .webPush, atMost: 8) {
            try courier.finish(courier.send(delivery))
        }
    }

    /// The only notice: `sent`, `waiting`, or why it was dropped.
    func notice() throws -> String? {
        try company.value(
            "SELECT coalesce(dropped_reason, iif(sent_at IS NULL, 'waiting', 'sent')) FROM notice")
    }

    /// The only push: its state, and why.
    func push() throws -> String? {
        try company.value("SELECT trim(state || ' ' || coalesce(reason, '')) FROM delivery")
    }
}

/// The push service of the stories.
final class PushService: Sendable {
    typealias Answer = Result<OutgoingResponse, TransportError>

    private let state = Mutex<(answers: [Answer], requests: [OutgoingRequest])>(([], []))

    /// What it says next; after that it takes everything.
    func will(_ answers: Int..., retryAfter: String? = nil) {
        for status in answers {
            var response = HTTPResponse(status: HTTPResponse.Status(code: status))
            response.headerFields[.retryAfter] = retryAfter
            state.withLock { $0.answers.append(.success(OutgoingResponse(head: response))) }
        }
    }

    func willBe(_ silence: TransportError) {
        state.withLock { $0.answers.append(.failure(silence)) }
    }

    /// How many requests came.
    var count: Int { state.withLock { $0.requests.count } }

    /// The field of the last request.
    func last(_ field: String) -> String? {
        HTTPField.Name(field).flatMap { name in
            state.withLock { $0.requests.last?.head.headerFields[name] }
        }
    }

    @Sendable func answer(_ request: OutgoingRequest) -> Answer {
        state.withLock { state in
            state.requests.append(request)
            guard !state.answers.isEmpty else { return .success(OutgoingResponse(status: 201)) }
            return state.answers.removeFirst()
        }
    }
}
