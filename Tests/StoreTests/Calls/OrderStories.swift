import CallRules
import TestSupport
import Testing

@testable import Store

/// Phonet guarantees neither the order of messages nor that each comes once (protocol 2.4): every
/// order gives the same database.
@Suite struct OrderStories {
    @Test(
        "An answered call ends the same in all orders of all its messages",
        arguments: [true, false])
    func anyOrder(answered: Bool) throws {
        let talk = Conversation()
        var all = [talk.dial, talk.hangup(answered: answered), talk.record(answered: answered)]
        if answered { all.append(talk.bridge) }
        for chosen in choices(all) {
            var accounts: Set<String> = []
            for order in permutations(chosen) {
                accounts.insert(try play(order))
            }
            #expect(accounts.count == 1, "\(chosen.count) messages: \(accounts)")
        }
    }

    @Test("Repeating every message, in any order, changes nothing")
    func repeats() throws {
        let talk = Conversation()
        let all = [
            talk.dial, talk.bridge, talk.hangup(answered: true), talk.record(answered: true),
        ]
        let once = try play(all)
        for order in permutations(all) {
            #expect(try play(order + order.reversed() + order) == once)
        }
    }

    @Test("A repeated message is a duplicate in the webhook log")
    func duplicates() throws {
        let talk = Conversation()
        #expect(try company.hear(talk.dial) == .processed)
        #expect(try company.hear(talk.dial) == .duplicate)
        #expect(try company.hear(talk.bridge) == .processed)
        #expect(try company.count("SELECT count(*) FROM webhook_message") == 3)
    }

    @Test("A dial that comes after the bridge still rings once")
    func lateDial() throws {
        company.decide { $0.callPushEmployeeIDs = [Company.taras] }
        let talk = Conversation()
        try company.hear(talk.bridge)
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
        try company.hear(talk.dial)
        try company.hear(talk.dial)
        #expect(try company.count("SELECT count(*) FROM notice") == 1)
    }

    @Test("A ring group is one call, answered by the member who answered, in every order")
    func ringGroup() throws {
        let first = Conversation(uuid: "a1", parent: "f0", extension: "101")
        let second = Conversation(uuid: "b2", parent: "f0", extension: "102")
        let all = [
            first.dial, second.dial, second.bridge, first.hangup(answered: false),
            second.hangup(answered: true), second.record(answered: true),
        ]
        let expected = try play(all)
        #expect(expected.contains("outcome=\"answered\""))
        for order in permutations(all) { #expect(try play(order) == expected) }
    }

    @Test("A transfer is one call of its last employee, even when the parent is told last")
    func transfer() throws {
        let first = Conversation(uuid: "0d", extension: "101")
        var second = Conversation(uuid: "e4", parent: "0d", extension: "103")
        let event = second.hangup(answered: true)
        second.parent = nil
        let record = second.record(answered: true, by: "103", transfers: "101 > 103")
        let all = [first.dial, first.bridge, event, record, first.hangup(answered: true)]
        let expected = try play(all)
        #expect(expected.contains("extension=\"103\""))
        for order in permutations(all) { #expect(try play(order) == expected) }
    }

    let company: Company

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.createLead.missedIncoming.isOn = true
            $0.callPushEmployeeIDs = [Company.taras, Company.olena]
            $0.notifyMissedUnknown = true
            $0.notifyMissedLeadResponsible = true
        }
    }

    /// The content of the database after these messages, with every rule switched on.
    private func play(_ messages: [Message]) throws -> String {
        try company.forgetCalls()
        for message in messages { try company.hear(message) }
        return try company.account()
    }
}
