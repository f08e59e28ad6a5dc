import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct ConnectingStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    private func hear(
        _ decoded: Decoded, from source: String = "89.184.65.208", trusted: Bool = true,
        at moment: Instant = Company.morning
    ) throws {
        let webhook = ReceivedWebhook(
            endpoint: .call, sourceIP: source, isTrusted: trusted, receivedAt: moment,
            contentType: "application/json", payload: Array("{}".utf8))
        try company.store.received(webhook, decoded)
    }

    private func last(_ kind: LastReceived.Kind, trusted: Bool = true) throws -> LastReceived? {
        try company.store.lastReceived().first { $0.kind == kind && $0.isTrusted == trusted }
    }

    @Test("Each kind of message is noted with its time and source, Phonet's apart from strangers'")
    func kinds() throws {
        let talk = Conversation()
        try hear(.messages([talk.dial]))
        try hear(.messages([talk.bridge]), from: "203.0.113.9", trusted: false)
        try hear(.messages([talk.record(answered: true)]), at: now.advanced(bySeconds: 60))
        try hear(.unreadable(.jsonBrokenOff(offset: 7)))
        let rows = try company.store.lastReceived()
        #expect(rows.count == 3)
        #expect(try last(.dial)?.sourceIP == "89.184.65.208")
        #expect(try last(.bridge, trusted: false)?.sourceIP == "203.0.113.9")
        #expect(try last(.afterCallEnd)?.at == now.advanced(bySeconds: 60))
    }

    @Test("A lookup is noted when it reaches the webhook log")
    func lookups() throws {
        company.store.lookedUp(
            ReceivedWebhook(
                endpoint: .customerData, sourceIP: "89.184.65.208", isTrusted: true,
                receivedAt: now, contentType: nil, payload: []))
        // This write ends after the write that was queued.
        try company.execute("UPDATE setting SET version = version")
        #expect(try last(.customerData)?.at == now)
    }

    @Test("Within a second of the last note there is nothing to write; an older time never counts")
    func seldom() throws {
        let talk = Conversation()
        let soon = Instant(milliseconds: now.milliseconds + 999)
        try hear(.messages([talk.dial]))
        try hear(.messages([talk.dial]), at: soon)
        #expect(try last(.dial)?.at == now)
        try hear(.messages([talk.dial]), from: "89.184.82.130", at: soon)
        #expect(try last(.dial)?.sourceIP == "89.184.82.130")
        try hear(.messages([talk.dial]), at: now.earlier(bySeconds: 60))
        #expect(try last(.dial)?.at == soon)
        try hear(.messages([talk.dial]), at: now.advanced(bySeconds: 2))
        #expect(try last(.dial)?.at == now.advanced(bySeconds: 2))
    }

    @Test("A stranger's message that is released counts as received from a trusted source")
    func released() throws {
        try hear(.messages([Conversation().dial]), from: "203.0.113.9", trusted: false)
        #expect(try last(.dial) == nil)
        let kept = try #require(
            try company.store.quarantined(from: "203.0.113.9", after: 0, limit: 1).first)
        let replay = WebhookReplay(
            id: kept.id, decoded: .messages([Conversation().dial]), isTrusted: true)
        try company.store.replayed([replay], at: now.advanced(bySeconds: 600))
        #expect(try last(.dial)?.at == now)
        #expect(try last(.dial)?.sourceIP == "203.0.113.9")
    }

    @Test("A check is kept as it was found, and is outdated once domain or key change")
    func check() throws {
        let store = company.store
        #expect(try store.connectionCheck() == nil)
        _ = try store.saveSettings(
            [
                "phonet_domain": .text("vitryla.phonet.com.ua"),
                "phonet_api_key": .text("0123456789abcdef"),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: now)
        let version = try store.read { try SettingTable.current($0) }.version
        let found = ConnectionCheck(
            at: now, settingsVersion: version, domain: "vitryla.phonet.com.ua",
            finding: .users(3, first: ["Олена", "Тарас \"Т\""]))
        try store.saveConnectionCheck(found)
        #expect(try store.connectionCheck() == found)
        _ = try store.saveSettings(
            ["push_delay_seconds": .number(5)], expecting: nil,
            by: Author(name: "Олена", origin: .machine), at: now)
        #expect(try store.connectionCheck()?.isOutdated == false)
        _ = try store.saveSettings(
            ["phonet_api_key": .text("fedcba9876543210")], expecting: nil,
            by: Author(name: "Олена", origin: .machine), at: now)
        #expect(try store.connectionCheck()?.isOutdated == true)
        let failed = ConnectionCheck(
            at: now, settingsVersion: version + 2, domain: "vitryla.phonet.com.ua",
            finding: .failed(.known(.keyRefused)))
        try store.saveConnectionCheck(failed)
        try store.saveConnectionCheck(found)
        #expect(try store.connectionCheck() == failed)
    }

    @Test("The checklist ticks each step when it is done, and not before")
    func checklist() throws {
        let store = company.store
        try company.execute("UPDATE employee SET extension = NULL")
        #expect(try store.connectingSteps().isEmpty)
        _ = try store.saveSettings(
            [
                "phonet_domain": .text("vitryla.phonet.com.ua"),
                "phonet_api_key": .text("0123456789abcdef"),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: now)
        #expect(try store.connectingSteps() == [.domainAndKeySaved])
        let version = try store.read { try SettingTable.current($0) }.version
        try store.saveConnectionCheck(
            ConnectionCheck(
                at: now, settingsVersion: version, domain: "vitryla.phonet.com.ua",
                finding: .users(3, first: [])))
        try hear(.messages([Conversation().hangup(answered: true)]), trusted: false)
        #expect(try store.connectingSteps() == [.domainAndKeySaved, .connectionChecked])
        let talk = Conversation()
        try hear(.messages([.lookup(number: Company.iryna)]))
        try hear(.messages([talk.bridge]))
        try hear(.messages([talk.record(answered: true)]))
        try company.execute("UPDATE employee SET extension = '102' WHERE id = 2")
        #expect(
            try Set(ConnectingStep.allCases).subtracting(store.connectingSteps()) == [.ruleOn])
        for (own, done) in [(SettingInput.truth(true), 7), (.null, 6)] {
            let line = try #require(try store.lines(Pagination()).items.first)
            var change = LineChange()
            change.rules["create_lead_on_missed_incoming"] = own
            _ = try store.updateLine(
                line.id, change, by: Author(name: "Олена", origin: .machine), at: now)
            #expect(try store.connectingSteps().count == done)
        }
        _ = try store.saveSettings(
            ["notify_missed_unknown": .truth(true), "call_push_employee_ids": .numbers([2])],
            expecting: nil,
            by: Author(name: "Олена", origin: .machine), at: now)
        #expect(try store.connectingSteps() == Set(ConnectingStep.allCases))
    }

    @Test("A form that is sent twice makes one secret address")
    func tokens() throws {
        let store = company.store
        func rotate(_ byte: UInt8, newest: Int64?) throws -> Bool {
            try store.rotateWebhookToken(
                hash: Array(repeating: byte, count: 32), ifNewestIs: newest, by: .command,
                at: now)
        }
        #expect(try rotate(1, newest: nil))
        #expect(try !rotate(2, newest: nil))
        let first = try #require(try store.webhookTokens().first)
        #expect(try rotate(3, newest: first.id))
        #expect(try rotate(4, newest: first.id + 1))
        #expect(try store.webhookTokens().map(\.id) == [first.id + 2, first.id + 1])
        #expect(try !store.isWebhookToken(hash: Array(repeating: 1, count: 32)))
    }
}
