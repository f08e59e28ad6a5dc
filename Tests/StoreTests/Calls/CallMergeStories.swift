import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Two calls that turn out to be one")
struct CallMergeStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    @Test("Every column that names a call is dealt with")
    func references() throws {
        let found = try company.store.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT table_list.name || '.' || key."from"
                    FROM pragma_table_list AS table_list
                    JOIN pragma_foreign_key_list(table_list.name) AS key
                    WHERE key."table" = 'call' AND table_list.schema = 'main'
                    """)
        }
        // The call that made a lead is named without a foreign key in older schemas.
        #expect(
            Set(found).union(["lead.call_id"])
                == Set(CallMerge.Reference.allCases.map(\.rawValue)))
    }

    @Test("What people did to either part stays: attachments, dismissals, listenings, cases")
    func kept() throws {
        let root = Conversation(uuid: "ff", extension: "101")
        var part = Conversation(uuid: "aa", extension: "102")
        try company.hear(root.dial)
        try company.hear(part.dial)
        try company.hear(part.record(answered: false))
        try company.hear(root.record(answered: false))
        let ids = """
            (SELECT id FROM call WHERE uuid = 'aa')
            """
        try company.execute(
            """
            INSERT INTO attachment (id, client_id, with_number, at, actor) VALUES (1, 8101, 0, 0, 'О');
            INSERT INTO attached_call (attachment_id, call_id) SELECT 1, id FROM call;
            INSERT INTO attachment (id, client_id, with_number, at, actor) VALUES (2, 8101, 0, 0, 'О');
            INSERT INTO attached_call (attachment_id, call_id) SELECT 2, \(ids);
            UPDATE call SET client_id = 8101 WHERE uuid = 'aa';
            INSERT INTO dismissed_call (call_id, employee_id, at) SELECT \(ids), 2, 0;
            INSERT INTO recording (leg_uuid, checked_at, finding) VALUES ('aa', 0, 'played');
            INSERT INTO listening (call_id, listener, heard_at) SELECT id, 'employee/1', 5 FROM call;
            UPDATE listening SET heard_at = 9 WHERE call_id = \(ids);
            INSERT INTO listening (call_id, listener, heard_at) SELECT \(ids), 'employee/2', 7;
            INSERT INTO call_alias (uuid, call_id) SELECT 'ee', \(ids);
            INSERT INTO turn (call_id, mode, skipped, at) SELECT \(ids), 'even', '[]', 0;
            """)
        let before = try company.count(
            "SELECT count(*) FROM webhook_message WHERE call_id NOT NULL")
        part.parent = "ff"
        try company.hear(part.hangup(answered: false))
        #expect(try company.value("SELECT group_concat(uuid) FROM call") == "ff")
        #expect(try company.count("SELECT client_id FROM call") == 8101)
        #expect(
            try company.value(
                "SELECT group_concat(attachment_id) FROM attached_call ORDER BY 1") == "1,2")
        for table in ["dismissed_call", "recording", "call_alias", "turn"] {
            #expect(try company.count("SELECT count(*) FROM \(table)") == 1, "\(table)")
        }
        #expect(
            try company.value(
                "SELECT group_concat(listener || heard_at, ' ') FROM listening")
                == "employee/19 employee/27")
        #expect(
            try company.count("SELECT count(*) FROM webhook_message WHERE call_id NOT NULL")
                == before + 1)
        #expect(try company.count("SELECT count(*) FROM leg") == 2)
        #expect(
            try company.count(
                "SELECT count(*) FROM missed_case WHERE first_call_id = (SELECT id FROM call)") == 1
        )
        #expect(try company.store.call(uuid: "ee") != nil)
    }
}
