import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct CallStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    @Test("An answered call from an unknown number becomes a lead of whoever answered")
    func answered() throws {
        company.decide { $0.createLead.answeredIncoming.isOn = true }
        let talk = Conversation()
        try company.hear(talk.dial)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        try company.hear(talk.bridge)
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
        #expect(try company.value("SELECT e164 FROM lead_phone") == Company.unknownCaller)
        try company.hear(talk.hangup(answered: true))
        try company.hear(talk.record(answered: true))
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.count("SELECT talk_seconds FROM call") == 136)
        #expect(try company.count("SELECT wait_seconds FROM call") == 9)
    }

    @Test("The lead follows a transfer while nobody edited it, and stays afterwards")
    func transferred() throws {
        company.decide { $0.createLead.answeredIncoming.isOn = true }
        let talk = Conversation()
        try company.hear(talk.dial)
        try company.hear(talk.bridge)
        try company.hear(talk.record(answered: true, by: "103", transfers: "101 > 103"))
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 3)

        let second = Conversation(uuid: "c2", number: "+380500000098")
        try company.hear(second.bridge)
        try company.execute("UPDATE lead SET edited_at = 1 WHERE responsible_employee_id = 1")
        try company.hear(second.record(answered: true, by: "103", transfers: "101 > 103"))
        #expect(
            try company.count("SELECT count(*) FROM lead WHERE responsible_employee_id = 1") == 1)
    }

    @Test(
        "A lead that the CRM gave its id and address still follows a transfer; one it renamed does not"
    )
    func transferredAfterTheCRM() throws {
        company.decide { $0.createLead.answeredIncoming.isOn = true }
        for (uuid, number) in [("c1", "+380500000097"), ("c2", "+380500000098")] {
            let talk = Conversation(uuid: uuid, number: number)
            try company.hear(talk.dial)
            try company.hear(talk.bridge)
            let id = Lead.ID(Int64(try company.count("SELECT max(id) FROM lead")))
            _ = try company.store.updateLead(id, by: nil, at: Company.morning) {
                $0.externalID = "L/\(uuid)"
                $0.url = "https://crm.example/\(uuid)"
                if uuid == "c2" { $0.name = "Богдан" }
            }
            try company.hear(talk.record(answered: true, by: "103", transfers: "101 > 103"))
        }
        #expect(
            try company.value(
                "SELECT group_concat(responsible_employee_id) FROM (SELECT * FROM lead ORDER BY id)"
            ) == "3,1")
    }

    @Test("A hangup without a record is missed after sixty seconds, not before")
    func settling() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        let talk = Conversation()
        try company.hear(talk.dial)
        try company.hear(talk.hangup(answered: false))
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 59)) == 0)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 60)) == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.value("SELECT outcome FROM call") == "missed")
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 61)) == 0)
    }

    @Test("One member of a ringing group hanging up is not a missed call while another rings")
    func groupStillRinging() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        let first = Conversation(uuid: "a1", parent: "f0", extension: "101")
        let second = Conversation(uuid: "b2", parent: "f0", extension: "102")
        try company.hear(first.dial)
        try company.hear(second.dial)
        try company.hear(first.hangup(answered: false))
        #expect(try company.store.settle(at: Company.morning.advanced(bySeconds: 600)) == 0)
        #expect(try company.value("SELECT state FROM call") == "ringing")
        let later = Company.morning.advanced(bySeconds: 600)
        try company.hear(second.hangup(answered: false, seenAt: later), at: later)
        #expect(try company.store.settle(at: later.advanced(bySeconds: 59)) == 0)
        #expect(try company.store.settle(at: later.advanced(bySeconds: 60)) == 1)
        #expect(try company.count("SELECT count(*) FROM call WHERE outcome = 'missed'") == 1)
        #expect(try company.count("SELECT responsible_employee_id IS NULL FROM lead") == 1)
    }

    @Test("A missed call that was answered after all becomes an answered one, with one lead")
    func answeredAfterAll() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredIncoming.isOn = true
            $0.callPushEmployeeIDs = [Company.taras]
            $0.notifyMissedUnknown = true
        }
        let talk = Conversation()
        try company.hear(talk.hangup(answered: false))
        _ = try company.store.settle(at: Company.morning.advanced(bySeconds: 60))
        try company.hear(talk.bridge)
        #expect(try company.value("SELECT outcome FROM call") == "answered")
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(
            try company.value("SELECT dropped_reason FROM notice WHERE kind = 'missed_call'")
                == "answered")
    }

    @Test("An outgoing call to a lost lead opens it again, keeps its owner, and makes no other")
    func reopened() throws {
        company.decide {
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.createLead.answeredOutgoing.isOn = true
        }
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Старий', 5, 3, 'manual', 0, 0),
                (8, 'Новіший', 4, 2, 'manual', 5, 5), (9, 'Виграний', 3, 2, 'manual', 9, 9);
            INSERT INTO lead_phone VALUES ('+380500000099', 7, 0), ('+380500000099', 8, 0),
                ('+380500000099', 9, 0);
            """)
        let talk = Conversation(direction: .outgoing)
        try company.hear(talk.dial)
        #expect(try company.count("SELECT status_id FROM lead WHERE id = 8") == 2)
        #expect(try company.count("SELECT status_id FROM lead WHERE id = 7") == 5)
        try company.hear(talk.bridge)
        try company.hear(talk.record(answered: true))
        #expect(try company.count("SELECT count(*) FROM lead") == 3)
        #expect(try company.count("SELECT lead_id FROM call") == 8)
        #expect(try company.count("SELECT responsible_employee_id FROM lead WHERE id = 8") == 2)
    }

    @Test("A hidden number is logged and told about as unknown, and never becomes a lead")
    func hidden() throws {
        company.decide {
            $0.createLead.missedIncoming = CreationSwitch(isOn: true, evenIfClientExists: true)
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.marko]
        }
        let talk = Conversation(number: "anonymous")
        try company.hear(talk.dial)
        try company.hear(talk.record(answered: false))
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.value("SELECT number_class FROM call") == "hidden")
        #expect(try company.count("SELECT employee_id FROM notice") == 3)
        #expect(
            try company.value("SELECT text FROM notice") == "Пропущений дзвінок: номер приховано")
    }

    @Test("An internal call is kept and no rule runs")
    func internalCall() throws {
        company.decide { $0.callPushEmployeeIDs = [Company.olena] }
        let talk = Conversation(direction: .internal, number: nil)
        try company.hear(talk.dial)
        try company.hear(talk.record(answered: true))
        #expect(try company.value("SELECT direction FROM call") == "internal")
        #expect(try company.count("SELECT count(*) FROM decision") == 0)
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
    }

    @Test("A pause is presence, never a call")
    func pause() throws {
        #expect(try company.hear(.pause(extension: "101", on: true)) == .processed)
        #expect(try company.hear(.pause(extension: "101", on: true)) == .duplicate)
        #expect(try company.hear(.pause(extension: "101", on: false)) == .processed)
        #expect(try company.count("SELECT count(*) FROM call") == 0)
        #expect(try company.count("SELECT is_on FROM pause") == 0)
    }

    @Test("With the module switched off calls are kept and shown, and no rule runs")
    func moduleOff() throws {
        company.decide {
            $0.moduleEnabled = false
            $0.createLead.missedIncoming.isOn = true
        }
        try company.hear(Conversation().record(answered: false))
        #expect(try company.value("SELECT outcome FROM call") == "missed")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT count(*) FROM decision WHERE result <> 'nothing'") == 0)
    }

    @Test("A stranger's message has no effect until it is trusted, and then its full effect")
    func quarantine() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        let message = Conversation().record(answered: false)
        #expect(try company.hear(message, trusted: false) == .quarantined)
        #expect(try company.count("SELECT count(*) FROM call") == 0)
        let kept = try #require(try company.quarantined().first)
        let replay = WebhookReplay(id: kept.id, decoded: .messages([message]), isTrusted: true)
        #expect(try company.store.replayed([replay], at: Company.morning).news == 1)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.quarantined().isEmpty)
        #expect(try company.store.replayed([replay], at: Company.morning).news == 0)
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
    }

    @Test("A what-if shows what would happen and writes nothing")
    func whatIf() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
        }
        let simulation = Simulation(
            direction: .incoming, outcome: .missed, phone: "050 000 00 99", extension: "101")
        let rules: [String]? = try company.store.simulate(simulation, at: Company.morning) {
            tx, id in
            try String.fetchAll(
                tx.db, sql: "SELECT rule FROM decision WHERE call_id = ? ORDER BY id",
                arguments: [id.value])
        }
        #expect(rules == ["link", "notify", "create", "distribute", "notify"])
        for table in ["call", "leg", "lead", "decision", "turn", "notice", "webhook_message"] {
            #expect(try company.count("SELECT count(*) FROM \(table)") == 0)
        }
    }
}
