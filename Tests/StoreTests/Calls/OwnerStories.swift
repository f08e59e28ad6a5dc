import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("The owner of a call is who had its extension when it began")
struct OwnerStories {
    let company: Company
    private let now = Company.morning
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)

    init() throws {
        company = try Company()
        company.decide { $0.createLead.answeredIncoming.isOn = true }
    }

    private func minute(_ count: Int) -> Instant { now.advanced(bySeconds: 60 * count) }

    private func change(
        _ employee: Employee.ID, minute count: Int,
        _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws {
        _ = try #require(
            try company.store.updateEmployee(employee, at: minute(count), change).saved)
    }

    private func responsible() throws -> Int64? {
        try company.value("SELECT responsible_employee_id FROM lead")
    }

    private func owner(_ uuid: String) throws -> Int64? {
        try company.value("SELECT employee_id FROM call WHERE uuid = '\(uuid)'")
    }

    @Test("A lead that a person gave the call stays as the other call made it, whatever comes late")
    func givenLead() throws {
        let (first, second) = (
            Conversation(uuid: "a1", extension: "101"),
            Conversation(uuid: "b2", number: "+380500000077", extension: "102")
        )
        try company.hear(first.bridge)
        try company.hear(second.bridge)
        let made: Int64? = try company.value("SELECT lead_id FROM call WHERE uuid = 'a1'")
        let lead = Lead.ID(try #require(made))
        _ = try company.store.attach(.lead(lead), toCall: "b2", by: author, at: now)
        #expect(try company.count("SELECT lead_id FROM call WHERE uuid = 'b2'") == Int(lead.value))
        try company.hear(second.record(answered: true, by: "103", transfers: "102 > 103"))
        #expect(
            try company.count(
                "SELECT responsible_employee_id FROM lead WHERE id = \(lead.value)") == 1)
        #expect(
            try company.value("SELECT name FROM lead WHERE id = \(lead.value)")
                == Company.unknownCaller)
    }

    @Test("A record that comes after the answerer was deactivated takes no lead away")
    func deactivated() throws {
        let talk = Conversation(uuid: "a1")
        for message in [talk.dial, talk.bridge, talk.hangup(answered: true)] {
            try company.hear(message)
        }
        try change(Company.olena, minute: 30) { $0.active = false }
        try company.hear(talk.record(answered: true), at: minute(40))
        #expect(try responsible() == 1)
        #expect(try owner("a1") == 1)
    }

    @Test("Handing an extension over moves no old call and no old lead, however late its record")
    func handedOver() throws {
        let talk = Conversation(uuid: "a1")
        for message in [talk.dial, talk.bridge, talk.hangup(answered: true)] {
            try company.hear(message)
        }
        try change(Company.olena, minute: 30) { $0.extension = nil }
        try change(Company.taras, minute: 30) { $0.extension = "101" }
        try company.hear(talk.record(answered: true), at: minute(40))
        #expect(try responsible() == 1)
        // Nothing of this call was known before.
        let older = Conversation(uuid: "b1", number: "+380500000077", start: minute(10))
        try company.hear(older.record(answered: true), at: minute(41))
        #expect(try owner("b1") == 1)
        let newer = Conversation(uuid: "c1", number: "+380500000078", start: minute(35))
        try company.hear(newer.record(answered: true), at: minute(42))
        #expect(try owner("c1") == 2)
        #expect(
            try company.value(
                "SELECT group_concat(responsible_employee_id) FROM (SELECT * FROM lead ORDER BY id)"
            )
                == "1,1,2")
    }

    @Test(
        "A transfer to nobody in the books leaves the lead with who answered",
        arguments: ["999", "103"])
    func transferredToNobody(number: String) throws {
        try change(Company.marko, minute: -90) { $0.active = false }
        let talk = Conversation(uuid: "a1", extension: "102")
        for message in [talk.dial, talk.bridge, talk.hangup(answered: true)] {
            try company.hear(message)
        }
        try company.hear(talk.record(answered: true, by: number, transfers: "102 > \(number)"))
        #expect(try responsible() == 2)
        #expect(try company.value("SELECT extension FROM call") == number)
        #expect(try owner("a1") == nil)
    }

    @Test("A transfer to an active colleague takes the lead along, unless somebody edited it")
    func transferred() throws {
        let talk = Conversation(uuid: "a1", extension: "102")
        try company.hear(talk.bridge)
        try company.hear(talk.record(answered: true, by: "103", transfers: "102 > 103"))
        #expect(try responsible() == 3)
        let other = Conversation(uuid: "b1", number: "+380500000077", extension: "102")
        try company.hear(other.bridge)
        _ = try company.store.updateLead(Lead.ID(2), at: minute(1)) { $0.name = "Богдан" }
        try company.hear(other.record(answered: true, by: "103", transfers: "102 > 103"))
        #expect(
            try company.value("SELECT responsible_employee_id FROM lead WHERE id = 2") == Int64(2))
    }

    @Test("An extension's calls of the time when nobody had it go to its next owner")
    func gap() throws {
        try change(Company.olena, minute: 10) { $0.active = false }
        for (uuid, count) in [("a1", 5), ("a2", 15), ("a3", 25)] {
            let talk = Conversation(
                uuid: uuid, number: "+38050000007\(count % 10)", start: minute(count))
            try company.hear(talk.record(answered: true), at: minute(count))
        }
        #expect(try company.store.unownedExtensions().map(\.calls) == [2])
        try change(Company.marko, minute: 20) { $0.extension = "101" }
        #expect(try ["a1", "a2", "a3"].map { try owner($0) } == [1, 3, 3])
        // Its message comes only now.
        let late = Conversation(uuid: "a4", number: "+380500000055", start: minute(16))
        try company.hear(late.record(answered: true), at: minute(30))
        #expect(try owner("a4") == 3)
        try change(Company.marko, minute: 40) { $0.extension = nil }
        let later = Conversation(uuid: "a5", number: "+380500000056", start: minute(41))
        try company.hear(later.record(answered: true), at: minute(42))
        #expect(try owner("a5") == nil)
        #expect(try company.store.unownedExtensions().map(\.extension) == ["101"])
    }

    @Test("Every way to change an employee is noted once, with its time")
    func periods() throws {
        try change(Company.olena, minute: 1) { $0.active = false }
        try change(Company.olena, minute: 2) { $0.active = true }
        try change(Company.olena, minute: 3) { $0.name = "Олена Гайова-Бойко" }
        try change(Company.olena, minute: 4) { $0.extension = "0101" }
        let periods: String? = try company.value(
            """
            SELECT group_concat(extension || ' ' || from_at || '-' || ifnull(until_at, ''), ', ')
            FROM (SELECT * FROM extension_owner WHERE employee_id = 1 ORDER BY from_at)
            """)
        let at = (1...4).map { minute($0).milliseconds }
        #expect(
            periods == "101 0-\(at[0]), 101 \(at[1])-\(at[3]), 0101 \(at[3])-")
        #expect(
            try company.count("SELECT count(*) FROM extension_owner WHERE until_at IS NULL") == 3)
    }

    @Test("Phonet's list that swaps two extensions moves no call")
    func swapped() throws {
        let talk = Conversation(uuid: "a1")
        try company.hear(talk.bridge)
        let users = [
            Roster.User(
                id: "41", name: "Олена Гайова", extension: "102", email: "olena@vitryla.example"),
            Roster.User(
                id: "42", name: "Тарас Левченко", extension: "101", email: "taras@vitryla.example"),
        ]
        let roster = try company.store.roster(of: users)
        let chosen = Set(roster.lines.filter(\.changes).map(\.proposal))
        #expect(
            try company.store.takeOver(chosen, of: users, by: author, at: minute(30)).saved
                == RosterTaken(added: 0, changed: 2))
        try company.hear(talk.record(answered: true), at: minute(40))
        #expect(try owner("a1") == 1)
        let next = Conversation(uuid: "b1", number: "+380500000077", start: minute(31))
        try company.hear(next.bridge, at: minute(31))
        #expect(try owner("b1") == 2)
    }

    @Test("A person who was deactivated keeps the browsers that get pushes")
    func browsers() throws {
        try company.execute(
            """
            INSERT INTO push_subscription (employee_id, endpoint, p256dh, auth, browser, created_at)
            VALUES (2, 'https://push.example/a', '', '', '', 0)
            """)
        try change(Company.taras, minute: 1) { $0.active = false }
        try change(Company.taras, minute: 2) { $0.active = true }
        #expect(try company.count("SELECT count(*) FROM push_subscription") == 1)
    }
}
