import CallRules
import TestSupport
import Testing

@testable import Store

/// A person answers or nobody does; the CDR knows better than the events, and that of the root
/// settles a call.
@Suite("Answered and missed")
struct OutcomeStories {
    let company: Company
    private let later = Company.morning.advanced(bySeconds: 200)

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.marko]
            $0.answeredCallLeadSourceID = nil
        }
    }

    private func outcome() throws -> String? { try company.value("SELECT outcome FROM call") }

    @Test("A voice menu or a robot answers for nobody", arguments: [Party.Kind.ivr, .machine])
    func menu(kind: Party.Kind) throws {
        var menu = Conversation(extension: "700")
        menu.kind = kind
        try company.hear(menu.dial)
        try company.hear(menu.bridge)
        #expect(try company.value("SELECT state FROM call") == "ringing")
        #expect(try outcome() == nil)
        try company.hear(menu.hangup(answered: true))
        try company.hear(menu.record(answered: true))
        #expect(try outcome() == "missed")
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'") == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.count("SELECT talk_seconds IS NULL FROM call") == 1)
        #expect(try company.count("SELECT employee_id IS NULL FROM call") == 1)
    }

    @Test("A menu picks up, a telephone rings in vain: missed, with one leg or two")
    func menuThenPhone() throws {
        for uuid in ["f0", "a1"] {
            try company.forgetCalls()
            var menu = Conversation(uuid: "f0", extension: "700")
            menu.kind = .ivr
            let parent = uuid == "f0" ? nil : "f0"
            let phone = Conversation(uuid: uuid, parent: parent, extension: "101")
            let messages = [
                menu.dial, menu.bridge, phone.dial, phone.hangup(answered: uuid == "f0"),
                menu.hangup(answered: true),
            ]
            for message in messages { try company.hear(message) }
            _ = try company.store.settle(at: later)
            #expect(try outcome() == "missed", "\(uuid)")
        }
    }

    @Test("The CDR says nobody answered: missed, although an event said otherwise")
    func recordWins() throws {
        company.decide { $0.createLead.answeredIncoming.isOn = true }
        let talk = Conversation()
        try company.hear(talk.dial)
        try company.hear(talk.bridge)
        #expect(try outcome() == "answered")
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
        try company.hear(talk.record(answered: false))
        #expect(try outcome() == "missed")
        #expect(
            try company.count("SELECT talk_seconds IS NULL AND answered_at IS NULL FROM call") == 1)
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'") == 1)
        #expect(try company.count("SELECT count(*) FROM notice WHERE kind = 'missed_call'") == 1)
        // The lead is that of a missed call now, and still Olena's.
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.count("SELECT source_id FROM lead") == 1)
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
        #expect(try company.count("SELECT count(*) FROM decision WHERE rule = 'correct'") == 1)
    }

    @Test("A group's bridge is no answer yet, its CDR with talk is one, by nobody we know")
    func group() throws {
        var group = Conversation(extension: "500")
        group.kind = .group
        try company.hear(group.dial)
        try company.hear(group.bridge)
        #expect(try outcome() == nil && company.value("SELECT state FROM call") == "ringing")
        try company.hear(group.record(answered: true))
        #expect(try outcome() == "answered")
        #expect(try company.count("SELECT employee_id IS NULL FROM call") == 1)
        #expect(try company.count("SELECT talk_seconds FROM call") == 136)
    }

    @Test("A member's CDR settles nothing: the group rings the next one, who answers")
    func nextMember() throws {
        let first = Conversation(uuid: "a1", parent: "f0", extension: "101")
        try company.hear(first.dial)
        try company.hear(first.hangup(answered: false))
        try company.hear(first.record(answered: false))
        #expect(try outcome() == nil)
        let start = Company.morning.advanced(bySeconds: 21)
        let second = Conversation(uuid: "b2", parent: "f0", extension: "102", start: start)
        try company.hear(second.dial, at: start)
        try company.hear(second.bridge, at: start)
        #expect(try outcome() == "answered")
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT count(*) FROM turn") == 0)
    }

    @Test("The root's CDR settles at once, a member's after a minute")
    func settling() throws {
        let member = Conversation(uuid: "a1", parent: "f0", extension: "101")
        try company.hear(member.record(answered: false))
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 59)) == 0)
        #expect(try outcome() == nil)
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 60)) == 1)
        #expect(try outcome() == "missed")
        try company.forgetCalls()
        try company.hear(member.record(answered: false))
        try company.hear(Conversation(uuid: "f0", extension: nil).record(answered: false))
        #expect(try outcome() == "missed")
    }

    @Test("Of a transferred call both parts count, and both can be heard")
    func transferred() throws {
        var first = Conversation(uuid: "c0", extension: "101")
        first.talk = 41
        var second = Conversation(
            uuid: "a1", parent: "c0", extension: "102",
            start: Company.morning.advanced(bySeconds: 45))
        second.talk = 50
        for order in permutations([first.bridge, first.record(answered: true), second.bridge]) {
            try company.forgetCalls()
            for message in order + [second.record(answered: true)] { try company.hear(message) }
            #expect(try company.count("SELECT talk_seconds FROM call") == 91)
        }
        try company.execute("UPDATE leg SET recording_url = 'https://x.example/' || uuid")
        let detail = try #require(try company.store.call(uuid: "c0"))
        #expect(detail.recordings.map(\.uuid) == ["c0", "a1"])
        #expect(detail.recording(of: "A1")?.uuid == "a1")
        #expect(detail.recording(of: "C0")?.uuid == "c0")
    }

    @Test("The group's CDR and the member's tell of one talk")
    func groupAndMember() throws {
        var group = Conversation(uuid: "f0", extension: "500")
        group.kind = .group
        let member = Conversation(uuid: "a1", parent: "f0", extension: "101")
        try company.hear(group.record(answered: true))
        try company.hear(member.record(answered: true))
        #expect(try company.count("SELECT talk_seconds FROM call") == 136)
        #expect(try company.count("SELECT employee_id FROM call") == 1)
    }
}
