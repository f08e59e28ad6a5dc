import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct NoticeStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    @Test("A ringing call of a client is told to her admins and to the push list, once each")
    func ringing() throws {
        company.decide {
            $0.callPushEmployeeIDs = [Company.taras, Company.marko]
            $0.pushDelaySeconds = 30
        }
        try company.hear(Conversation(number: Company.iryna).dial)
        #expect(
            try company.value(
                "SELECT group_concat(employee_id) FROM (SELECT * FROM notice ORDER BY id)")
                == "1,3,2")
        #expect(try company.count("SELECT min(due_at - formed_at) FROM notice") == 30_000)
    }

    @Test("When the call ends, who talked is not told, and the others hear the outcome")
    func ended() throws {
        company.decide { $0.callPushEmployeeIDs = [Company.taras] }
        let talk = Conversation(number: Company.iryna)
        try company.hear(talk.dial)
        try company.hear(talk.bridge)
        #expect(try company.count("SELECT count(*) FROM notice WHERE dropped_reason IS NULL") == 3)
        try company.hear(talk.hangup(answered: true))
        #expect(
            try company.value(
                "SELECT group_concat(employee_id) FROM notice WHERE dropped_reason = 'took_part'")
                == "1")
        #expect(
            try company.value("SELECT text FROM notice WHERE employee_id = 2")
                == "Прийнятий дзвінок: Ірина Соколова, +380500000011 — відповідає Олена Гайова")
    }

    @Test("A missed call of a lead tells its responsible, of a client her admins, when switched on")
    func missed() throws {
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Богдан', 1, 2, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000011', 7, 0);
            """)
        company.decide { $0.notifyMissedUnknown = true }
        try company.hear(Conversation(uuid: "a1", number: Company.iryna).record(answered: false))
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
        company.decide {
            $0.notifyMissedLeadResponsible = true
            $0.notifyMissedClientAdmins = true
        }
        try company.hear(Conversation(uuid: "b2", number: Company.iryna).record(answered: false))
        #expect(
            try company.value(
                "SELECT group_concat(employee_id) FROM (SELECT * FROM notice ORDER BY id)")
                == "2,1,3")
        #expect(try company.count("SELECT count(*) FROM notice WHERE kind = 'missed_call'") == 3)
    }

    @Test("Whoever gets a lead of a call they took no part in is told so")
    func assigned() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.notifyMissedLeadResponsible = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.marko]
        }
        try company.hear(Conversation().record(answered: false))
        #expect(
            try company.count("SELECT employee_id FROM notice WHERE kind = 'lead_assigned'") == 3)
    }

    @Test("Inactive people are told nothing")
    func inactive() throws {
        try company.execute("UPDATE employee SET active = 0 WHERE id = 3")
        company.decide { $0.callPushEmployeeIDs = [Company.marko, Company.taras] }
        try company.hear(Conversation().dial)
        #expect(
            try company.value(
                "SELECT group_concat(employee_id) FROM (SELECT * FROM notice ORDER BY id)") == "2")
    }
}
