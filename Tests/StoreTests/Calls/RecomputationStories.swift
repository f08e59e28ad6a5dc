import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Calls derived again after an upgrade")
struct RecomputationStories {
    let company: Company
    private let now = Company.morning.advanced(bySeconds: 3600)
    private static let mobile = "+380679999999"

    init() throws {
        company = try Company()
        company.decide { $0.createLead.missedIncoming.isOn = true }
    }

    @Test("A call with the number of the wrong leg gets the caller's, its case and lead follow")
    func wrongLeg() throws {
        let caller = Conversation(uuid: "ff00")
        var outside = Conversation(
            uuid: "aa77", parent: "ff00", direction: .outgoing, number: RecomputationStories.mobile)
        outside.number = RecomputationStories.mobile
        for message in [caller.dial, outside.dial, outside.hangup(answered: false)] {
            try company.hear(message)
        }
        try company.hear(caller.record(answered: false))
        // As 0.6.0 stored it.
        try company.execute(
            """
            UPDATE call SET phone = '+380679999999', raw_number = '+380679999999';
            UPDATE missed_case SET phone = '+380679999999';
            UPDATE lead_phone SET e164 = '+380679999999'; UPDATE lead SET name = '+380679999999';
            UPDATE call SET moments = 15;
            """)
        let counts = try recompute()
        #expect(counts.calls == 1 && counts.changed == 1 && counts.numbers == 1)
        #expect(counts.outcomes == 0 && counts.times == 0)
        #expect(try company.value("SELECT phone FROM call") == Company.unknownCaller)
        #expect(
            try company.value("SELECT group_concat(phone) FROM missed_case")
                == Company.unknownCaller)
        #expect(
            try company.value("SELECT group_concat(e164) FROM lead_phone") == Company.unknownCaller)
        #expect(try company.value("SELECT name FROM lead") == Company.unknownCaller)
        #expect(try company.count("SELECT count(*) FROM lead JOIN call ON lead_id = lead.id") == 1)
        #expect(try recompute().changed == 0)
    }

    @Test("Outcomes and times are put right, no lead is made and nobody is told, not even later")
    func outcome() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = false
            $0.notifyMissedUnknown = false
        }
        let talk = Conversation()
        try company.hear(talk.record(answered: false))
        try company.execute(
            """
            UPDATE call SET outcome = 'answered', started_at = NULL, ended_at = NULL, moments = 5;
            DELETE FROM missed_case; DELETE FROM decision;
            """)
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.notifyMissedUnknown = true
            $0.callPushEmployeeIDs = [Company.taras]
        }
        let counts = try recompute()
        #expect(counts.changed == 1 && counts.outcomes == 1 && counts.times == 1)
        #expect(counts.numbers == 0)
        #expect(try company.value("SELECT outcome FROM call") == "missed")
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'") == 1)
        try company.hear(talk.hangup(answered: false), at: now)
        for table in ["lead", "notice", "decision"] {
            #expect(try company.count("SELECT count(*) FROM \(table)") == 0, "\(table)")
        }
        #expect(try company.count("SELECT updated_at FROM call") == Int(now.milliseconds))
    }

    @Test("What is right stays untouched")
    func right() throws {
        for answered in [true, false] {
            let talk = Conversation(uuid: answered ? "a1" : "b2")
            for message in [talk.dial, talk.hangup(answered: answered)] {
                try company.hear(message)
            }
            try company.hear(talk.record(answered: answered))
        }
        let before = try company.account()
        let counts = try recompute()
        #expect(counts.calls == 2 && counts.changed == 0)
        #expect(try company.account() == before)
    }

    @Test("A call from history keeps its rules, which are still to run")
    func unruled() throws {
        let talk = Conversation()
        let settings = company.store.settingsCache.current
        try company.store.write(.system(at: Company.morning)) { tx in
            let book = CallBook(settings: settings, sql: tx.sql, origin: .recovered)
            _ = try book.apply([talk.record(answered: false)], at: Company.morning)
        }
        try company.execute("UPDATE call SET ended_at = NULL, outcome = NULL")
        #expect(try recompute().changed == 1)
        #expect(try company.count("SELECT moments FROM call") == 0)
        let span = Company.morning.earlier(bySeconds: 60)
        #expect(try company.store.judgeRecovered(from: span, to: now, at: now) == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
    }

    @Test("Phones that 0.6.0 misread become the numbers that were meant, and are counted")
    func misreadPhones() throws {
        try company.execute(
            """
            INSERT INTO client_phone VALUES ('+89123456789', 8101, 1), ('+8613812345678', 8101, 2),
                ('+80294911911', 8101, 3), ('+375294911911', 8101, 4), ('+88912345678', 8101, 5);
            INSERT INTO lead (id, name, status_id, origin, created_at, updated_at)
            VALUES (7, 'Б', 1, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+88005553535', 7, 0);
            """)
        let counts = try company.store.mendPhones(at: now)
        #expect(counts.mended == 3 && counts.unknown == 1)
        #expect(
            try company.value(
                "SELECT group_concat(e164) FROM (SELECT e164 FROM client_phone ORDER BY e164)")
                == "+375294911911,+380500000011,+79123456789,+8613812345678,+88912345678")
        #expect(try company.value("SELECT e164 FROM lead_phone") == "+78005553535")
        let again = try company.store.mendPhones(at: now)
        #expect(again.mended == 0 && again.unknown == 1)
    }

    private func recompute() throws -> RecomputedCounts {
        let piece = try company.store.recompute(after: nil, at: now)
        #expect(piece.last == nil)
        return piece.counts
    }
}
