import CallRules
import GRDB
import Testing

@testable import Store

@Suite("The upgrade to recordings of legs")
struct FactsUpgradeStories {
    @Test("A recording goes to the leg it is of, a pick-up by a menu is no answer any more")
    func upgrade() throws {
        let old = try DatabaseQueue()
        try Migrations.migrator.migrate(old, upTo: "21 contact by phone")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO call (id, uuid, state, raw_number, number_class, lead_created, origin,
                        recording_url, seen_at, updated_at)
                    VALUES (1, 'a', 'ended', '', 'hidden', 0, 'webhook', 'https://x/b', 5, 7);
                    INSERT INTO leg (uuid, call_id, dial_seen, has_record, recording_url, party_kind,
                        bridge_at)
                    VALUES ('a', 1, 0, 0, NULL, 4, 6), ('b', 1, 0, 1, 'https://x/b', 1, 6);
                    INSERT INTO recording (call_id, checked_at, finding, trouble, trouble_uk, trouble_en)
                    VALUES (1, 9, 'failed', 'timed_out', '', '');
                    """)
        }
        try Migrations.migrator.migrate(old)
        try old.read { db in
            #expect(try String.fetchOne(db, sql: "SELECT recording_leg FROM call") == "b")
            #expect(
                try String.fetchOne(db, sql: "SELECT leg_uuid || finding || trouble FROM recording")
                    == "bfailedtimed_out")
            let legs = try Row.fetchAll(db, sql: "SELECT * FROM leg ORDER BY uuid")
            #expect(legs[0]["pick_up_at"] == 6 && legs[0]["bridge_at"] == nil as Int?)
            #expect(legs[1]["pick_up_at"] == nil as Int? && legs[1]["bridge_at"] == 6)
            #expect(legs[0]["record_seen_at"] == nil as Int? && legs[1]["record_seen_at"] == 7)
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        }
    }
}
