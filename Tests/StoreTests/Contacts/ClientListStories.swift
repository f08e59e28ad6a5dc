import CallRules
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("The list of clients")
struct ClientListStories {
    let company: Company

    init() throws {
        company = try Company()
        for (name, phone) in [
            ("ЇЖАК Петро", "0500000022"), ("Єва Ґудзь", "0500000033"),
            ("Кав’ярня №7", "0500000044"),
        ] {
            var details = ClientDetails()
            details.name = name
            details.phones = [PhoneNumber(phone)]
            details.adminIDs = name.hasPrefix("Є") ? [Company.taras] : []
            details.externalID = "crm-\(phone.suffix(2))"
            _ = try company.store.createClient(details, at: Company.morning)
        }
    }

    private func names(_ change: (inout ClientFilter) -> Void) throws -> [String] {
        var filter = ClientFilter()
        filter.order = .name
        change(&filter)
        return try company.store.clients(filter, Pagination()).items.map(\.details.name)
    }

    @Test(
        "A client is found by parts of the name or company, a number or digits of it, or the CRM’s id",
        arguments: [
            ("їжак", ["ЇЖАК Петро"]), ("петро їжак", ["ЇЖАК Петро"]), ("ґуд", ["Єва Ґудзь"]),
            ("кав'ярня", ["Кав’ярня №7"]), ("ПРИКЛАД соко", ["Ірина Соколова"]),
            ("(050) 000-00-33", ["Єва Ґудзь"]), ("0044", ["Кав’ярня №7"]),
            ("crm-22", ["ЇЖАК Петро"]), ("петро приклад", []), ("' OR 1 --", []), ("%", []),
        ] as [(String, [String])])
    func search(text: String, found: [String]) throws {
        #expect(try names { $0.search = text } == found)
    }

    @Test("Names stand in the order of the alphabet, page by page, none left out and none twice")
    func order() throws {
        let all = try names { _ in }
        #expect(all == ["Єва Ґудзь", "Ірина Соколова", "ЇЖАК Петро", "Кав’ярня №7"])
        #expect(try names { $0.order = .newest }.last == "Ірина Соколова")
        for order in ClientOrder.allCases {
            var filter = ClientFilter()
            filter.order = order
            var (seen, after) = ([Client.ID](), Pagination().after)
            repeat {
                let page = try company.store.clients(filter, Pagination(limit: 1, after: after))
                seen += page.items.map(\.id)
                after = page.next
            } while after != nil
            #expect(seen.count == 4 && Set(seen).count == 4, "\(order)")
        }
    }

    @Test("Clients of one of those responsible are shown alone")
    func whose() throws {
        #expect(try names { $0.adminID = Company.taras } == ["Єва Ґудзь"])
        #expect(try names { $0.adminID = Company.marko } == ["Ірина Соколова"])
    }

    @Test("A name that was changed or erased behind the list’s back is not found any more")
    func erased() throws {
        #expect(try names { $0.search = "ґудзь" }.count == 1)
        try company.execute("UPDATE client SET name = 'Видалено' WHERE name = 'Єва Ґудзь'")
        #expect(
            try company.count("SELECT count(*) FROM client_name WHERE folded LIKE '%дзь%'") == 0)
        #expect(try names { $0.search = "ґудзь" } == [])
        #expect(try names { $0.search = "видалено" } == ["Видалено"])
        try company.execute("DELETE FROM client")
        #expect(try company.count("SELECT count(*) FROM client_name") == 0)
    }

    @Test("The total counts what the viewer sees; for those who see all it reads names alone")
    func total() throws {
        var filter = ClientFilter()
        filter.search = "петро"
        var own = Settings()
        own.employeesSee = .own
        let taras = try #require(try company.store.employee(Company.taras, at: Company.morning))
        let viewer = Viewer(taras, role: .employee, own)
        #expect(try company.store.clientTotal(ClientFilter(), seenBy: .program).count == 4)
        // Iryna is Olena's and Marko's.
        #expect(try company.store.clientTotal(ClientFilter(), seenBy: viewer).count == 3)
        #expect(try company.store.clientTotal(filter, seenBy: viewer).count == 1)

        let asked = Mutex<[String]>([])
        try company.store.read { db in
            db.trace { event in
                guard case .statement(let statement) = event else { return }
                asked.withLock { $0.append(statement.sql) }
            }
        }
        #expect(try company.store.clientTotal(filter, seenBy: .program).count == 1)
        try company.store.read { $0.trace() }
        let count = try #require(asked.withLock { $0 }.first { $0.contains("LEFT JOIN client") })
        let plan = try company.plan(of: count)
        #expect(plan.contains { $0.contains("client_name") })
        #expect(!plan.contains { $0.contains("SEARCH client USING") }, "\(plan)")
    }

    @Test("A search counts 2,500 names, and says that there are more; a list without it counts all")
    func searchTotal() throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2600)
            INSERT INTO client (name, created_at, updated_at)
            SELECT 'Марта ' || n, 0, 0 FROM number
            """)
        var filter = ClientFilter()
        #expect(
            try company.store.clientTotal(filter, seenBy: .program)
                == ListTotal(count: 2604, isWhole: true))
        filter.search = "марта"
        #expect(
            try company.store.clientTotal(filter, seenBy: .program)
                == ListTotal(count: 2500, isWhole: false))
    }
}
