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
                == "Прийнятий дзвінок: Ірина Соколова, +380500000011. Співробітник: Олена Гайова")
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

    @Test("A lead that somebody is given when more is known of the call is told of, too")
    func assignedLater() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        var menu = Conversation(uuid: "0a", extension: "700")
        menu.kind = .ivr
        let member = Conversation(uuid: "f1", parent: "0a", extension: "102")
        let all = [menu.record(answered: true), member.dial, member.record(answered: false)]
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT responsible_employee_id FROM lead") == 2)
            #expect(
                try company.value("SELECT employee_id FROM notice WHERE kind = 'lead_assigned'")
                    == 2)
        }
    }

    @Test("A miss is told although an event had told of an answer, in every order")
    func answerThatWasNone() throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
            $0.callPushEmployeeIDs = [Company.olena]
            $0.pushDelaySeconds = 200
        }
        var root = Conversation(uuid: "0a", extension: "500")
        root.kind = .group
        let member = Conversation(uuid: "f1", parent: "0a", extension: "101")
        let all = [
            root.record(answered: false), member.dial, member.bridge,
            member.hangup(answered: true), member.record(answered: false),
        ]
        for order in permutations(all) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT outcome FROM call") == "missed")
            #expect(
                try company.value(
                    """
                    SELECT group_concat(kind || employee_id) FROM (
                        SELECT * FROM notice WHERE dropped_reason IS NULL ORDER BY kind)
                    """) == "incoming_call1,missed_call2", "\(order)")
        }
    }

    @Test("Whoever gets a lead is told so whatever 16 says, unless that is switched off")
    func assignedAnyway() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
        }
        try company.hear(Conversation().record(answered: false))
        #expect(try company.count("SELECT count(*) FROM notice WHERE kind = 'lead_assigned'") == 1)
        try company.forgetCalls()
        company.decide { $0.notifyAssigned = false }
        try company.hear(Conversation().record(answered: false))
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
    }

    @Test("A missed call nobody is responsible for is told to the chosen, unless that is off")
    func fallback() throws {
        company.decide {
            $0.notifyMissedLeadResponsible = true
            $0.notifyMissedClientAdmins = true
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
        }
        let told = """
            SELECT group_concat(employee_id) FROM (SELECT * FROM notice
                WHERE kind = 'missed_call' ORDER BY employee_id)
            """
        func miss() throws -> String? {
            try company.forgetCalls()
            try company.hear(Conversation(number: Company.iryna).record(answered: false))
            return try company.value(told)
        }
        #expect(try miss() == "1,3")
        try company.execute("UPDATE employee SET active = 0 WHERE id IN (1, 3)")
        #expect(try miss() == "2")
        #expect(
            try company.value("SELECT reason_uk FROM decision WHERE rule = 'notify'")
                == "Відповідального немає, тож сповіщено обраних. Сповіщення для: Тарас Левченко.")
        company.decide { $0.missedFallback = false }
        #expect(try miss() == nil)
        company.decide { $0.missedFallback = true }
        try company.execute("DELETE FROM client_admin; UPDATE employee SET active = 1")
        #expect(try miss() == "2")
        // Those of a list whose people are all inactive are replaced by the list of pushes.
        company.decide { $0.callPushEmployeeIDs = [Company.marko] }
        try company.execute("UPDATE employee SET active = 0 WHERE id = 2")
        #expect(try miss() == "3")
    }

    @Test(
        "What began to ring more than a minute before it came is no ringing notice",
        arguments: [(60, true), (61, false), (3600, false)])
    func lateRinging(seconds: Int, isTold: Bool) throws {
        company.decide { $0.callPushEmployeeIDs = [Company.taras] }
        try company.hear(
            Conversation().dial, at: Company.morning.advanced(bySeconds: seconds))
        #expect(
            try company.value("SELECT coalesce(dropped_reason, '') FROM notice")
                == (isTold ? "" : "stale"))
    }

    @Test(
        "What was missed too long before it came is no missed notice, by whichever door it came",
        arguments: [(60, true), (61, false)])
    func lateMiss(minutes: Int, isTold: Bool) throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
        }
        // The call ended 145 s after it began.
        try company.hear(
            Conversation().record(answered: false),
            at: Company.morning.advanced(bySeconds: 145 + minutes * 60 - (isTold ? 0 : 59)))
        #expect(
            try company.value("SELECT coalesce(dropped_reason, '') FROM notice")
                == (isTold ? "" : "stale"))
    }

    @Test("Nobody is told of a miss while somebody talks with the number, or has talked since")
    func returned() throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.olena, Company.taras]
        }
        let missed = Conversation(uuid: "b2", start: Company.morning.advanced(bySeconds: 20))
        func notices(_ other: Message) throws -> Int {
            try company.forgetCalls()
            try company.hear(other)
            try company.hear(missed.dial)
            try company.hear(missed.record(answered: false))
            return try company.count("SELECT count(*) FROM notice WHERE kind = 'missed_call'")
        }
        // It goes on.
        #expect(try notices(Conversation(uuid: "a1", extension: "102").bridge) == 0)
        #expect(
            try company.value(
                "SELECT reason_en FROM decision WHERE rule = 'notify' AND moment = 'missed'")
                == "No notices needed: somebody talks with this number or has talked since.")
        // It was going on when the call was missed.
        #expect(
            try notices(Conversation(uuid: "a1", extension: "102").record(answered: true)) == 0)
        // It came after.
        let later = Conversation(
            uuid: "a1", direction: .outgoing, extension: "102",
            start: Company.morning.advanced(bySeconds: 200))
        #expect(try notices(later.record(answered: true)) == 0)
        // It was over before.
        let earlier = Conversation(
            uuid: "a1", extension: "102", start: Company.morning.earlier(bySeconds: 600))
        #expect(try notices(earlier.record(answered: true)) == 2)
        // Nobody answered our call back.
        #expect(try notices(later.record(answered: false)) == 2)
    }

    /// Whom the calls that were missed are told to in the end.
    private func told() throws -> String? {
        let end = Company.morning.advanced(bySeconds: 1200)
        let settings = company.store.settingsCache.current
        try company.store.write(.system(at: end)) { tx in
            let due = DueNotices(
                snapshot: settings, now: end, uptime: { .zero }, transaction: tx)
            while try due.release() > 0 {}
        }
        return try company.value(
            """
            SELECT group_concat(uuid || ' ' || employee_id || ' ' || told) FROM (
                SELECT uuid, notice.employee_id, told
                FROM notice JOIN call ON call.id = call_id WHERE sent_at IS NOT NULL ORDER BY 1, 2)
            """)
    }

    @Test(
        "A conversation that proves to be none leaves the missed call to be told",
        arguments: [0, 1, 2, 3])
    func falseReturn(way: Int) throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.olena, Company.taras]
            $0.pushDelaySeconds = way == 1 ? 300 : 0
        }
        let missed = Conversation(uuid: "b2", start: Company.morning.advanced(bySeconds: 20))
        let back = Conversation(
            uuid: "a1", direction: .outgoing, extension: "103",
            start: Company.morning.advanced(bySeconds: 200))
        var soon: Instant { Company.morning.advanced(bySeconds: 400) }
        switch way {
        case 0:
            // It seemed to go on when the call was missed, and its CDR says that nobody answered.
            try company.hear(back.bridge)
            try company.hear(missed.record(answered: false))
            #expect(try told() == nil)
            try company.hear(back.record(answered: false), at: soon)
        case 1:
            // Missed first; the notice was dropped when it was due.
            try company.hear(missed.record(answered: false))
            try company.hear(back.bridge)
            #expect(try told() == nil)
            #expect(
                try company.value("SELECT DISTINCT dropped_reason FROM notice") == "returned")
            try company.hear(back.record(answered: false), at: soon)
        case 2:
            // The conversation was with somebody else: its root names another number.
            var part = back
            part.parent = "00"
            part.direction = .incoming
            try company.hear(part.bridge)
            try company.hear(missed.record(answered: false))
            #expect(try told() == nil)
            let whole = Conversation(uuid: "00", number: Company.iryna, extension: "103")
            try company.hear(whole.record(answered: true), at: soon)
        default:
            // Another call of the caller still seemed to ring, and proves to be of somebody else.
            var part = back
            part.parent = "00"
            part.direction = .incoming
            try company.hear(part.dial)
            try company.hear(missed.record(answered: false))
            #expect(try told() == nil)
            let whole = Conversation(uuid: "00", number: Company.iryna, extension: "103")
            try company.hear(whole.record(answered: true), at: soon)
        }
        #expect(
            try company.count(
                """
                SELECT count(*) FROM missed_case
                WHERE state = 'open' AND phone = '\(Company.unknownCaller)'
                """) == 1)
        #expect(try told() == "b2 1 missed,b2 2 missed")
        // Once and for all.
        try company.hear(back.hangup(answered: false), at: soon)
        try company.hear(back.record(answered: false), at: soon)
        #expect(try told() == "b2 1 missed,b2 2 missed")
    }

    @Test("Members of a group rung by calls of their own are one miss for everybody, or none")
    func groupWithoutParent() throws {
        company.decide {
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.olena, Company.taras]
        }
        let members = ["101", "102", "103"].map { (member: String) in
            Conversation(uuid: "a\(member)", extension: member)
        }
        func notices(answeredBy member: Int?) throws -> Int {
            try company.forgetCalls()
            for leg in members { try company.hear(leg.dial) }
            if let member { try company.hear(members[member].bridge) }
            for (index, leg) in members.enumerated() where index != member {
                try company.hear(leg.hangup(answered: false))
                try company.hear(leg.record(answered: false))
            }
            if let member { try company.hear(members[member].record(answered: true)) }
            return try company.count(
                "SELECT count(*) FROM notice WHERE kind = 'missed_call' AND dropped_reason IS NULL")
        }
        #expect(try notices(answeredBy: 1) == 0)
        #expect(try notices(answeredBy: nil) == 2)
        // The lead that the first miss made does not make the caller a known one for the next.
        company.decide { $0.createLead.missedIncoming.isOn = true }
        #expect(try notices(answeredBy: nil) == 2)
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

    @Test("A caller one of whose parallel calls never hung up is told about once that is over")
    func lostHangup() throws {
        let (first, second) = (
            Conversation(uuid: "a1", extension: "101"), Conversation(uuid: "b2", extension: "102")
        )
        company.decide {
            $0.callPushEmployeeIDs = []
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.marko]
        }
        try company.hear(first.dial)
        try company.hear(second.dial)
        let end = Company.morning.advanced(bySeconds: 145)
        try company.hear(first.hangup(answered: false, seenAt: end), at: end)
        _ = try company.store.settle(at: end.advanced(bySeconds: 60))
        let missed = "SELECT count(*) FROM notice WHERE kind = 'missed_call' AND employee_id = 3"
        #expect(try company.count(missed) == 0)
        let late = Company.morning.advanced(bySeconds: StaleCall.ringingSeconds)
        let silent = try company.store.silentCalls(since: late, limit: 9)
        #expect(silent.map(\.uuids) == [["b2"]])
        #expect(try company.store.close(silent, at: late) == 1)
        _ = try company.store.settle(at: late.advanced(bySeconds: 60))
        #expect(try company.count(missed) == 1)
    }
}
