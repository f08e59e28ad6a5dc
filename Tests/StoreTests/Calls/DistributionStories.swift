import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct DistributionStories {
    @Test("With distribution off a missed call of two telephones is nobody's, in every order")
    func lateMember() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .off
        }
        var group = Conversation(uuid: "a0", extension: "500")
        group.kind = .group
        let members = ["101", "102"].map { (member: String) in
            Conversation(uuid: "b\(member)", parent: "a0", extension: member)
        }
        let messages = [group.record(answered: false)] + members.map { $0.record(answered: false) }
        for order in permutations(messages) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.count("SELECT count(*) FROM lead") == 1)
            #expect(
                try company.value("SELECT responsible_employee_id FROM lead") == nil as Int64?)
        }
        // Of one telephone it is that person's, also when they leave before the last message.
        try company.forgetCalls()
        try company.hear(messages[0])
        try company.hear(members[0].dial)
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
        try company.execute("UPDATE employee SET active = 0 WHERE id = 1")
        try company.hear(messages[1])
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
    }

    @Test("A lead of an answer that was none is shared out like that of any missed call")
    func noAnswer() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredIncoming.isOn = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.marko]
        }
        let talk = Conversation()
        for order in permutations([talk.bridge, talk.record(answered: false)]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT outcome FROM call") == "missed")
            #expect(try company.count("SELECT responsible_employee_id FROM lead") == 3)
            #expect(try company.count("SELECT count(*) FROM turn") == 1)
        }
    }

    @Test("A hundred missed calls posted by sixteen at once are shared out evenly")
    func even() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
        }
        let store = company.store
        let failure = Failure()
        DispatchQueue.concurrentPerform(iterations: 16) { client in
            for number in stride(from: client, to: 100, by: 16) {
                let talk = Conversation(
                    uuid: "call\(number)", number: "+38067\(1_000_000 + number)")
                let webhook = ReceivedWebhook(
                    endpoint: .afterCallEnd, sourceIP: "89.184.65.208", isTrusted: true,
                    receivedAt: Company.morning, contentType: nil, payload: [])
                do {
                    try store.received(webhook, .messages([talk.record(answered: false)]))
                } catch { failure.note(error) }
            }
        }
        #expect(failure.isEmpty)
        let counts = try store.read {
            try Int.fetchAll(
                $0, sql: "SELECT count(*) FROM lead GROUP BY responsible_employee_id ORDER BY 1")
        }
        #expect(counts == [33, 33, 34])
        #expect(try company.count("SELECT count(*) FROM turn") == 100)
    }

    @Test("Active distribution serves those online, and everybody when nobody is")
    func active() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .active
        }
        let soon = Company.morning.advanced(bySeconds: 30).milliseconds
        try company.execute("UPDATE employee SET online_until = \(soon) WHERE id = 2")
        for number in 1...2 {
            try company.hear(
                Conversation(uuid: "a\(number)", number: "+38050000020\(number)").record(
                    answered: false))
        }
        #expect(
            try company.count("SELECT count(*) FROM lead WHERE responsible_employee_id = 2") == 2)
        let evening = Company.morning.advanced(bySeconds: 3600)
        try company.hear(
            Conversation(uuid: "b1", number: "+380500000203").record(answered: false), at: evening)
        #expect(try company.count("SELECT responsible_employee_id FROM lead ORDER BY id DESC") == 1)
    }

    @Test("Whoever set a pause at Phonet is passed over, if the administrator wants it so")
    func pause() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .active
        }
        let later = Company.morning.advanced(bySeconds: 24 * 3600)
        try company.execute("UPDATE employee SET online_until = \(later.milliseconds)")
        try company.hear(.pause(extension: "101", on: true))
        func responsible(_ uuid: String, at now: Instant = Company.morning) throws -> Int {
            let number = "+38050000\(3000 + uuid.utf8.reduce(0) { $0 + Int($1) })"
            try company.hear(
                Conversation(uuid: uuid, number: number).record(answered: false), at: now)
            return try company.count(
                "SELECT responsible_employee_id FROM lead ORDER BY id DESC LIMIT 1")
        }
        #expect(try responsible("a") == 1)

        company.decide { $0.usePhonetPauseAsPresence = true }
        #expect(try responsible("b") == 2)
        #expect(try responsible("c") == 3)
        #expect(try responsible("d") == 2)
        #expect(
            try company.value("SELECT skipped FROM turn ORDER BY id DESC LIMIT 1")
                == #"[{"employee_id":1,"why":"paused"},{"employee_id":3,"why":"later_turn"}]"#)

        try company.hear(.pause(extension: "101", on: false))
        #expect(try responsible("e") == 1)
        // An old pause does not count: the message that ended it may have been lost.
        try company.hear(.pause(extension: "102", on: true))
        #expect(try responsible("f") == 3)
        #expect(try responsible("g", at: later.earlier(bySeconds: 3600)) == 2)
    }

    @Test("With distribution off the lead goes to the one person whose phone rang")
    func off() throws {
        let company = try Company()
        company.decide { $0.createLead.missedIncoming.isOn = true }
        try company.hear(Conversation(extension: "102").record(answered: false))
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 2)
        #expect(try company.count("SELECT count(*) FROM turn") == 0)
    }

    @Test("A client's lead goes to the first active admin, unless clients are distributed, too")
    func client() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming = CreationSwitch(isOn: true, evenIfClientExists: true)
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.taras]
        }
        func owner() throws -> Int {
            try company.forgetCalls()
            let talk = Conversation(number: Company.iryna, extension: "102")
            try company.hear(talk.dial)
            try company.hear(talk.record(answered: false))
            // What comes later takes it from nobody.
            try company.hear(talk.record(answered: false, by: "102", kind: .user, transfers: "102"))
            return try company.count("SELECT responsible_employee_id FROM lead")
        }
        #expect(try owner() == 1)
        #expect(try company.count("SELECT count(*) FROM turn") == 0)
        try company.execute("UPDATE employee SET active = 0 WHERE id = 1")
        #expect(try owner() == 3)
        try company.execute("UPDATE employee SET active = 0 WHERE id = 3")
        #expect(try owner() == 2)
        #expect(try company.count("SELECT count(*) FROM turn") == 1)
        try company.execute("UPDATE employee SET active = 1")
        company.decide { $0.distributesKnownClients = true }
        #expect(try owner() == 2)
    }

    @Test("A caller with a closed lead goes back to its active responsible, if that is wanted")
    func formerOwner() throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.taras]
        }
        func owner() throws -> Int {
            try company.forgetCalls()
            try company.execute(
                """
                INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                    updated_at) VALUES (6, 'Б', 3, 1, 'manual', 0, 0), (7, 'Б', 4, 3, 'manual', 1, 0);
                INSERT INTO lead_phone VALUES ('+380500000099', 6, 0), ('+380500000099', 7, 0);
                """)
            try company.hear(Conversation().record(answered: false))
            return try company.count("SELECT responsible_employee_id FROM lead WHERE id > 7")
        }
        #expect(try owner() == 2)
        company.decide { $0.returnsToFormerOwner = true }
        #expect(try owner() == 3)
        #expect(try company.count("SELECT count(*) FROM turn") == 0)
        try company.execute("UPDATE employee SET active = 0 WHERE id = 3")
        #expect(try owner() == 1)
    }

    @Test("A list of people who are all inactive means everybody, and the decision says so")
    func inactiveList() throws {
        let company = try Company()
        try company.execute("UPDATE employee SET active = 0 WHERE id = 2")
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.taras]
        }
        try company.hear(Conversation().record(answered: false))
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 1)
        let reason =
            try company.value(
                "SELECT reason_en FROM decision WHERE rule = 'distribute'") as String?
        #expect(reason?.hasPrefix("Nobody in the distribution list is active") == true)
    }

    @Test(
        "A reopened lead keeps its responsible, or goes to whoever calls",
        arguments: [
            (ReopenedLeadOwner.keep, 3, 3), (.keep, nil, nil), (.caller, 3, 1), (.caller, nil, 1),
            (.callerIfNone, 3, 3), (.callerIfNone, nil, 1), (.callerIfNone, 2, 1), (.keep, 2, 2),
        ] as [(ReopenedLeadOwner, Int?, Int?)])
    func reopened(owner: ReopenedLeadOwner, before: Int?, after: Int?) throws {
        let company = try Company()
        try company.execute(
            """
            UPDATE employee SET active = 0 WHERE id = 2;
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Б', 4, \(before.map(String.init) ?? "NULL"), 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000099', 7, 0);
            """)
        company.decide {
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.reopenedLeadOwner = owner
        }
        try company.hear(Conversation(direction: .outgoing).dial)
        #expect(try company.count("SELECT status_id FROM lead") == 2)
        #expect(try company.value("SELECT responsible_employee_id FROM lead") == after)
        // An unknown caller takes it from nobody.
        try company.execute("DELETE FROM call; UPDATE lead SET status_id = 4")
        try company.hear(Conversation(direction: .outgoing, extension: "777").dial)
        #expect(try company.value("SELECT responsible_employee_id FROM lead") == after)
    }

    @Test(
        "A reopened lead goes to a caller who becomes known later, unless somebody edited it since",
        arguments: [
            (ReopenedLeadOwner.keep, 3, false, 3), (.caller, 3, false, 1), (.caller, 3, true, 3),
            (.callerIfNone, nil, false, 1), (.callerIfNone, 3, false, 3),
        ] as [(ReopenedLeadOwner, Int?, Bool, Int?)])
    func reopenedByLateCaller(
        owner: ReopenedLeadOwner, before: Int?, isEdited: Bool, after: Int?
    ) throws {
        let company = try Company()
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Б', 4, \(before.map(String.init) ?? "NULL"), 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000099', 7, 0);
            """)
        company.decide {
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.reopenedLeadOwner = owner
        }
        let unknown = Conversation(direction: .outgoing, extension: nil)
        try company.hear(unknown.dial)
        #expect(try company.count("SELECT status_id FROM lead") == 2)
        #expect(try company.value("SELECT responsible_employee_id FROM lead") == before)
        if isEdited {
            _ = try company.store.updateLead(Lead.ID(7), at: Company.morning.next) {
                $0.name = "Богдан"
            }
        }
        try company.hear(Conversation(direction: .outgoing).record(answered: true))
        #expect(try company.value("SELECT responsible_employee_id FROM lead") == after)
        #expect(
            try company.count("SELECT count(*) FROM decision WHERE result = 'reopened'") == 1)
    }

    @Test(
        "An outgoing call's lead is the caller's, whoever it is passed on to, in every order",
        arguments: ["102", "999"], [true, false])
    func caller(target: String, isReopened: Bool) throws {
        let company = try Company()
        company.decide {
            $0.createLead.answeredOutgoing.isOn = true
            $0.reopenStatusID = LeadStatus.ID(2)
            $0.reopenedLeadOwner = .caller
        }
        let talk = Conversation(uuid: "a1", direction: .outgoing)
        let part = Conversation(
            uuid: "0b", parent: "a1", direction: .outgoing, extension: target,
            start: Company.morning.advanced(bySeconds: 20))
        let tellings = [
            [
                talk.dial, talk.bridge,
                talk.record(answered: true, by: target, transfers: "101 > \(target)"),
            ],
            [talk.bridge, part.bridge, part.record(answered: true), talk.record(answered: true)],
        ]
        for messages in tellings {
            for order in permutations(messages) {
                try company.forgetCalls()
                if isReopened {
                    try company.execute(
                        """
                        INSERT INTO lead (id, name, status_id, responsible_employee_id, origin,
                            created_at, updated_at) VALUES (7, 'Б', 4, 3, 'manual', 0, 0);
                        INSERT INTO lead_phone VALUES ('+380500000099', 7, 0);
                        """)
                }
                for message in order { try company.hear(message) }
                #expect(try company.count("SELECT count(*) FROM lead") == 1)
                #expect(
                    try company.count("SELECT responsible_employee_id FROM lead") == 1, "\(order)")
                #expect(try company.value("SELECT extension FROM call") == target)
            }
        }
    }

    @Test(
        "Who answered gets the lead, also when the part of somebody unknown comes first",
        arguments: [DistributionMode.off, .even])
    func answererComesLater(mode: DistributionMode) throws {
        let company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.distributionMode = mode
            $0.distributionEmployeeIDs = [Company.marko]
        }
        let first = Conversation(uuid: "a1", extension: "101")
        let second = Conversation(
            uuid: "0b", parent: "a1", extension: "999",
            start: Company.morning.advanced(bySeconds: 20))
        for order in permutations([
            first.record(answered: true), second.bridge, second.record(answered: true),
        ]) {
            try company.forgetCalls()
            for message in order { try company.hear(message) }
            #expect(try company.value("SELECT responsible_employee_id FROM lead") == 1, "\(order)")
        }
    }

    @Test("A call answered by an extension nobody owns is shared out when distribution is on")
    func unmapped() throws {
        let company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.taras]
        }
        try company.hear(Conversation(extension: "777").bridge)
        #expect(try company.count("SELECT responsible_employee_id FROM lead") == 2)
        #expect(try company.value("SELECT extension FROM call") == "777")
    }
}

/// Collects the errors of several threads.
private final class Failure: @unchecked Sendable {
    private let lock = NSLock()
    private var errors: [any Error] = []

    var isEmpty: Bool { lock.withLock { errors.isEmpty } }

    func note(_ error: any Error) { lock.withLock { errors.append(error) } }
}
