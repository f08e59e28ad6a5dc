import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct PreviewStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    private func next(
        _ count: Int, _ mode: DistributionMode, among ids: [Employee.ID] = []
    ) throws -> [Int64] {
        try company.store.nextAssignments(count, mode, among: ids, at: now)
            .compactMap { $0.employee?.id.value }
    }

    @Test("The next turns are those the next calls will take, and looking takes none")
    func foretold() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
        }
        var taken: [Int64] = []
        func miss(_ number: Int) throws {
            try company.hear(
                Conversation(uuid: "c\(number)", number: "+38050000030\(number)").record(
                    answered: false))
            taken.append(
                try #require(
                    try company.value(
                        "SELECT responsible_employee_id FROM lead ORDER BY id DESC LIMIT 1")))
        }
        try miss(1)
        try company.execute("UPDATE employee SET active = 0 WHERE id = 2")
        try miss(2)
        try company.execute("UPDATE employee SET active = 1 WHERE id = 2")
        let foretold = try next(4, .even)
        #expect(foretold == [2, 1, 3, 2])
        #expect(try next(4, .even) == foretold)
        for number in 3...6 { try miss(number) }
        #expect(taken.suffix(4) == foretold[...])
    }

    @Test("Active distribution foretells those online, off foretells nobody")
    func modes() throws {
        let soon = now.advanced(bySeconds: 30).milliseconds
        try company.execute("UPDATE employee SET online_until = \(soon) WHERE id = 2")
        #expect(try next(3, .active) == [2, 2, 2])
        #expect(try next(3, .even) == [1, 2, 3])
        #expect(try next(3, .even, among: [Company.marko, Company.taras]) == [2, 3, 2])
        #expect(try next(3, .off).isEmpty)
        // Nobody in the list is active, so all take turns.
        try company.execute("UPDATE employee SET active = 0 WHERE id = 3")
        #expect(try next(3, .even, among: [Company.marko]) == [1, 2, 1])
        try company.execute("UPDATE employee SET active = 0")
        #expect(try next(3, .even, among: [Company.marko]).isEmpty)
    }
}
