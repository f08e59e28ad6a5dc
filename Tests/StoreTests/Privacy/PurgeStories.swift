import CallRules
import CompanyTime
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("What was kept long enough is deleted")
struct PurgeStories {
    let company: Company

    init() throws { company = try Company() }

    private func kyiv(_ text: String) throws -> Instant {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Europe/Kyiv")
        formatter.dateFormat = "yyyy-MM-dd HH:mm"
        let date = try #require(formatter.date(from: text))
        return Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }

    private func night(upTo text: String) throws -> Instant {
        CompanyClock(timezone: "Europe/Kyiv").last(
            secondsAfterMidnight: PurgeNight.secondsAfterMidnight, upTo: try kyiv(text))
    }

    private func purge(at now: Instant) throws {
        while try company.store.continuePurge(at: now) {}
    }

    private func days(_ count: Int, before now: Instant) -> Instant {
        now.earlier(bySeconds: count * 86_400)
    }

    @Test("The night comes once a day, at half past three of the company’s clocks")
    func nights() throws {
        #expect(try night(upTo: "2026-01-05 10:30") == kyiv("2026-01-05 03:30"))
        #expect(try night(upTo: "2026-01-05 03:30") == kyiv("2026-01-05 03:30"))
        #expect(try night(upTo: "2026-01-05 03:29") == kyiv("2026-01-04 03:30"))
    }

    @Test("In spring half past three is left out, and the night comes with the hour after it")
    func spring() throws {
        #expect(try night(upTo: "2026-03-29 12:00") == kyiv("2026-03-29 04:30"))
        #expect(try self.night(upTo: "2026-03-29 02:59") == kyiv("2026-03-28 03:30"))
    }

    @Test("In autumn half past three comes twice, and the purge once")
    func autumn() throws {
        try company.store.beginRetention(at: try kyiv("2026-10-24 12:00"))
        let evening = try kyiv("2026-10-24 23:00")
        for quarter in 0..<40 { try purge(at: evening.advanced(bySeconds: quarter * 900)) }
        #expect(
            try company.count("SELECT count(*) FROM audit_entry WHERE action = 'purged'") == 1)
    }

    @Test(
        "A new installation deletes nothing before its first night, and catches up after being off")
    func firstNight() throws {
        let noon = try kyiv("2026-01-05 12:00")
        try company.store.beginRetention(at: noon)
        #expect(try !company.store.continuePurge(at: noon.advanced(bySeconds: 60)))
        #expect(try company.store.continuePurge(at: try kyiv("2026-01-08 09:00")))
        try purge(at: try kyiv("2026-01-08 09:00"))
        #expect(try !company.store.continuePurge(at: try kyiv("2026-01-08 23:00")))
    }

    @Test("Each kind goes when its own time is over, and not a day before")
    func kinds() throws {
        company.decide { $0.retention.callDays = 100 }
        let now = try kyiv("2026-06-01 04:00")
        for (index, age) in [101, 99].enumerated() {
            var call = Conversation()
            call.uuid = "\(index)" + String(repeating: "0", count: 31)
            call.start = days(age, before: now)
            for message in [call.dial, call.record(answered: false)] {
                try company.hear(message, at: call.start)
            }
        }
        let audit = days(1100, before: now).milliseconds
        try company.execute(
            """
            INSERT INTO audit_entry (at, actor, source_ip, action, subject)
            VALUES (\(audit), 'x', '', 'listened', 'call/1'),
                (\(days(1090, before: now).milliseconds), 'x', '', 'listened', 'call/1');
            """)
        let expected = try company.store.purgePreview(at: now)
        try company.store.beginRetention(at: days(2, before: now))
        try purge(at: now)
        let done = try #require(try company.store.purges(limit: 1).first)
        #expect(done.endedAt == now)
        #expect(done.counts.first { $0.kind == .calls }?.rows == 1)
        #expect(expected.first { $0.kind == .calls }?.rows == 1)
        #expect(try company.count("SELECT count(*) FROM call") == 1)
        #expect(try company.count("SELECT count(*) FROM leg") == 1)
        #expect(try company.count("SELECT count(*) FROM webhook_message") == 0)
        #expect(
            try company.count("SELECT count(*) FROM audit_entry WHERE action = 'listened'") == 1)
    }

    @Test("The audit is only added to, whatever a purge asks for")
    func audit() throws {
        try company.execute(
            """
            INSERT INTO audit_entry (at, actor, source_ip, action, subject)
            VALUES (0, 'x', '', 'listened', 'call/1')
            """)
        #expect(throws: (any Error).self) { try company.execute("DELETE FROM audit_entry") }
        #expect(throws: (any Error).self) {
            try company.execute("UPDATE audit_entry SET subject = ''")
        }
        let year: Int64 = 31_536_000_000
        try company.execute("INSERT INTO purge (began_at, counts) VALUES (\(year), '{}')")
        #expect(throws: (any Error).self) { try company.execute("DELETE FROM audit_entry") }
        try company.execute("UPDATE purge SET began_at = \(year + 1); DELETE FROM audit_entry")
    }

    @Test("Zero keeps for ever")
    func forEver() throws {
        company.decide { settings in
            settings.retention.messageDays = 0
            settings.retention.auditDays = 0
        }
        try company.hear(Conversation().dial)
        try company.store.beginRetention(at: Company.morning)
        try purge(at: Company.morning.advanced(bySeconds: 4000 * 86_400))
        #expect(try company.count("SELECT count(*) FROM webhook_message") == 1)
        #expect(try company.count("SELECT count(*) FROM call") == 1)
    }
}
