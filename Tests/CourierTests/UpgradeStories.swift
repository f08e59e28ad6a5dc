import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A database from before there was a courier")
struct UpgradeStories {
    @Test("What waited then stood in the page and is not told again")
    func oldNotices() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("before-\(UUID().uuidString).sqlite").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let old = try DatabasePool(path: path)
        try Migrations.migrator.migrate(old, upTo: "7 extensions nobody owns")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO employee (id, name, role, active, created_at, updated_at)
                    VALUES (2, 'Тарас Левченко', 'employee', 1, 0, 0);
                    INSERT INTO call (id, uuid, state, raw_number, number_class, lead_created,
                        origin, seen_at, updated_at)
                    VALUES (1, 'a1', 'ended', '', 'hidden', 0, 'webhook', 0, 0);
                    INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at)
                    VALUES ('missed_call', 2, 1, 'Пропущений дзвінок', 1000, 2000);
                    """)
        }
        try old.close()
        let store = try Store(path: path)
        defer { store.close() }
        #expect(try store.releaseDueNotices(at: Company.morning) == 0)
        #expect(try store.read { try Int.fetchOne($0, sql: "SELECT sent_at FROM notice") } == 2000)
    }
}
