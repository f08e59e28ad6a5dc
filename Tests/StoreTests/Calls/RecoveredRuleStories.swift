import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("The rules of calls known only from Phonet’s history")
struct RecoveredRuleStories {
    let company: Company
    var store: Store { company.store }
    private let now = Company.morning
    private let caller = Company.unknownCaller

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredIncoming.isOn = true
        }
    }

    /// A call of the unknown number that began so many minutes before the morning.
    private func talk(
        _ uuid: String, minutesAgo: Int, _ direction: LegDirection = .incoming,
        number: String? = nil
    ) -> Conversation {
        Conversation(
            uuid: uuid, direction: direction, number: number ?? caller,
            start: now.earlier(bySeconds: minutesAgo * 60))
    }

    private func recover(_ messages: Message..., at moment: Instant? = nil) throws {
        try store.recovered(messages, at: moment ?? now) { _ in .messages([]) }
    }

    /// The history is read up to now.
    private func judge(at moment: Instant? = nil) throws {
        while try store.judgeRecovered(
            from: now.earlier(bySeconds: 90 * 86_400), to: now, at: moment ?? now) > 0
        {}
    }

    private func leads() throws -> Int { try company.count("SELECT count(*) FROM lead") }

    /// What rule C said of a call, in English.
    private func reason(_ uuid: String) throws -> String? {
        try company.value(
            """
            SELECT reason_en FROM decision JOIN call ON call.id = call_id
            WHERE uuid = '\(uuid)' AND rule = 'create'
            """)
    }

    private func saver() -> SettingsSaver { SettingsSaver(store) { () throws(StoreError) in } }

    private func save(_ changes: [String: SettingInput], at moment: Instant) throws {
        let saved = try saver().save(changes, expecting: nil, by: .command, at: moment).saved
        let new = try #require(saved)
        // Above the versions of `Company.decide`.
        store.settingsCache.replace(
            by: SettingsSnapshot(version: new.version + 100, settings: new.settings))
    }

    private func connect(at moment: Instant) throws {
        try save(
            [
                "phonet_domain": .text("vitryla.phonet.com.ua"), "phonet_api_key": .text("key-key"),
                "create_lead_on_missed_incoming": .truth(true),
                "create_lead_on_answered_incoming": .truth(true),
            ], at: moment)
    }

    @Test("Nothing is decided before the history after the call is read, and then all at once")
    func waiting() throws {
        try recover(talk("a1", minutesAgo: 60).record(answered: false))
        #expect(try company.count("SELECT count(*) FROM decision") == 0)
        #expect(try store.settle(at: now) == 0)
        try judge()
        #expect(try leads() == 1)
        #expect(try reason("a1")?.hasPrefix("Lead created") == true)
        #expect(try company.count("SELECT count(*) FROM unruled_call") == 0)
    }

    @Test(
        "A missed call that was returned makes no lead, whichever of the two is found first",
        arguments: [false, true])
    func returned(laterFirst: Bool) throws {
        let missed = talk("a1", minutesAgo: 120).record(answered: false)
        let back = talk("b2", minutesAgo: 90, .outgoing).record(answered: true)
        for message in laterFirst ? [back, missed] : [missed, back] { try recover(message) }
        try judge()
        #expect(try leads() == 0)
        #expect(try reason("a1")?.contains("talked to since") == true)
        #expect(
            try company.value(
                "SELECT json_extract(facts, '$.past') FROM decision WHERE rule = 'create' AND call_id = (SELECT id FROM call WHERE uuid = 'a1')"
            ) == "talked_since")
    }

    @Test("A conversation that was going on when the call was missed counts, one before does not")
    func goingOn() throws {
        // The conversation lasts 136 seconds.
        try recover(talk("b2", minutesAgo: 61).record(answered: true))
        try recover(talk("a1", minutesAgo: 60).record(answered: false))
        try recover(
            talk("c3", minutesAgo: 50, number: "+380500000077").record(answered: true),
            talk("d4", minutesAgo: 40, number: "+380500000077").record(answered: false))
        company.decide { $0.createLead.answeredIncoming.isOn = false }
        try judge()
        #expect(try reason("a1")?.contains("talked to since") == true)
        #expect(try reason("d4")?.hasPrefix("Lead created") == true)
    }

    @Test("A conversation that a webhook told of counts as well")
    func byWebhook() throws {
        try company.hear(talk("b2", minutesAgo: 30, .outgoing).record(answered: true))
        try recover(talk("a1", minutesAgo: 120).record(answered: false))
        try judge()
        #expect(try leads() == 0)
    }

    @Test("A webhook about the call ends the wait")
    func webhookEnds() throws {
        let found = talk("a1", minutesAgo: 60)
        try recover(found.record(answered: false))
        try company.hear(found.dial)
        #expect(try leads() == 1)
        #expect(try company.count("SELECT count(*) FROM unruled_call") == 0)
    }

    @Test("Without a reconciliation that ends, the rules run after an hour")
    func overdue() throws {
        try recover(talk("a1", minutesAgo: 60).record(answered: false))
        #expect(try store.judgeOverdue(at: now.advanced(bySeconds: 3600)) == 0)
        #expect(try store.judgeOverdue(at: now.advanced(bySeconds: 3601)) == 1)
        #expect(try leads() == 1)
    }

    @Test(
        "Calls from before the connection make no leads, missed or answered, until the days grow",
        arguments: [false, true])
    func beforeConnection(answered: Bool) throws {
        try connect(at: now.earlier(bySeconds: 1800))
        #expect(try store.recoveredLeadsSince() == now.earlier(bySeconds: 1800))
        try recover(
            talk("a1", minutesAgo: 31, number: "+380500000071").record(answered: answered),
            talk("b2", minutesAgo: 29, number: "+380500000072").record(answered: answered),
            talk("c3", minutesAgo: 26 * 60, number: "+380500000073").record(answered: answered))
        try judge()
        #expect(try leads() == 1)
        #expect(try reason("a1")?.contains("before the connection") == true)
        #expect(try !store.judgeEarlier(at: now))
        try save(["leads_before_connection_days": .number(1)], at: now)
        while try store.judgeEarlier(at: now) {}
        #expect(try leads() == 2)
        #expect(try reason("a1")?.hasPrefix("Lead created") == true)
        #expect(try reason("c3")?.contains("before the connection") == true)
        #expect(try !store.judgeEarlier(at: now) && leads() == 2)
    }

    @Test("The connection is that of the first time, and of each account its own")
    func firstConnection() throws {
        try connect(at: now.earlier(bySeconds: 7200))
        try save(["phonet_domain": .text(""), "phonet_api_key": .null], at: now)
        try connect(at: now)
        #expect(try store.recoveredLeadsSince() == now.earlier(bySeconds: 7200))
        try save(
            [
                "phonet_domain": .text("other.phonet.com.ua"), "phonet_api_key": .text("key-key"),
            ], at: now)
        #expect(try store.recoveredLeadsSince() == now)
        let check = ConnectionCheck(
            at: now, settingsVersion: store.settings.version, domain: "other.phonet.com.ua",
            finding: .users(1, first: []))
        #expect(try store.saveConnectionCheck(check))
        #expect(try !store.saveConnectionCheck(check))
    }

    @Test("Calls of the time the module was off never get rules, however late a message comes")
    func moduleOff() throws {
        company.decide {
            $0.moduleEnabled = false
            $0.callPushEmployeeIDs = [Company.taras]
            $0.notifyMissedUnknown = true
        }
        let call = talk("a1", minutesAgo: 0)
        try company.hear(call.dial)
        try company.hear(call.hangup(answered: false))
        company.decide { $0.moduleEnabled = true }
        #expect(try store.settle(at: now.advanced(bySeconds: 60)) == 1)
        try company.hear(call.record(answered: false), at: now.advanced(bySeconds: 7200))
        #expect(try leads() == 0 && company.count("SELECT count(*) FROM notice") == 0)
        #expect(try reason("a1")?.contains("the module was off") == true)
        try company.hear(talk("b2", minutesAgo: 0).record(answered: false))
        #expect(try leads() == 1)
    }

    @Test("A call that began while the module was off has no rules, though it is found later")
    func foundAfterwards() throws {
        try save(
            [
                "module_enabled": .truth(false), "create_lead_on_missed_incoming": .truth(true),
            ], at: now.earlier(bySeconds: 3600))
        try save(["module_enabled": .truth(true)], at: now.earlier(bySeconds: 1800))
        try company.hear(
            talk("a1", minutesAgo: 45, number: "+380500000071").record(answered: false))
        try recover(
            talk("b2", minutesAgo: 40, number: "+380500000072").record(answered: false),
            talk("c3", minutesAgo: 20, number: "+380500000073").record(answered: false),
            talk("d4", minutesAgo: 70, number: "+380500000074").record(answered: false))
        try judge()
        #expect(
            try company.value(
                "SELECT group_concat(e164) FROM (SELECT e164 FROM lead_phone ORDER BY e164)")
                == "+380500000073,+380500000074")
        #expect(try reason("b2")?.contains("the module was off") == true)
    }
}
