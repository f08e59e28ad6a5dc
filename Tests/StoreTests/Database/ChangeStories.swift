import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("What employees watch is counted whoever writes it")
struct ChangeStories {
    let company: Company

    init() throws {
        company = try Company()
        try company.execute(
            """
            INSERT INTO call (id, uuid, direction, state, raw_number, number_class, lead_created,
                origin, seen_at, updated_at)
            VALUES (1, 'a1', 'incoming', 'ringing', '', 'hidden', 0, 'webhook', 0, 0),
                (2, 'a2', 'incoming', 'ringing', '', 'hidden', 0, 'webhook', 0, 0);
            INSERT INTO lead (id, name, status_id, origin, created_at, updated_at)
            VALUES (7, 'Вікна', 1, 'manual', 0, 0);
            INSERT INTO notice (id, kind, employee_id, call_id, text, formed_at, due_at)
            VALUES (5, 'missed_call', 1, 2, '', 0, 0);
            INSERT INTO push_subscription (id, employee_id, endpoint, p256dh, auth, browser,
                created_at) VALUES (3, 1, 'https://push.example/1', '', '', '', 0);
            INSERT INTO session (id, hash, employee_id, created_at, used_at, source_ip, browser)
            VALUES (1, x'01', 1, 0, 0, '', '');
            INSERT INTO missed_case (id, phone, opened_at, last_missed_at, missed_calls, attempts,
                state) VALUES (4, '+380500000099', 0, 0, 1, 0, 'open');
            """)
        #expect(try isRung())
    }

    /// Whether the last write rang the courier's wake signal. The writer rings after it has reported
    /// the write and before it begins the next one.
    private func isRung() throws -> Bool {
        try company.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        return company.store.wakeSignal.wait(atMost: .zero)
    }

    /// The counters that one statement changes, as text.
    private func moved(by sql: String) throws -> String {
        let counters = company.store.counters
        let before = (counters.calls, counters.cases, counters.sessions)
        let people = [Company.olena, Company.taras, Company.marko]
        let notices = people.map(counters.notices(of:))
        try company.execute(sql)
        var moved: [String] = []
        if counters.calls != before.0 { moved.append("calls") }
        if counters.cases != before.1 { moved.append("cases") }
        if counters.sessions != before.2 { moved.append("sessions") }
        for (person, count) in zip(people, notices) where counters.notices(of: person) != count {
            moved.append("notices of \(person.value)")
        }
        if try isRung() { moved.append("courier") }
        return moved.joined(separator: ", ")
    }

    @Test(
        "A statement typed by hand is counted",
        arguments: [
            ("UPDATE call SET updated_at = 9 WHERE id = 1", "calls"),
            ("UPDATE call SET client_id = 8101 WHERE id = 1", "calls"),
            ("UPDATE call SET state = 'ended' WHERE id = 1", "calls"),
            ("DELETE FROM call WHERE id = 1", "calls"),
            // Its notice is deleted with it.
            ("DELETE FROM call WHERE id = 2", "calls, notices of 1"),
            ("DELETE FROM call", "calls, notices of 1"),
            (
                """
                INSERT INTO call (uuid, state, raw_number, number_class, lead_created, origin,
                    seen_at, updated_at) VALUES ('b', 'ringing', '', 'hidden', 0, 'webhook', 0, 0)
                """, "calls"
            ),
            ("INSERT INTO dismissed_call VALUES (1, 2, 0)", "calls"),
            (
                """
                INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at)
                VALUES ('incoming_call', 2, 1, '', 0, 0)
                """, "calls, notices of 2, courier"
            ),
            ("UPDATE notice SET seen_at = 1", "notices of 1"),
            ("UPDATE notice SET text = 'x'", "notices of 1, courier"),
            ("UPDATE notice SET dropped_reason = 'answered'", "calls, notices of 1"),
            ("UPDATE notice SET employee_id = 3", "calls, notices of 1, notices of 3"),
            ("DELETE FROM notice", "calls, notices of 1"),
            (
                """
                INSERT INTO delivery (channel, notice_id, address, news, state, next_at,
                    expires_at, created_at) VALUES ('web_push', 5, 3, 'missed', 'waiting', 0, 0, 0)
                """, "courier"
            ),
            ("UPDATE missed_case SET missed_calls = 2", "cases"),
            ("DELETE FROM missed_case", "cases"),
            (
                """
                INSERT INTO missed_case (phone, opened_at, last_missed_at, missed_calls, attempts,
                    state) VALUES ('+380500000098', 0, 0, 1, 0, 'open')
                """, "cases"
            ),
            ("INSERT INTO client_phone VALUES ('+380500000012', 8101, 1)", "cases"),
            ("DELETE FROM client WHERE id = 8101", "cases"),
            ("INSERT INTO lead_phone VALUES ('+380500000012', 7, 0)", "cases"),
            ("DELETE FROM client_admin WHERE employee_id = 3", "cases"),
            ("UPDATE lead SET responsible_employee_id = 2", "cases"),
            ("UPDATE lead SET status_id = 2", "cases"),
            ("UPDATE lead_status SET kind = 'lost' WHERE id = 5", "cases"),
            ("UPDATE employee SET active = 0 WHERE id = 3", "calls, cases, sessions"),
            ("UPDATE employee SET role = 'admin' WHERE id = 3", "sessions"),
            ("DELETE FROM session", "sessions"),
        ])
    func counted(statement: String, moves: String) throws {
        #expect(try moved(by: statement) == moves)
    }

    @Test(
        "What nobody watches is not counted",
        arguments: [
            "ALTER TABLE call ADD COLUMN mood TEXT; UPDATE call SET mood = 'calm'",
            "CREATE TABLE weather (id INTEGER PRIMARY KEY); INSERT INTO weather VALUES (1)",
            "CREATE TEMP TABLE notice (id INTEGER); INSERT INTO temp.notice VALUES (1)",
            "UPDATE call SET recording_url = 'https://x.example/1'",
            "UPDATE call SET updated_at = updated_at, client_id = client_id",
            "UPDATE lead SET name = 'Двері', status_id = status_id",
            "UPDATE notice SET sent_at = 1",
            "UPDATE employee SET last_turn = 1, active = active",
            "UPDATE session SET used_at = 1",
            "INSERT INTO pause VALUES ('101', 1, 0)",
        ])
    func ignored(statements: String) throws {
        #expect(try moved(by: statements) == "")
    }
}
