import CallRules
import Foundation
import GRDB
import Synchronization

@testable import Store

/// The company of the tests: Olena (101), Taras (102) and Marko (103), with a SQLite file of its
/// own, which is deleted with the object.
package final class Company: Sendable {
    package static let olena = Employee.ID(1)
    package static let taras = Employee.ID(2)
    package static let marko = Employee.ID(3)
    /// The number of the client Iryna Sokolova; her admins are Olena, then Marko.
    package static let iryna = "+380500000011"
    package static let unknownCaller = "+380500000099"
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    package static let morning = Instant(milliseconds: 1_767_601_800_000)

    package let store: Store
    /// Shows `morning` until a test moves it.
    package let clock = TestClock(Company.morning)
    private let directory = TemporaryDirectory()
    private let saved = Mutex((settings: Settings(), version: Int64(1)))

    /// - Parameter knowsIryna: true when Iryna is a client from the start.
    package init(knowsIryna: Bool = true) throws {
        let path = directory.file("gateway.sqlite")
        try EmptyDatabase.copy(to: path)
        store = try Store(path: path)
        try execute(
            """
            INSERT INTO employee (id, name, email, extension, role, active, created_at, updated_at)
            VALUES (1, 'Олена Гайова', 'olena@vitryla.example', '101', 'admin', 1, 0, 0),
                (2, 'Тарас Левченко', 'taras@vitryla.example', '102', 'employee', 1, 0, 0),
                (3, 'Марко Дубовик', 'marko@vitryla.example', '103', 'employee', 1, 0, 0);
            """)
        if knowsIryna { try addIryna() }
        decide {
            $0.missedCallLeadSourceID = LeadSource.ID(1)
            $0.answeredCallLeadSourceID = LeadSource.ID(1)
        }
    }

    private func addIryna() throws {
        try execute(
            """
            INSERT INTO client (id, name, company, created_at, updated_at)
            VALUES (8101, 'Ірина Соколова', 'ТОВ «Приклад»', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000011', 8101, 0);
            INSERT INTO client_admin (client_id, employee_id, position)
            VALUES (8101, 1, 0), (8101, 3, 1);
            """)
    }

    deinit { store.close() }

    /// The path of the database file.
    package var path: String { directory.file("gateway.sqlite") }

    package var settings: Settings { saved.withLock(\.settings) }

    package func execute(_ sql: String) throws {
        try store.write(.system(at: Instant(milliseconds: 0))) { try $0.db.execute(sql: sql) }
    }

    /// Changes and saves the settings as the administrator.
    package func decide(_ change: (inout Settings) -> Void) {
        saved.withLock { saved in
            change(&saved.settings)
            saved.version += 1
            store.settingsCache.replace(
                by: SettingsSnapshot(version: saved.version, settings: saved.settings))
        }
    }

    @discardableResult
    package func hear(
        _ message: Message, at now: Instant = Company.morning, trusted: Bool = true
    ) throws -> WebhookMessageStatus {
        let webhook = ReceivedWebhook(
            endpoint: .call, sourceIP: "89.184.65.208", isTrusted: trusted, receivedAt: now,
            contentType: "application/json", payload: Array("\(message)".utf8))
        return try store.received(webhook, .messages([message]))
    }

    /// The messages that wait in quarantine, of the address that `hear` uses.
    package func quarantined() throws -> [StoredWebhook] {
        try store.quarantined(from: "89.184.65.208", after: 0, limit: 10)
    }

    /// The steps in which SQLite would run a statement, whatever its arguments are.
    package func plan(of sql: String) throws -> [String] {
        try store.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    /// Merges a client into another, as a person does who sees both as they are now; nil: it was refused.
    package func merge(
        _ gone: Client.ID, into kept: Client.ID, by author: Author, at now: Instant
    ) throws -> MergeRow? {
        guard let kept = try store.client(kept), let gone = try store.client(gone) else {
            return nil
        }
        let merge = Merge(
            kept: kept.id, keptSeen: kept.updatedAt, gone: gone.id, goneSeen: gone.updatedAt)
        guard case .saved = try store.merge(merge, by: author, at: now) else { return nil }
        return try store.merges(into: .client(kept.id), at: now).first
    }

    /// Resets the data to the morning: no calls, no leads, no assignments.
    package func forgetCalls() throws {
        try execute(
            """
            DELETE FROM missed_case; DELETE FROM call; DELETE FROM lead; DELETE FROM turn; DELETE FROM webhook_message;
            UPDATE employee SET last_turn = NULL;
            """)
    }

    package func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try store.read { try Value.fetchOne($0, sql: sql) }
    }

    package func count(_ sql: String) throws -> Int { try value(sql) ?? -1 }

    /// Everything that must not depend on the order or repetition of messages, as text.
    package func account() throws -> String {
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
