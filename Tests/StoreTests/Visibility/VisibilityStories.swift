import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Who sees which calls, clients, leads and missed calls")
struct VisibilityStories {
    let company: Company
    private var store: Store { company.store }

    init() throws { company = try Company() }

    /// Taras as an employee who sees only what is theirs; Marko likewise.
    private func viewer(_ id: Employee.ID, sees: EmployeesSee = .own) throws -> Viewer {
        var settings = Settings()
        settings.employeesSee = sees
        return Viewer(try session(of: id), settings)
    }

    private func session(of id: Employee.ID) throws -> SessionRow {
        guard let person = try store.employee(id, at: Company.morning) else { throw Nobody() }
        return SessionRow(
            id: 1, employee: person, withheldRole: nil, createdAt: Company.morning,
            usedAt: Company.morning,
            passwordAt: nil, sourceIP: "", browser: "")
    }

    private struct Nobody: Error {}

    private func seen(by id: Employee.ID) throws -> [String] {
        try store.calls(CallFilter(), Pagination(limit: 200), seenBy: viewer(id)).items.map(\.uuid)
    }

    @Test("A number on a card of one's own shows no call of a colleague, but to those who see all")
    func claimed() throws {
        let number = "+380935550002"
        try company.execute(
            """
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, employee_id,
                started_at, lead_created, origin, seen_at, updated_at)
            SELECT 'c' || value, 'incoming', 'ended', 'answered', '\(number)', '\(number)', 'external',
                nullif(value, 0), value, 0, 'webhook', 0, 0
            FROM json_each('[0, 2, 3]');
            """)
        let before = try seen(by: Company.taras)
        #expect(Set(before) == ["c0", "c2"])
        func create(_ person: Employee.ID, sees: EmployeesSee) throws -> LeadRow {
            var details = LeadDetails()
            details.name = "Мій клієнт"
            details.phones = [PhoneNumber(number)]
            details.responsibleID = person
            let author = Author(
                try session(of: person), seeing: try viewer(person, sees: sees), from: .machine)
            return try #require(
                try store.createLead(details, origin: .manual, by: author, at: Company.morning)
                    .saved)
        }
        let mine = try create(Company.taras, sees: .own)
        #expect(try seen(by: Company.taras) == before)
        #expect(
            try company.count("SELECT count(*) FROM call WHERE lead_id = \(mine.id.value)") == 2)
        try company.execute("UPDATE call SET lead_id = NULL; DELETE FROM lead")
        let all = try create(Company.taras, sees: .all)
        #expect(
            try company.count("SELECT count(*) FROM call WHERE lead_id = \(all.id.value)") == 3)
    }

    @Test(
        "A call is seen by whose phone rang, who talked, and who is responsible; one without them by all"
    )
    func calls() throws {
        // Rings at Taras and Marko, Marko answers.
        let (a, b) = ("a".uuid, "b".uuid)
        var ringing = Conversation(uuid: a, extension: "102")
        var answered = Conversation(uuid: b, parent: a, extension: "103")
        ringing.kind = .user
        answered.kind = .user
        try company.hear(ringing.dial)
        try company.hear(answered.dial)
        try company.hear(answered.bridge)
        #expect(try seen(by: Company.taras) == [a] && seen(by: Company.marko) == [a])
        // Marko's alone, with Olena's and Marko's client; Taras becomes her third admin.
        let c = "c".uuid
        try company.hear(Conversation(uuid: c, number: Company.iryna, extension: "103").dial)
        #expect(try !seen(by: Company.taras).contains(c))
        _ = try store.updateClient(Client.ID(8101), at: Company.morning) {
            $0.adminIDs.append(Company.taras)
        }
        #expect(try seen(by: Company.taras).contains(c))
        _ = try store.updateClient(Client.ID(8101), at: Company.morning) {
            $0.adminIDs.removeLast()
        }
        #expect(try !seen(by: Company.taras).contains(c))
        // Of an extension that nobody has: everybody's, until somebody gets it.
        let d = "d".uuid
        try company.hear(
            Conversation(uuid: d, number: "+380500000077", extension: "109").dial)
        #expect(try seen(by: Company.taras).contains(d) && seen(by: Company.marko).contains(d))
        var details = EmployeeDetails()
        details.name = "Ганна Швець"
        details.extension = "109"
        _ = try store.createEmployee(details, at: Company.morning)
        #expect(try !seen(by: Company.taras).contains(d))
    }

    @Test(
        "A phone that rang at an extension nobody had is its next owner’s; a handed over one stays")
    func extensions() throws {
        let (a, b) = ("a".uuid, "b".uuid)
        var first = Conversation(uuid: a, extension: "102")
        var second = Conversation(uuid: b, parent: a, extension: "109")
        first.kind = .user
        second.kind = .user
        try company.hear(first.dial)
        try company.hear(second.dial)
        var details = EmployeeDetails()
        details.name = "Ганна Швець"
        details.extension = "109"
        let saved = try store.createEmployee(details, at: Company.morning)
        guard case .saved(let hanna) = saved else { throw Nobody() }
        while try store.continueGivingCalls(at: Company.morning) {}
        #expect(try seen(by: hanna.id) == [a])
        #expect(try seen(by: Company.marko).isEmpty)
        // Marko gets the extension later: the call was not theirs.
        _ = try store.updateEmployee(hanna.id, at: Company.morning) { $0.extension = nil }
        _ = try store.updateEmployee(Company.marko, at: Company.morning) { $0.extension = "109" }
        while try store.continueGivingCalls(at: Company.morning) {}
        #expect(try seen(by: hanna.id) == [a] && seen(by: Company.marko).isEmpty)
    }

    @Test(
        "Random companies: lists, counts and single rows agree with what the rule says, in every way to read"
    )
    func model() throws {
        var chance = SeededRandom(seed: 20_260_106)
        let people = [Company.olena, Company.taras, Company.marko]
        try company.execute(
            """
            UPDATE employee SET role = 'employee';
            DELETE FROM client_admin; DELETE FROM client_phone; DELETE FROM client
            """)
        func some() -> [Employee.ID] {
            people.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }
        }
        var admins: [Int64: [Employee.ID]] = [:]
        for id in Int64(1)...12 {
            admins[id] = some()
            try company.execute(
                "INSERT INTO client (id, name, created_at, updated_at) VALUES (\(id), 'К\(id)', 0, 0)"
            )
            for (position, admin) in (admins[id] ?? []).enumerated() {
                try company.execute(
                    """
                    INSERT INTO client_admin (client_id, position, employee_id)
                    VALUES (\(id), \(position), \(admin.value))
                    """)
            }
        }
        var owners: [Int64: Employee.ID] = [:]
        for id in Int64(1)...12 {
            let owner = some().first
            owners[id] = owner
            try company.execute(
                """
                INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                    updated_at)
                VALUES (\(id), 'Л\(id)', 1, \(owner.map { "\($0.value)" } ?? "NULL"), 'manual', 0, 0)
                """)
        }
        var expected: [Employee.ID: Set<Int64>] = [:]
        for id in Int64(1)...400 {
            let own = some().first
            let client = Int64.random(in: -12...12, using: &chance)
            let lead = Int64.random(in: -12...12, using: &chance)
            try company.execute(
                """
                INSERT INTO call (id, uuid, state, raw_number, number_class, started_at, employee_id,
                    client_id, lead_id, lead_created, origin, seen_at, updated_at, talk_seconds)
                VALUES (\(id), 'u\(id)', 'ended', '', 'hidden', \(id % 50),
                    \(own.map { "\($0.value)" } ?? "NULL"), \(client > 0 ? "\(client)" : "NULL"),
                    \(lead > 0 ? "\(lead)" : "NULL"), 0, 'webhook', 0, 0, \(id % 7))
                """)
            let rang = id % 3 == 0 ? some() : []
            for person in rang {
                try company.execute(
                    """
                    INSERT INTO call_participant (call_id, extension, employee_id)
                    VALUES (\(id), '10\(person.value)', \(person.value))
                    """)
            }
            let all = Set([own].compactMap(\.self) + rang + (admins[client] ?? []))
                .union([owners[lead]].compactMap(\.self))
            for person in people where all.isEmpty || all.contains(person) {
                expected[person, default: []].insert(id)
            }
        }
        try company.execute("UPDATE call SET direction = 'incoming'")
        let period = try #require(
            CallStatistics.Period(
                days: [Instant(milliseconds: 10)], end: Instant(milliseconds: 40),
                clock: LocalClock([])))
        let within = (Int64(1)...400).filter { (10..<40).contains($0 % 50) }
        #expect(try store.statistics(of: period, seenBy: .program).totals.calls == within.count)
        var compared = 0
        for person in people {
            let viewer = try viewer(person)
            #expect(
                try store.statistics(of: period, seenBy: viewer).totals.calls
                    == within.count { expected[person]?.contains($0) ?? false })
            let wanted = expected[person] ?? []
            #expect(!wanted.isEmpty && wanted.count < 400)
            for order in CallOrder.allCases {
                for few in [0, 1, 100_000] {
                    let found = try store.read { db in
                        var ids: [Int64] = []
                        var wanted: Pagination? = Pagination(limit: 60)
                        while let request = wanted {
                            let page = try CallSearch(
                                CallFilter(), by: order, few: few, seenBy: viewer, db
                            ).page(request)
                            ids += page.items.map { $0.id.value }
                            wanted = page.next.map { Pagination(limit: 60, after: $0) }
                        }
                        return ids
                    }
                    #expect(found.count == wanted.count && Set(found) == wanted)
                    compared += 1
                }
            }
            for id in Int64(1)...400 {
                let isSeen = try store.call(uuid: "u\(id)", seenBy: viewer) != nil
                let isCounted = try store.read { try viewer.sees(call: Call.ID(id), $0) }
                #expect(isSeen == wanted.contains(id) && isCounted == isSeen)
            }
            let clients = try store.clients(
                ClientFilter(), Pagination(limit: 200), seenBy: viewer
            ).items.map(\.id.value)
            let ours = admins.filter { $0.value.isEmpty || $0.value.contains(person) }.map(\.key)
            #expect(clients == ours.sorted())
            let leads = try store.leads(
                LeadFilter(), Pagination(limit: 200), seenBy: viewer
            ).items.map(\.id.value)
            #expect(leads == (1...12).filter { owners[$0].map { $0 == person } ?? true }.reversed())
        }
        #expect(compared == 36)
        #expect(
            try store.calls(CallFilter(), Pagination(limit: 200), seenBy: .program).items.count
                == 200)
    }

    @Test("The upgrade finds who took part in older calls, and leaves people what they could do")
    func upgrade() throws {
        let old = try DatabaseQueue()
        try Migrations.migrator.migrate(old, upTo: "37 sync")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO employee (id, name, extension, role, active, created_at, updated_at)
                    VALUES (1, 'Олена', '101', 'admin', 1, 0, 0), (2, 'Тарас', '102', 'employee', 1, 0, 0),
                        (3, 'Марко', '103', 'employee', 1, 0, 0);
                    INSERT INTO client (id, name, created_at, updated_at)
                    VALUES (1, 'Ірина', 0, 0), (2, 'Нічия', 0, 0);
                    INSERT INTO client_admin (client_id, position, employee_id) VALUES (1, 0, 2);
                    INSERT INTO call (id, uuid, state, raw_number, number_class, extension, employee_id,
                        started_at, lead_created, origin, seen_at, updated_at)
                    VALUES (1, 'a', 'ended', '', 'hidden', '102', 2, 9, 0, 'webhook', 9, 9),
                        (2, 'c', 'ended', '', 'hidden', '101', 1, 9, 0, 'webhook', 9, 9);
                    INSERT INTO leg (uuid, call_id, dial_seen, has_record, party_kind, extension,
                        transfer_history)
                    VALUES ('a', 1, 1, 1, 1, '102', '103 > 102'), ('b', 1, 1, 0, 1, '101', 'x"]'),
                        ('c', 2, 1, 0, 1, '101', NULL), ('d', 2, 1, 0, 2, '500', NULL);
                    """)
        }
        try Migrations.migrator.migrate(old)
        try old.read { db in
            let took = try String.fetchAll(
                db,
                sql: """
                    SELECT call_id || ':' || extension || ':' || employee_id FROM call_participant
                    ORDER BY 1
                    """)
            #expect(took == ["1:101:1", "1:103:3"])
            let marks = try Int.fetchAll(db, sql: "SELECT has_participants FROM call ORDER BY id")
            #expect(marks == [1, 0])
            let owned = try Int.fetchAll(db, sql: "SELECT is_owned FROM client ORDER BY id")
            #expect(owned == [1, 0])
            let ticks = try String.fetchAll(
                db, sql: "SELECT may_listen || may_export || may_delete FROM employee ORDER BY id")
            #expect(ticks == ["111", "110", "110"])
            let broken = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
            #expect(broken.isEmpty)
        }
        try old.write { db in
            try db.execute(sql: "UPDATE employee SET role = 'supervisor' WHERE id = 2")
            #expect(throws: DatabaseError.self) {
                try db.execute(sql: "UPDATE employee SET role = 'owner' WHERE id = 2")
            }
        }
    }
}

extension String {
    /// A uuid that begins with this digit.
    fileprivate var uuid: String { self + String(repeating: "0", count: 31) }
}
