import CallRules
import TestSupport
import Testing

@testable import Store

/// A part of a call is known, and treated, before its root says whose call it is.
@Suite("A root that comes after its parts")
struct LateRootStories {
    let company: Company
    private static let mobile = "+380679999999"
    private static let soon = Company.morning.advanced(bySeconds: 75)
    private static let later = Company.morning.advanced(bySeconds: 300)

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredOutgoing.isOn = true
            $0.createLead.missedOutgoing.isOn = true
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
        }
    }

    /// A call that is forwarded to somebody's mobile.
    private let outside = Conversation(
        uuid: "f1", parent: "0a", direction: .outgoing, number: LateRootStories.mobile,
        extension: "101", start: Company.morning.advanced(bySeconds: 15))

    private func root(_ number: String?) -> Conversation {
        var caller = Conversation(uuid: "0a", number: number, extension: "500")
        caller.kind = .group
        return caller
    }

    /// The part is settled without its root.
    private func settlePart(answered: Bool) throws {
        try company.hear(outside.record(answered: answered))
        #expect(try company.store.settle(at: LateRootStories.soon) == 1)
        #expect(try company.value("SELECT e164 FROM lead_phone") == LateRootStories.mobile)
    }

    @Test(
        "The lead of a part goes away when its root is hidden or one of the company's lines",
        arguments: ["anonymous", "+380440000777"], [true, false])
    func hidden(number: String, isAnswered: Bool) throws {
        try settlePart(answered: isAnswered)
        try company.hear(root(number).record(answered: false), at: LateRootStories.later)
        #expect(try company.value("SELECT number_class FROM call") == "hidden")
        #expect(try company.value("SELECT direction FROM call") == "incoming")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT lead_id IS NULL AND lead_created = 0 FROM call") == 1)
        #expect(
            try company.count(
                "SELECT count(*) FROM decision WHERE rule = 'create' AND result = 'created'") == 0)
        // A missed call is told about although the part was treated as an outgoing call before.
        #expect(
            try company.count("SELECT count(*) FROM notice WHERE kind = 'missed_call'")
                == (isAnswered ? 0 : 1))
    }

    @Test("A lead that somebody worked with stays, and the call leaves it")
    func edited() throws {
        try settlePart(answered: true)
        let lead = Lead.ID(try #require(try company.value("SELECT id FROM lead") as Int64?))
        _ = try company.store.updateLead(lead, at: LateRootStories.soon) { $0.name = "Водій" }
        try company.hear(root("anonymous").record(answered: false), at: LateRootStories.later)
        #expect(try company.value("SELECT name FROM lead") == "Водій")
        #expect(try company.count("SELECT lead_id IS NULL AND lead_created = 0 FROM call") == 1)
    }

    @Test("A caller who has a lead keeps it, and the lead of the part goes away")
    func callerHasLead() throws {
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (70, 'Старий', 1, 3, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('\(Company.unknownCaller)', 70, 0);
            """)
        try company.hear(outside.record(answered: true))
        _ = try company.store.settle(at: LateRootStories.soon)
        #expect(try company.count("SELECT count(*) FROM lead") == 2)
        try company.hear(
            root(Company.unknownCaller).record(answered: false), at: LateRootStories.later)
        #expect(try company.value("SELECT group_concat(id) FROM lead") == "70")
        #expect(try company.count("SELECT lead_id FROM call") == 70)
    }

    @Test("The client of a part's number is not the caller", arguments: [true, false])
    func client(isHidden: Bool) throws {
        var part = outside
        part.number = Company.iryna
        try company.hear(part.record(answered: true))
        _ = try company.store.settle(at: LateRootStories.soon)
        #expect(try company.count("SELECT client_id FROM call") == 8101)
        let number = isHidden ? "anonymous" : Company.unknownCaller
        try company.hear(root(number).record(answered: false), at: LateRootStories.later)
        #expect(try company.count("SELECT client_id IS NULL FROM call") == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == (isHidden ? 0 : 1))
    }

    @Test("A part that was a call of its own until its parent was named leaves no lead of its own")
    func merged() throws {
        var alone = outside
        alone.parent = nil
        for number in ["anonymous", Company.unknownCaller] {
            let all = [
                alone.record(answered: true), outside.hangup(answered: true),
                root(number).record(answered: false),
            ]
            for order in permutations(all) {
                try company.forgetCalls()
                for message in order { try company.hear(message) }
                #expect(try company.count("SELECT count(*) FROM call") == 1)
                let wanted: String? = number == "anonymous" ? nil : number
                #expect(try company.value("SELECT group_concat(e164) FROM lead_phone") == wanted)
                #expect(
                    try company.count("SELECT count(*) FROM call WHERE lead_id IS NOT NULL")
                        == (wanted == nil ? 0 : 1))
            }
        }
    }

    /// A lost lead of Marko with the number, which outgoing calls reopen.
    private func loseLead(of number: String) throws {
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (70, 'Старий', 4, 3, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('\(number)', 70, 0);
            """)
        company.decide {
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.reopenedLeadOwner = .caller
        }
        try company.hear(outside.dial)
        try company.hear(outside.record(answered: true))
        #expect(try company.store.settle(at: LateRootStories.soon) == 1)
        #expect(try lead() == "2 1")
    }

    private func lead() throws -> String? {
        try company.value(
            "SELECT status_id || ' ' || responsible_employee_id FROM lead WHERE id = 70")
    }

    @Test(
        "A lead that a part reopened is closed again when the call proves to be another",
        arguments: ["anonymous", Company.unknownCaller, LateRootStories.mobile])
    func reopened(number: String) throws {
        try loseLead(of: LateRootStories.mobile)
        try company.hear(root(number).record(answered: false), at: LateRootStories.later)
        #expect(try lead() == "4 3")
        #expect(
            try company.value("SELECT result FROM decision WHERE rule = 'reopen'") == "nothing")
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id = 70") == 0)
        // Once and for all.
        try company.hear(outside.bridge, at: LateRootStories.later)
        #expect(try lead() == "4 3")
    }

    @Test("A lead that a part reopened stays open when its root is an outgoing call to the number")
    func reopenedRightly() throws {
        try loseLead(of: LateRootStories.mobile)
        let whole = Conversation(
            uuid: "0a", direction: .outgoing, number: LateRootStories.mobile, extension: "102")
        try company.hear(whole.record(answered: true), at: LateRootStories.later)
        // The caller is the root's.
        #expect(try lead() == "2 2")
    }

    @Test(
        "A reopened lead that somebody edited, moved on or called since stays as it is",
        arguments: [0, 1, 2])
    func reopenedAndUsed(way: Int) throws {
        try loseLead(of: LateRootStories.mobile)
        let id = Lead.ID(70)
        let now = LateRootStories.soon.advanced(bySeconds: 5)
        switch way {
        case 0: _ = try company.store.updateLead(id, at: now) { $0.name = "Водій" }
        case 1: _ = try company.store.updateLead(id, at: now) { $0.statusID = LeadStatus.ID(1) }
        default:
            let call = Conversation(
                uuid: "77", direction: .outgoing, number: LateRootStories.mobile, start: now)
            try company.hear(call.dial, at: now)
        }
        let before = try lead()
        try company.hear(
            root(Company.unknownCaller).record(answered: false), at: LateRootStories.later)
        #expect(try lead() == before)
    }

    @Test("A lead is not left by a call that proves to be internal")
    func provesInternal() throws {
        var part = outside
        part.direction = .incoming
        try company.hear(part.record(answered: true))
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        let talk = Conversation(uuid: "0a", direction: .internal, number: nil)
        try company.hear(talk.record(answered: true), at: LateRootStories.later)
        #expect(try company.value("SELECT direction FROM call") == "internal")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT lead_id IS NULL AND lead_created = 0 FROM call") == 1)
    }

    @Test(
        "The rules of a part whose root never comes run for the number that comes after them",
        arguments: [true, false])
    func numberOfPart(isAtOnce: Bool) throws {
        var hidden = outside
        hidden.number = nil
        try company.hear(hidden.hangup(answered: true))
        #expect(try company.store.settle(at: LateRootStories.soon) == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        if isAtOnce {
            try company.hear(outside.record(answered: true), at: LateRootStories.soon)
        } else {
            // Another part tells it, which may belong to a call that is to come, too.
            var second = outside
            second.uuid = "f2"
            try company.hear(
                second.hangup(answered: true, seenAt: LateRootStories.soon),
                at: LateRootStories.soon)
            #expect(try company.count("SELECT count(*) FROM lead") == 0)
            let settled = LateRootStories.soon.advanced(bySeconds: 61)
            #expect(try company.store.settle(at: settled) == 1)
        }
        #expect(
            try company.value("SELECT group_concat(e164) FROM lead_phone") == LateRootStories.mobile
        )
        #expect(try company.count("SELECT lead_created FROM call") == 1)
    }

    @Test(
        "The lead of a part goes the way of rule C: away, when its call makes none",
        arguments: [true, false])
    func ruleDecides(evenIfClient: Bool) throws {
        company.decide {
            $0.createLead.answeredIncoming.evenIfClientExists = evenIfClient
            $0.distributionMode = .even
        }
        try settlePart(answered: true)
        try company.hear(root(Company.iryna).record(answered: false), at: LateRootStories.later)
        #expect(try company.count("SELECT client_id FROM call") == 8101)
        #expect(
            try company.value("SELECT group_concat(e164) FROM lead_phone")
                == (evenIfClient ? Company.iryna : nil))
        #expect(try company.count("SELECT lead_created FROM call") == (evenIfClient ? 1 : 0))
        #expect(
            try company.value(
                """
                SELECT group_concat(result) FROM decision
                WHERE rule = 'create' AND moment = 'answered'
                """) == (evenIfClient ? "created" : "nothing"))
    }

    @Test("A part of the same number makes no lead that its outgoing call does not make")
    func otherDirection() throws {
        company.decide {
            $0.createLead.answeredOutgoing.isOn = false
            $0.createLead.missedOutgoing.isOn = false
            $0.distributionMode = .even
            $0.callPushEmployeeIDs = [Company.marko]
        }
        let whole = Conversation(uuid: "0a", direction: .outgoing, extension: "101")
        let part = Conversation(uuid: "f1", parent: "0a", extension: "102")
        for order in permutations([part.dial, part.record(answered: false), whole.dial]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT direction FROM call") == "outgoing")
            #expect(try company.count("SELECT count(*) FROM lead") == 0)
            #expect(try company.count("SELECT count(*) FROM notice") == 0)
            #expect(try company.count("SELECT count(*) FROM decision WHERE rule = 'notify'") == 0)
            // Whoever would have had the lead is still the next.
            #expect(
                try company.count("SELECT count(*) FROM employee WHERE last_turn IS NOT NULL") == 0)
        }
    }

    @Test("The line that its root names decides whether a part makes a lead")
    func otherLine() throws {
        func on(_ line: String?, _ message: Message) -> Message {
            guard case .record(var leg) = message else { return message }
            leg.line = line
            return .record(leg)
        }
        let shop = "+380440000778"
        let whole = root(Company.unknownCaller)
        try company.hear(on(shop, whole.record(answered: false)))
        let id = try #require(
            company.store.lines(Pagination()).items.first { $0.line.number == shop })
        var change = LineChange()
        change.rules = ["create_lead_on_missed_incoming": .truth(false)]
        _ = try company.store.updateLine(id.line.id, change, by: .command, at: Company.morning)
        let part = Conversation(uuid: "f1", parent: "0a", extension: "101")
        let all = [
            on(nil, part.record(answered: false)), on(shop, whole.record(answered: false)),
        ]
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.store.settle(at: LateRootStories.later) < 2)
            #expect(try company.count("SELECT count(*) FROM lead") == 0)
        }
    }

    @Test("The rules of a part whose root and hangup are lost run when the settling time is over")
    func lost() throws {
        try company.hear(outside.dial)
        try company.hear(outside.bridge)
        #expect(try company.count("SELECT count(*) FROM decision") == 0)
        #expect(try company.store.settle(at: LateRootStories.soon.earlier(bySeconds: 1)) == 0)
        #expect(try company.store.settle(at: LateRootStories.soon) == 1)
        #expect(try company.value("SELECT e164 FROM lead_phone") == LateRootStories.mobile)
        #expect(try company.store.settle(at: LateRootStories.later) == 0)
        // Its end, and its root, put it right as ever.
        try company.hear(
            outside.hangup(answered: true, seenAt: LateRootStories.later), at: LateRootStories.later
        )
        #expect(
            try company.store.settle(at: LateRootStories.later.advanced(bySeconds: 60)) == 1)
        try company.hear(
            root(Company.unknownCaller).record(answered: false),
            at: LateRootStories.later.advanced(bySeconds: 90))
        #expect(
            try company.value("SELECT group_concat(e164) FROM lead_phone") == Company.unknownCaller)
    }
}
