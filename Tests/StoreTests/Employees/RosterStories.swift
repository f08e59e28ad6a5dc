import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct RosterStories {
    let company: Company
    let now = Company.morning
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)

    /// Phonet has another number for Olena, another order of names for Taras, and Hanna, who is not
    /// an employee.
    private let users = [
        Roster.User(
            id: "41", name: "Олена Гайова", extension: "102", email: "olena@vitryla.example"),
        Roster.User(id: "42", name: "Левченко Тарас", extension: "101", email: nil),
        Roster.User(
            id: "60", name: "Ганна Коваль", extension: "0105", email: "hanna@vitryla.example"),
    ]

    init() throws {
        company = try Company()
    }

    private func proposals() throws -> [String] {
        try company.store.roster(of: users).lines.map(\.proposal)
    }

    private func takeOver(_ proposals: [String]) throws -> SaveOutcome<RosterTaken> {
        try company.store.takeOver(Set(proposals), of: users, by: author, at: now)
    }

    private func extensions() throws -> String? {
        try company.value(
            "SELECT group_concat(ifnull(extension, '-'), ' ') FROM (SELECT * FROM employee ORDER BY id)"
        )
    }

    @Test("Looking at Phonet's users writes nothing; confirming takes over what was chosen")
    func chosenOnly() throws {
        let all = try proposals()
        #expect(try extensions() == "101 102 103")
        let taken = try #require(takeOver([all[2]]).saved)
        #expect((taken.added, taken.changed) == (1, 0))
        #expect(try extensions() == "101 102 103 0105")
        #expect(try company.count("SELECT count(*) FROM audit_entry") == 1)
    }

    @Test("Numbers may be exchanged in one go, and calls nobody owned find their owners")
    func exchange() throws {
        try company.execute(
            """
            INSERT INTO call (uuid, state, raw_number, number_class, extension, lead_created,
                origin, seen_at, updated_at)
            VALUES ('a', 'ended', '', 'hidden', '0105', 0, 'webhook', 0, 0)
            """)
        let taken = try #require(takeOver(proposals()).saved)
        #expect((taken.added, taken.changed) == (1, 2))
        #expect(try extensions() == "102 101 103 0105")
        #expect(try company.value("SELECT employee_id FROM call") == 4)
    }

    @Test("Half of an exchange is refused with the name of the other half, and nothing is written")
    func half() throws {
        let all = try proposals()
        let refused = try takeOver([all[0], all[2]])
        #expect(refused.conflicts == [all[0]])
        #expect(try extensions() == "101 102 103")
    }

    @Test("A preview somebody else has overtaken changes nothing")
    func stale() throws {
        let all = try proposals()
        let moved = try company.store.updateEmployee(Company.taras, at: now) {
            $0.extension = "109"
        }
        #expect(moved.saved != nil)
        #expect(try takeOver(all).conflicts == ["roster"])
        #expect(try extensions() == "101 109 103")
        #expect(try takeOver(["41=made up"]).conflicts == ["roster"])
    }

    @Test("What Phonet sends and no employee can have is refused by name, the rest is not written")
    func strange() throws {
        let bell = [Roster.User(id: "1", name: "Дзвін\u{7}", extension: "110", email: nil)]
        let proposal = try #require(company.store.roster(of: bell).lines.first).proposal
        let refused = try company.store.takeOver([proposal], of: bell, by: author, at: now)
        #expect(refused.problems == [proposal])
        #expect(try extensions() == "101 102 103")
    }
}
