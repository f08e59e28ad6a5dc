import CallRules
import TestSupport
import Testing

@testable import Store

/// No call is without a moment, whatever Phonet leaves out or writes.
@Suite("The times of calls")
struct MomentStories {
    let company: Company
    private let now = Company.morning

    init() throws {
        company = try Company()
    }

    private func record(
        _ uuid: String = "a1", end: Instant?, duration: Int? = 28, answered: Bool = false
    ) -> Message {
        var leg = Leg(uuid: uuid)
        leg.direction = .incoming
        leg.number = Company.unknownCaller
        var record = CallRules.CDR()
        record.endAt = end
        record.duration = duration
        record.billSeconds = answered ? 10 : 0
        record.disposition = answered ? 0 : 1
        leg.record = record
        return .record(leg)
    }

    @Test("A record without an end ended when it arrived: log, missed list and statistics show it")
    func noEnd() throws {
        try company.hear(record(end: nil))
        #expect(try company.count("SELECT ended_at FROM call") == Int(now.milliseconds))
        #expect(
            try company.count("SELECT started_at FROM call")
                == Int(now.earlier(bySeconds: 28).milliseconds))
        var filter = CallFilter()
        filter.from = now.earlier(bySeconds: 3600)
        #expect(try company.store.calls(filter, Pagination()).items.count == 1)
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'") == 1)
        // Told again later it is the same call at the same time.
        #expect(try company.hear(record(end: nil), at: now.advanced(bySeconds: 90)) == .duplicate)
        #expect(try company.count("SELECT ended_at FROM call") == Int(now.milliseconds))
    }

    @Test(
        "Times nobody can mean are those of arrival, and the message is flagged",
        arguments: [1, 1_767_601_800, 253_370_764_800_000])
    func nonsense(milliseconds: Int64) throws {
        var talk = Conversation()
        talk.start = Instant(milliseconds: milliseconds)
        for message in [talk.dial, talk.bridge, talk.hangup(answered: true)] {
            #expect(try company.hear(message) == .processed)
        }
        try company.hear(record("b2", end: talk.start))
        let odd = """
            SELECT count(*) FROM call WHERE started_at <> \(now.milliseconds) AND uuid <> 'b2'
                OR ended_at <> \(now.milliseconds) OR started_at > ended_at
            """
        #expect(try company.count(odd) == 0)
        #expect(
            try company.count(
                "SELECT count(*) FROM webhook_message WHERE reasons LIKE '%implausible_time%'") == 4
        )
        #expect(try company.value("SELECT outcome FROM call WHERE uuid <> 'b2'") == "answered")
    }

    @Test("A time that is none is that of arrival, and the message is flagged")
    func noTime() throws {
        guard case .record(var leg) = record(end: nil) else { return }
        leg.namesUnreadableTime = true
        try company.hear(.record(leg))
        #expect(try company.count("SELECT ended_at FROM call") == Int(now.milliseconds))
        #expect(
            try company.count(
                "SELECT count(*) FROM webhook_message WHERE reasons LIKE '%implausible_time%'") == 1
        )
        #expect(try company.hear(.record(leg)) == .duplicate)
    }

    @Test("Start, answer and end come in this order, however they are told")
    func ordered() throws {
        let hour = now.earlier(bySeconds: 3600)
        for (dial, bridge, end) in [(60, 30, 0), (0, 90, 30), (30, 0, 90), (90, 60, 30)] {
            try company.forgetCalls()
            var leg = Leg(uuid: "a1")
            leg.direction = .incoming
            leg.number = Company.unknownCaller
            leg.dialAt = hour.advanced(bySeconds: dial)
            leg.bridgeAt = hour.advanced(bySeconds: bridge)
            leg.hangupAt = hour.advanced(bySeconds: end)
            leg.hangupSeenAt = now
            try company.hear(.event(.hangup, leg))
            #expect(
                try company.count(
                    """
                    SELECT started_at <= answered_at AND answered_at <= ended_at
                        AND wait_seconds >= 0 AND talk_seconds >= 0 FROM call
                    """) == 1)
        }
    }

    @Test("A duration of centuries starts no call before the year 2000")
    func longDuration() throws {
        try company.hear(record(end: now, duration: Int(Int32.max)))
        #expect(try company.count("SELECT started_at FROM call") == Int(now.milliseconds))
    }
}
