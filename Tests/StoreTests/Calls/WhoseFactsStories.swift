import CallRules
import TestSupport
import Testing

@testable import Store

/// Number, contact name, line and direction of a call are those of its root, whatever its other
/// legs name.
@Suite("Whose facts a call has")
struct WhoseFactsStories {
    let company: Company
    private static let mobile = "+380679999999"
    private static let soon = Company.morning.advanced(bySeconds: 60)

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredOutgoing.isOn = true
            $0.createLead.missedOutgoing.isOn = true
        }
    }

    @Test(
        "A member that names another number and comes before its root leaves the lead to the caller",
        arguments: [("0a", "f1"), ("f1", "0a")], [true, false])
    func memberOfAnotherNumber(uuids: (String, String), isAnswered: Bool) throws {
        var caller = Conversation(uuid: uuids.0, extension: "500")
        caller.kind = .group
        let member = Conversation(
            uuid: uuids.1, parent: uuids.0, number: WhoseFactsStories.mobile, extension: "101")
        for order in permutations([
            caller.record(answered: isAnswered), member.record(answered: isAnswered),
        ]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT phone FROM call") == Company.unknownCaller)
            #expect(
                try company.value("SELECT group_concat(e164) FROM lead_phone")
                    == Company.unknownCaller)
            #expect(try company.count("SELECT count(*) FROM call WHERE lead_id IS NOT NULL") == 1)
        }
    }

    /// An incoming call that is forwarded to somebody's mobile.
    private func forwarded(_ root: String, _ child: String) -> (Conversation, Conversation) {
        var caller = Conversation(uuid: root, extension: "500")
        caller.kind = .group
        let outside = Conversation(
            uuid: child, parent: root, direction: .outgoing, number: WhoseFactsStories.mobile,
            extension: "101", start: Company.morning.advanced(bySeconds: 15))
        return (caller, outside)
    }

    @Test(
        "A forwarded call has the caller's number and one lead, for the caller, in every order",
        arguments: [("0a", "f1"), ("f1", "0a")])
    func forward(root: String, child: String) throws {
        let (caller, outside) = forwarded(root, child)
        let all = [
            caller.dial, caller.record(answered: false), outside.dial,
            outside.record(answered: true),
        ]
        var accounts: Set<String> = []
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT phone FROM call") == Company.unknownCaller)
            #expect(try company.value("SELECT direction FROM call") == "incoming")
            #expect(try company.value("SELECT outcome FROM call") == "answered")
            #expect(
                try company.value("SELECT group_concat(e164) FROM lead_phone")
                    == Company.unknownCaller)
            let account: String? = try company.value(
                """
                SELECT uuid || phone || direction || outcome || talk_seconds || started_at
                    || answered_at || ended_at || extension FROM call
                """)
            accounts.insert(account ?? "")
        }
        #expect(accounts.count == 1, "\(accounts)")
    }

    @Test(
        "Whom a call was passed on to outside gives it no name, and no name to the lead",
        arguments: [LegDirection.outgoing, .incoming])
    func otherContact(way: LegDirection) throws {
        let root = Conversation(uuid: "0a", direction: way, extension: "101")
        let outside = Conversation(
            uuid: "f1", parent: "0a", direction: way, number: WhoseFactsStories.mobile,
            extension: "102", start: Company.morning.advanced(bySeconds: 20))
        let named = outside.bridge.naming("Водій")
        for order in permutations([root.bridge, named, root.record(answered: true)]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.count("SELECT contact_name IS NULL FROM call") == 1)
            #expect(try company.value("SELECT name FROM lead") == Company.unknownCaller)
        }
        // The caller's own name is one, whichever leg tells it.
        let member = Conversation(uuid: "f1", parent: "0a", direction: way, extension: "102")
        for order in permutations([root.bridge, member.bridge.naming("Ірина")]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT contact_name FROM call") == "Ірина")
            #expect(try company.value("SELECT name FROM lead") == "Ірина")
        }
    }

    @Test("A lead has the contact's name that the call has in the end, unless somebody edited it")
    func nameOfLead() throws {
        let root = Conversation(uuid: "0a")
        let member = Conversation(uuid: "f1", parent: "0a", extension: "102")
        try company.hear(member.bridge.naming("Богдан"))
        #expect(try company.value("SELECT name FROM lead") == "Богдан")
        try company.hear(root.dial.naming("Ірина"))
        #expect(try company.value("SELECT name FROM lead") == "Ірина")
        _ = try company.store.updateLead(Lead.ID(1), at: WhoseFactsStories.soon) {
            $0.name = "Ірина Соколова"
        }
        try company.hear(root.record(answered: true).naming("Ірина Яка"))
        #expect(try company.value("SELECT name FROM lead") == "Ірина Соколова")
    }

    @Test("A hidden caller stays hidden, however the call is forwarded")
    func hidden() throws {
        var (caller, outside) = forwarded("0a", "f1")
        caller.number = "anonymous"
        outside.kind = .user
        for order in permutations([caller.dial, caller.record(answered: false), outside.dial]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT number_class FROM call") == "hidden")
            #expect(try company.count("SELECT count(*) FROM lead") == 0)
        }
    }

    @Test("The outgoing part of an unknown call runs no rule until the settling time is over")
    func alone() throws {
        let (_, outside) = forwarded("0a", "f1")
        try company.hear(outside.dial)
        try company.hear(outside.record(answered: true))
        #expect(try company.count("SELECT count(*) FROM decision") == 0)
        #expect(try company.store.settle(at: WhoseFactsStories.soon.earlier(bySeconds: 1)) == 0)
        #expect(try company.store.settle(at: WhoseFactsStories.soon) == 1)
        #expect(try company.value("SELECT e164 FROM lead_phone") == WhoseFactsStories.mobile)
        #expect(try company.store.settle(at: WhoseFactsStories.soon.advanced(bySeconds: 9)) == 0)
    }

    @Test("A call is missed by the caller although the phone it was forwarded to rang in vain")
    func missed() throws {
        let (caller, outside) = forwarded("ff00", "aa77")
        try company.hear(caller.dial)
        try company.hear(outside.dial)
        try company.hear(outside.hangup(answered: false))
        try company.hear(caller.hangup(answered: false))
        try company.hear(caller.record(answered: false))
        #expect(try company.value("SELECT phone FROM missed_case") == Company.unknownCaller)
        #expect(try company.value("SELECT e164 FROM lead_phone") == Company.unknownCaller)
    }

    @Test("A number that becomes known later gets the rules that depend on it")
    func numberLater() throws {
        company.decide {
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.callPushEmployeeIDs = [Company.taras]
        }
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Старий', 4, 3, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000099', 7, 0);
            """)
        var talk = Conversation(direction: .outgoing, number: nil)
        let dial = talk.dial
        talk.number = Company.unknownCaller
        try company.hear(dial)
        #expect(try company.count("SELECT status_id FROM lead WHERE id = 7") == 4)
        try company.hear(talk.record(answered: true))
        #expect(try company.count("SELECT status_id FROM lead WHERE id = 7") == 2)
        #expect(try company.count("SELECT lead_id FROM call") == 7)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
    }

    @Test(
        "Whether the number or its absence comes first, the same people are told the same",
        arguments: [nil, "anonymous"])
    func numberFirstOrLater(hidden: String?) throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
            $0.notifyMissedClientAdmins = true
            $0.createLead.missedIncoming.evenIfClientExists = true
        }
        var talk = Conversation(number: hidden)
        var all = [talk.dial, talk.hangup(answered: false)]
        talk.number = Company.iryna
        all.append(talk.record(answered: false))
        var accounts: Set<String> = []
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            accounts.insert(try company.account())
            #expect(try company.count("SELECT client_id FROM call") == 8101)
        }
        #expect(accounts.count == 1, "\(accounts)")
    }

    @Test("A missed call told about as hidden is told about anew once its number is known")
    func missedHidden() throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
            $0.notifyMissedClientAdmins = true
        }
        var talk = Conversation(number: nil)
        try company.hear(talk.dial)
        try company.hear(talk.hangup(answered: false))
        _ = try company.store.settle(at: WhoseFactsStories.soon)
        let told = """
            SELECT group_concat(employee_id) FROM (SELECT employee_id FROM notice
                WHERE kind = 'missed_call' ORDER BY employee_id)
            """
        #expect(try company.value(told) == "2")
        talk.number = Company.iryna
        try company.hear(talk.record(answered: false), at: WhoseFactsStories.soon)
        #expect(try company.value(told) == "1,3")
        try company.hear(talk.record(answered: false, by: "102"), at: WhoseFactsStories.soon)
        #expect(try company.value(told) == "1,3")
    }

    @Test("Of 150 invented calls every order gives the same rows, and those of the model")
    func model() throws {
        company.decide { $0.moduleEnabled = false }
        let now = Company.morning.advanced(bySeconds: 600)
        for seed in 1...150 as ClosedRange<UInt64> {
            var invented = RandomCall(seed: seed)
            let wanted = CallModel(invented.messages, at: now).answer
            let orders = [invented.shuffled(), invented.shuffled(), invented.shuffled()]
            let accounts = try orders.map { try play($0, at: now) }
            #expect(Set(accounts).count == 1, "seed \(seed): \(accounts)\n\(invented.messages)")
            let row =
                try company.value(
                    """
                    SELECT ifnull(phone, '') || ' ' || ifnull(outcome, '') || ' ' || started_at || ' '
                        || ifnull(ended_at, '') FROM call
                    """) as String?
            let parts: [String?] = [
                wanted.phone, wanted.outcome?.rawValue,
                wanted.startedAt.map { "\($0.milliseconds)" },
                wanted.endedAt.map { "\($0.milliseconds)" },
            ]
            #expect(row == parts.map { $0 ?? "" }.joined(separator: " "), "seed \(seed)")
            guard Set(accounts).count == 1 else { return }
        }
    }

    private func play(_ messages: [ToldMessage], at now: Instant) throws -> String {
        try company.forgetCalls()
        let settings = company.store.settingsCache.current
        try company.store.write(.system(at: Instant(milliseconds: 0))) { tx in
            let book = CallBook(settings: settings, sql: tx.sql)
            for message in messages {
                _ = try book.join(message.leg, at: now, arrivedAt: message.arrived)
            }
        }
        return try company.account()
    }

    @Test("A leg for which two parents are named belongs to both, in every order")
    func twoParents() throws {
        let first = Conversation(uuid: "aa", extension: "101")
        let second = Conversation(uuid: "bb", extension: "102")
        var child = Conversation(uuid: "cc", parent: "aa", extension: "103")
        let one = child.dial
        child.parent = "bb"
        let all = [first.dial, second.dial, one, child.hangup(answered: true)]
        var accounts: Set<String> = []
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.count("SELECT count(*) FROM call") == 1)
            accounts.insert(try company.value("SELECT uuid || state || extension FROM call") ?? "")
            for uuid in ["aa", "bb", "cc"] { #expect(try company.store.call(uuid: uuid) != nil) }
        }
        #expect(accounts.count == 1, "\(accounts)")
    }
}
