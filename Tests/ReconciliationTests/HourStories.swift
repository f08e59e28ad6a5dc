import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

/// An hour of 500 calls of which a fifth of the webhooks were lost, and a twin company that got them all.
private struct Hour {
    let company: ConnectedCompany
    let twin: ConnectedCompany
    let exchange: SimulatedExchange
    let traffic: SimulatedTraffic
    let start = Company.morning

    init(
        seed: UInt64, habits: SimulatedTraffic.Habits = Habits.usual,
        _ decide: (inout Settings) -> Void = Hour.everyRow
    ) throws {
        let account = SimulatedAccount(seed: seed)
        exchange = SimulatedExchange(account)
        company = try ConnectedCompany(exchange)
        twin = try ConnectedCompany()
        company.decide(decide)
        twin.decide(decide)
        traffic = SimulatedTraffic(
            calls: 500, from: start, seconds: 3600, habits: habits, seed: seed)
        exchange.use { [traffic] in $0.take(traffic.calls) }
        try company.live(through: traffic.posted(losing: 0.2, seed: seed))
        try twin.live(through: traffic.posted())
        for company in [company, twin] {
            company.clock.advance(to: traffic.endsAt.advanced(bySeconds: 10))
            try company.pass(seconds: 120)
        }
    }

    enum Habits {
        static let usual = SimulatedTraffic.Habits()
        static var ofOneMillisecond: SimulatedTraffic.Habits {
            var habits = SimulatedTraffic.Habits()
            habits.sharesMilliseconds = true
            return habits
        }
        static var ofEveryMember: SimulatedTraffic.Habits {
            var habits = SimulatedTraffic.Habits()
            habits.knownNumbers = [Company.iryna]
            habits.recordsOfEveryMember = true
            return habits
        }
    }

    static func everyRow(_ settings: inout Settings) {
        // It counts the hour before a call: with calls that come out of order the others are left out.
        settings.floodBrakeCalls = 0
        settings.createLead.missedIncoming.isOn = true
        settings.createLead.answeredIncoming.isOn = true
        settings.createLead.missedOutgoing.isOn = true
        settings.createLead.answeredOutgoing.isOn = true
        settings.distributionMode = .even
        settings.notifyMissedLeadResponsible = true
        settings.notifyMissedClientAdmins = true
        settings.callPushEmployeeIDs = [Employee.ID(1)]
    }

    /// The uuids of Phonet's history, each once.
    var phonetsUUIDs: [String] {
        Set(exchange.use { [company] in $0.records(at: company.now).map(\.uuid) }).sorted()
    }

    func recordedUUIDs() throws -> [String] {
        try company.texts("SELECT uuid FROM leg WHERE has_record = 1 ORDER BY uuid")
    }
}

/// What a comparison may change.
private let tables = ["call", "leg", "lead", "lead_phone", "decision", "notice", "turn"]
private let leadPhones = "SELECT e164 FROM lead_phone ORDER BY e164"
private let endings = "SELECT uuid || direction || state || outcome FROM call ORDER BY uuid"
private let callUUIDs = "SELECT uuid FROM call ORDER BY uuid"

@Suite("An hour of lost webhooks")
struct HourStories {
    @Test(
        "One comparison makes the call log equal Phonet's list, and a second changes nothing",
        arguments: [1, 2, 3] as [UInt64])
    func onePass(seed: UInt64) throws {
        try check(Hour(seed: seed))
    }

    @Test("So it is when many records share a millisecond")
    func sharedMilliseconds() throws {
        try check(Hour(seed: 4, habits: Hour.Habits.ofOneMillisecond))
    }

    @Test("So it is when every member of a group leaves a record, and some callers are clients")
    func everyMember() throws {
        try check(Hour(seed: 5, habits: Hour.Habits.ofEveryMember))
    }

    @Test("So it is when records come into the list while its pages are read")
    func shiftingPages() throws {
        let hour = try Hour(seed: 6)
        let late = SimulatedTraffic(
            calls: 20, from: hour.start, seconds: 3600, habits: Hour.Habits.usual, seed: 66)
        hour.exchange.use { $0.latecomers = late.calls }
        let posted = late.posted()
        for webhook in posted where webhook.endpoint != .customerData {
            try hour.twin.hear(webhook)
        }
        try check(hour)
        #expect(hour.exchange.use { $0.latecomers.isEmpty })
    }

    private func check(_ hour: Hour) throws {
        let (company, twin) = (hour.company, hour.twin)
        let before = try company.count("SELECT count(*) FROM call")
        let reconciliationRun = try company.compare(from: hour.start.earlier(bySeconds: 600))
        #expect(reconciliationRun.state(at: company.now) == .complete)
        #expect(reconciliationRun.counts.changed > 0)
        #expect(try hour.recordedUUIDs() == hour.phonetsUUIDs)
        #expect(try company.texts(callUUIDs) == twin.texts(callUUIDs))
        #expect(
            try company.count("SELECT count(*) FROM call") == before
                + reconciliationRun.counts.added)
        // Legs that leave no record, as the first of a transfer: Phonet does not know them any more.
        try company.pass(seconds: StaleCall.unknownSeconds)
        try company.checkSilence()
        try company.pass(seconds: Call.settlingSeconds)
        #expect(try company.texts(endings) == twin.texts(endings))
        #expect(try company.texts(leadPhones) == twin.texts(leadPhones))
        #expect(
            try company.count(
                "SELECT count(*) FROM notice WHERE kind = 'incoming_call' AND formed_at >= "
                    + "\(reconciliationRun.startedAt.milliseconds) AND dropped_reason IS NULL") == 0
        )

        let rows = try company.rows(of: tables)
        try company.pass(seconds: 60)
        let again = try company.compare(from: hour.start.earlier(bySeconds: 600))
        #expect(again.counts.records >= hour.phonetsUUIDs.count)
        #expect(again.counts.added == 0 && again.counts.changed == 0)
        #expect(try company.rows(of: tables) == rows)
        #expect(hour.exchange.use { $0.complaints } == [])
    }
}
