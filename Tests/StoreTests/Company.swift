import CallRules
import Foundation
import GRDB

@testable import Store

/// The small company of the stories: Olena (101), Taras (102), Marko (103), and their books in a
/// real SQLite file of their own.
final class Company {
    static let olena = Employee.ID(1)
    static let taras = Employee.ID(2)
    static let marko = Employee.ID(3)
    /// Iryna Sokolova is a client; Olena, then Marko, look after her.
    static let iryna = "+380500000011"
    static let untrusted = "+380500000099"
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    static let morning = Instant(milliseconds: 1_767_601_800_000)

    let store: Store
    private let directory: URL
    private(set) var settings = Settings()
    private var version: Int64 = 1

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("company-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try Store(path: directory.appendingPathComponent("gateway.sqlite").path)
        try execute(
            """
            INSERT INTO employee (id, name, email, extension, role, active, created_at, updated_at)
            VALUES (1, 'Олена Гайова', 'olena@vitryla.example', '101', 'admin', 1, 0, 0),
                (2, 'Тарас Левченко', 'taras@vitryla.example', '102', 'employee', 1, 0, 0),
                (3, 'Марко Дубовик', 'marko@vitryla.example', '103', 'employee', 1, 0, 0);
            INSERT INTO client (id, name, company, created_at, updated_at)
            VALUES (8101, 'Ірина Соколова', 'ТОВ «Приклад»', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000011', 8101, 0);
            INSERT INTO client_admin (client_id, employee_id, position)
            VALUES (8101, 1, 0), (8101, 3, 1);
            """)
        settings.missedCallLeadSourceID = LeadSource.ID(1)
        settings.answeredCallLeadSourceID = LeadSource.ID(1)
        decide { _ in }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: directory)
    }

    var path: String { directory.appendingPathComponent("gateway.sqlite").path }

    func execute(_ sql: String) throws {
        try store.write { try $0.db.execute(sql: sql) }
    }

    /// The administrator saves the settings.
    func decide(_ change: (inout Settings) -> Void) {
        change(&settings)
        version += 1
        store.settingsCache.replace(by: SettingsSnapshot(version: version, settings: settings))
    }

    @discardableResult
    func hear(
        _ message: Message, at now: Instant = Company.morning, trusted: Bool = true
    ) throws -> WebhookMessageStatus {
        let webhook = ReceivedWebhook(
            endpoint: .call, sourceIP: "89.184.65.208", isTrusted: trusted, receivedAt: now,
            contentType: "application/json", payload: Array("\(message)".utf8))
        return try store.received(webhook, .messages([message]))
    }

    /// Back to the morning: no calls, no leads, nobody had a turn.
    func forgetCalls() throws {
        try execute(
            """
            DELETE FROM missed_case; DELETE FROM call; DELETE FROM lead; DELETE FROM turn; DELETE FROM webhook_message;
            UPDATE employee SET last_turn = NULL;
            """)
    }

    func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try store.read { try Value.fetchOne($0, sql: sql) }
    }

    func count(_ sql: String) throws -> Int { try value(sql) ?? -1 }

    /// Everything that must not depend on the order or repetition of messages, as text.
    func account() throws -> String {
        try store.read { db in
            let queries = [
                """
                SELECT uuid, direction, state, outcome, phone, extension, employee_id, started_at,
                    answered_at, ended_at, wait_seconds, talk_seconds, disposition,
                    transfer_history, client_id, lead_id IS NOT NULL, lead_created, trunk,
                    contact_name, is_first FROM call ORDER BY uuid
                """,
                """
                SELECT lead.name, status_id, source_id, responsible_employee_id, e164, origin
                FROM lead JOIN lead_phone ON lead_phone.lead_id = lead.id ORDER BY lead.id
                """,
                """
                SELECT kind, employee_id, lead_id IS NOT NULL, text, dropped_reason FROM notice
                ORDER BY kind, employee_id
                """,
                """
                SELECT phone, opened_at, last_missed_at, missed_calls, attempts, state, ended_at
                FROM missed_case ORDER BY phone, opened_at
                """,
            ]
            return try queries.map { query in
                try Row.fetchAll(db, sql: query).map { row in
                    row.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
                }.joined(separator: "\n")
            }.joined(separator: "\n--\n")
        }
    }
}

/// One telephone conversation and the messages Phonet sends about it.
struct Conversation {
    var uuid = "3f9c1be07d5e4a6c8b21d04fa7c3e915"
    var parent: String?
    var direction = LegDirection.incoming
    var number: String? = Company.untrusted
    var `extension`: String? = "101"
    var start = Company.morning

    private var leg: Leg {
        var leg = Leg(uuid: uuid)
        leg.parent = parent
        leg.direction = direction
        leg.number = number
        leg.party = Party(kind: nil, extension: `extension`, name: nil)
        leg.dialAt = start
        leg.line = "+380440000777"
        return leg
    }

    var dial: Message {
        var leg = leg
        leg.dialSeen = true
        leg.partyAt = start
        return .event(.dial, leg)
    }

    /// Answered nine seconds after the ringing began.
    var bridge: Message {
        var leg = leg
        leg.bridgeAt = start.advanced(bySeconds: 9)
        leg.partyAt = leg.bridgeAt
        return .event(.bridge, leg)
    }

    func hangup(answered: Bool, seenAt: Instant = Company.morning) -> Message {
        var leg = leg
        leg.bridgeAt = answered ? start.advanced(bySeconds: 9) : nil
        leg.hangupAt = start.advanced(bySeconds: 145)
        leg.hangupSeenAt = seenAt
        leg.partyAt = leg.hangupAt
        return .event(.hangup, leg)
    }

    func record(
        answered: Bool, by extension: String? = nil, kind: Party.Kind = .user,
        transfers: String? = nil
    ) -> Message {
        var leg = Leg(uuid: uuid)
        leg.parent = parent
        leg.direction = direction
        leg.number = number
        leg.line = "+380440000777"
        var record = CallRules.CDR()
        record.endAt = start.advanced(bySeconds: 145)
        record.duration = 145
        record.billSeconds = answered ? 136 : 0
        record.disposition = answered ? 0 : 1
        record.transferHistory = transfers
        record.party = Party(kind: kind, extension: `extension` ?? self.extension, name: nil)
        leg.record = record
        return .record(leg)
    }
}

/// Every order of a few things.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}

/// Every non-empty choice of a few things, in their order.
func choices<Element>(_ elements: [Element]) -> [[Element]] {
    (1..<(1 << elements.count)).map { bits in
        elements.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
    }
}
