import CallRules
import Foundation
import GRDB
import HTTPTypes
import Synchronization
import WebPush

@testable import Courier
@testable import Store

/// A small company whose people get pushes: Olena (101), Taras (102), Marko (103), who has a client,
/// Iryna; their books in a real SQLite file, and a push service that answers as a story says.
final class Post {
    static let olena = Employee.ID(1)
    static let taras = Employee.ID(2)
    static let marko = Employee.ID(3)
    static let iryna = "+380500000011"
    static let stranger = "+380500000099"
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    static let morning = Instant(milliseconds: 1_767_601_800_000)

    let store: Store
    let courier: Courier
    let service = PushService()
    private let clock: Clock
    private let directory: URL
    private var settings = Settings()
    private var version: Int64 = 1

    /// - Parameter send: a push service of the story's own; nil: `service`.
    init(send: Courier.Transport? = nil) throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("post-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try Store(path: directory.appendingPathComponent("gateway.sqlite").path)
        let clock = Clock()
        self.clock = clock
        guard let contact = VAPIDContact("https://crm.example") else { throw Unusable() }
        courier = Courier(
            store: store, tokens: VAPIDTokens(keys: VAPIDKeys(), contact: contact),
            Courier.Surroundings(
                clock: { clock.now }, chance: { 0.5 }, ephemeral: { Ephemeral() },
                send: send ?? service.answer, page: { _ in "/gateways/phonetapi/me" },
                report: { _ in }))
        try execute(
            """
            INSERT INTO employee (id, name, extension, role, active, created_at, updated_at)
            VALUES (1, 'Олена Гайова', '101', 'admin', 1, 0, 0),
                (2, 'Тарас Левченко', '102', 'employee', 1, 0, 0),
                (3, 'Марко Дубовик', '103', 'employee', 1, 0, 0);
            INSERT INTO client (id, name, company, created_at, updated_at)
            VALUES (8101, 'Ірина Соколова', 'ТОВ «Приклад»', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000011', 8101, 0);
            INSERT INTO client_admin (client_id, employee_id, position) VALUES (8101, 3, 0);
            """)
        decide {
            $0.callPushEmployeeIDs = [Post.taras]
            $0.notifyMissedUnknown = true
        }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: directory)
    }

    private struct Unusable: Error {}

    var now: Instant { clock.now }

    func pass(seconds: Int) { clock.pass(seconds: seconds) }

    /// The administrator saves the settings.
    func decide(_ change: (inout Settings) -> Void) {
        change(&settings)
        version += 1
        store.settingsCache.replace(by: SettingsSnapshot(version: version, settings: settings))
    }

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

    /// Phonet says something about a call.
    func hear(_ message: Message) throws {
        let delivery = Delivery(
            endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true, receivedAt: now,
            contentType: "application/json", payload: Array("\(message)".utf8))
        try store.received(delivery, .messages([message]))
    }

    /// One round of the courier: what is due goes out, what waits is sent.
    func goRound() throws {
        try courier.sendDueNotices()
        for errand in try courier.errands(atMost: 8) { try courier.deliver(errand) }
    }

    func execute(_ sql: String) throws {
        try store.write { try $0.db.execute(sql: sql) }
    }

    func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try store.read { try Value.fetchOne($0, sql: sql) }
    }

    /// The only notice: `sent`, `waiting`, or why it was dropped.
    func notice() throws -> String? {
        try value(
            "SELECT coalesce(dropped_reason, iif(sent_at IS NULL, 'waiting', 'sent')) FROM notice")
    }

    /// The only push: its state, and why.
    func push() throws -> String? {
        try value("SELECT trim(state || ' ' || coalesce(reason, '')) FROM push_delivery")
    }
}

/// The push service of the stories.
final class PushService: Sendable {
    typealias Answer = Result<HTTPResponse, PushSilence>

    private let state = Mutex<(answers: [Answer], requests: [PushRequest])>(([], []))

    /// What it says next; after that it takes everything.
    func will(_ answers: Int..., retryAfter: String? = nil) {
        for status in answers {
            var response = HTTPResponse(status: HTTPResponse.Status(code: status))
            response.headerFields[.retryAfter] = retryAfter
            state.withLock { $0.answers.append(.success(response)) }
        }
    }

    func willBe(_ silence: PushSilence) {
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

    @Sendable func answer(_ request: PushRequest) -> Answer {
        state.withLock { state in
            state.requests.append(request)
            guard !state.answers.isEmpty else { return .success(HTTPResponse(status: .created)) }
            return state.answers.removeFirst()
        }
    }
}

/// The time of the stories; it passes when a story says so.
final class Clock: Sendable {
    private let moment = Mutex(Post.morning)

    var now: Instant { moment.withLock { $0 } }

    func pass(seconds: Int) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// One incoming call and what Phonet says about it.
struct Ringing {
    var number = Post.stranger
    var `extension` = "101"
    var start = Post.morning

    private var leg: Leg {
        var leg = Leg(uuid: "3f9c1be07d5e4a6c8b21d04fa7c3e915")
        leg.direction = .incoming
        leg.number = number
        leg.party = Party(kind: nil, extension: `extension`, name: nil)
        leg.partyAt = start
        leg.dialAt = start
        return leg
    }

    var dial: Message {
        var leg = leg
        leg.dialSeen = true
        return .event(.dial, leg)
    }

    var bridge: Message {
        var leg = leg
        leg.bridgeAt = start.advanced(bySeconds: 5)
        return .event(.bridge, leg)
    }

    func hangup(seenAt: Instant) -> Message {
        var leg = leg
        leg.hangupAt = start.advanced(bySeconds: 20)
        leg.hangupSeenAt = seenAt
        return .event(.hangup, leg)
    }

    func record(answered: Bool) -> Message {
        var leg = leg
        var record = CallRules.Record()
        record.endAt = start.advanced(bySeconds: 20)
        record.duration = 20
        record.billSeconds = answered ? 15 : 0
        record.disposition = answered ? 0 : 1
        record.party = Party(kind: .user, extension: `extension`, name: nil)
        leg.record = record
        return .record(leg)
    }
}
