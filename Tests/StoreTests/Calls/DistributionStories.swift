import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct DistributionStories {
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

        company.decide { $0.usesPhonetPauseAsPresence = true }
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
