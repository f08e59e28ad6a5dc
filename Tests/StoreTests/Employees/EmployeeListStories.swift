import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct EmployeeListStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    private func names(
        _ search: String, _ scope: EmployeeListScope = .all
    ) throws -> [String] {
        var request = EmployeeListRequest()
        request.search = search
        request.scope = scope
        return try company.store.employeeList(request, at: now).rows
            .map(\.employee.details.name)
    }

    @Test("Active people come first, each group in the order of the alphabet")
    func order() throws {
        try company.execute(
            """
            INSERT INTO employee (name, role, active, created_at, updated_at)
            VALUES ('Євген Яременко', 'employee', 1, 0, 0), ('Анна Бойко', 'employee', 0, 0, 0),
                ('іван Гнатюк', 'employee', 1, 0, 0)
            """)
        #expect(
            try names("") == [
                "Євген Яременко", "іван Гнатюк", "Марко Дубовик", "Олена Гайова",
                "Тарас Левченко", "Анна Бойко",
            ])
        #expect(try names("", .active).contains("Анна Бойко") == false)
        #expect(try names("", .withoutExtension) == ["Євген Яременко", "іван Гнатюк"])
    }

    @Test(
        "People are found by parts of name, address and number, whatever the case",
        arguments: ["гайова", "ОЛЕНА", "гай оле", "olena@VIT", "101", "vitryla олена"])
    func search(text: String) throws {
        #expect(try names(text) == ["Олена Гайова"])
    }

    @Test("A search that finds nobody says how many there are without it")
    func nobody() throws {
        var request = EmployeeListRequest()
        request.search = "%_'"
        let list = try company.store.employeeList(request, at: now)
        #expect(list.rows.isEmpty)
        #expect((list.count, list.everybody) == (0, 3))
        request.search = ""
        request.page = .max
        #expect(try company.store.employeeList(request, at: now).rows.isEmpty)
    }

    @Test("The list tells who can sign in, who is online, and how many calls the last month had")
    func columns() throws {
        try company.execute(
            """
            INSERT INTO password VALUES (1, 'x', 0);
            INSERT INTO invitation (hash, employee_id, created_at, expires_at)
            VALUES (x'01', 2, 0, \(now.milliseconds + 1)), (x'02', 3, 0, \(now.milliseconds));
            """)
        try company.hear(Conversation(uuid: "a").record(answered: true))
        let old = Conversation(uuid: "b", start: now.earlier(bySeconds: 31 * 24 * 3600))
        try company.hear(old.record(answered: true))
        _ = try company.store.setPresence(Company.olena, online: true, seconds: 90, at: now)
        let rows = try company.store.employeeList(EmployeeListRequest(), at: now).rows
        let byID = rows.sorted { $0.employee.id < $1.employee.id }
        #expect(
            byID.map(\.access) == [
                .password, .invited(until: now.next), .none,
            ])
        #expect(byID.map(\.recentCalls) == [1, 0, 0])
        #expect(byID.map(\.employee.online) == [true, false, false])
        #expect(try company.store.employeeListRow(Company.olena, at: now) == byID.first)
    }

    @Test("Of two people who edit one employee the second is told, and nothing is lost")
    func twoTabs() throws {
        let marko = try company.store.employee(Company.marko, at: now)
        let seen = try #require(marko).updatedAt
        let first = try company.store.updateEmployee(
            Company.marko, expecting: seen, at: now
        ) { $0.email = "m@vitryla.example" }
        let saved = try #require(first.saved)
        let second = try company.store.updateEmployee(
            Company.marko, expecting: seen, at: now
        ) { $0.name = "Марко" }
        guard case .stale(let version) = second else {
            Issue.record("\(second)")
            return
        }
        #expect(version == saved.updatedAt.milliseconds)
        // The version also changes within one millisecond.
        let third = try company.store.updateEmployee(
            Company.marko, expecting: saved.updatedAt, at: now
        ) { $0.name = "Марко" }
        #expect(try #require(third.saved).updatedAt > saved.updatedAt)
    }
}
