import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Who has a phone")
struct ContactLookupStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    @Test("Rules, lookup, view, missed calls, live card and matches name the same client and lead")
    func allAgree() throws {
        var random = SeededRandom(seed: 0x0C0_47AC7)
        var seen = (clients: 0, leads: 0, both: 0, nobody: 0, ties: 0)
        for round in 0..<40 {
            try company.forgetCalls()
            let phones = (0..<5).map { "+38067000\(1000 + round * 10 + $0)" }
            try fill(phones, &random)
            for (minute, phone) in phones.enumerated() {
                let expected = try model(phone)
                seen.clients += expected.client == nil ? 0 : 1
                seen.leads += expected.lead == nil ? 0 : 1
                seen.both += expected.client != nil && expected.lead != nil ? 1 : 0
                seen.nobody += expected.client == nil && expected.lead == nil ? 1 : 0
                seen.ties += expected.isTie ? 1 : 0
                try compare(phone, expected, round * 10 + minute)
            }
        }
        #expect(seen.clients > 50 && seen.leads > 50 && seen.both > 20, "\(seen)")
        #expect(seen.nobody > 5 && seen.ties > 5, "\(seen)")
    }

    /// Random clients and leads that share a few phone numbers; many leads have the same time.
    private func fill(_ phones: [String], _ random: inout SeededRandom) throws {
        var statements: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let id = Int.random(in: 1...100_000, using: &random)
            statements.append(
                """
                INSERT OR IGNORE INTO client (id, name, created_at, updated_at)
                VALUES (\(id), 'client \(id)', 0, 0);
                """)
            for phone in phones where Int.random(in: 0...2, using: &random) == 0 {
                statements.append(
                    "INSERT OR IGNORE INTO client_phone VALUES ('\(phone)', \(id), 0);")
            }
            for (position, person) in [1, 2, 3].shuffled(using: &random).prefix(2).enumerated() {
                statements.append(
                    """
                    INSERT OR IGNORE INTO client_admin (client_id, position, employee_id)
                    VALUES (\(id), \(position), \(person));
                    """)
            }
        }
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            let id = Int.random(in: 1...100_000, using: &random)
            let status = Int.random(in: 1...5, using: &random)
            let moment = Int.random(in: 1...3, using: &random)
            let person = ["NULL", "1", "2", "3"].randomElement(using: &random) ?? "NULL"
            statements.append(
                """
                INSERT OR IGNORE INTO lead (id, name, status_id, responsible_employee_id, origin,
                    created_at, updated_at)
                VALUES (\(id), 'lead \(id)', \(status), \(person), 'manual', \(moment), 0);
                """)
            for phone in phones where Int.random(in: 0...2, using: &random) == 0 {
                statements.append(
                    "INSERT OR IGNORE INTO lead_phone VALUES ('\(phone)', \(id), 0);")
            }
        }
        let isActive = Bool.random(using: &random) ? 1 : 0
        statements.append("UPDATE employee SET active = \(isActive) WHERE id = 3;")
        try company.execute(statements.joined(separator: "\n"))
    }

    private struct Holders {
        var client: Int64?
        /// The newest active lead.
        var lead: Int64?
        /// Another active lead was made in the same millisecond.
        var isTie = false
        var clients: [Int64] = []
        var leads: [Int64] = []
    }

    /// The expected result, computed in Swift from whole tables.
    private func model(_ phone: String) throws -> Holders {
        try company.store.read { db in
            var holders = Holders()
            holders.clients = try Int64.fetchAll(
                db, sql: "SELECT client_id FROM client_phone WHERE e164 = ?", arguments: [phone]
            ).sorted()
            holders.client = holders.clients.first
            let leads = try Row.fetchAll(
                db,
                sql: """
                    SELECT lead.id, lead.created_at, lead_status.kind FROM lead_phone
                    JOIN lead ON lead.id = lead_id JOIN lead_status ON lead_status.id = status_id
                    WHERE e164 = ?
                    """, arguments: [phone])
            holders.leads = leads.map { $0["id"] }.sorted()
            let active = leads.filter { $0["kind"] == "active" }
                .map { ($0["created_at"] as Int64, $0["id"] as Int64) }
            holders.lead = active.max { $0 < $1 }?.1
            holders.isTie = active.count > 1 && Set(active.map(\.0)).count < active.count
            return holders
        }
    }

    private func compare(_ phone: String, _ expected: Holders, _ number: Int) throws {
        // The rules.
        let (client, leads) = try company.store.write(.system(at: Instant(milliseconds: 0))) { tx in
            (
                try ContactLookup.client(phone, tx.sql),
                try ContactLookup.leads(phone, withoutLeadsOf: nil, tx.sql)
            )
        }
        #expect(client?.id.value == expected.client)
        #expect(leads.active?.id.value == expected.lead)
        // The answer to Phonet's customer lookup.
        let card = try company.store.customer(PhoneNumber(phone)).card
        let subject: CustomerCard.Subject? =
            expected.client.map { .client(Client.ID($0)) }
            ?? expected.lead.map { .lead(Lead.ID($0)) }
        #expect(card?.subject == subject)
        // The view.
        try company.store.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT client_id, lead_id FROM contact_by_phone WHERE e164 = ? AND is_chosen
                    """, arguments: [phone])
            #expect(
                rows.compactMap { $0["client_id"] as Int64? } == expected.client.map { [$0] } ?? [])
            #expect(rows.compactMap { $0["lead_id"] as Int64? } == expected.lead.map { [$0] } ?? [])
        }
        // The matches of a number.
        let matches = try company.store.matches(of: PhoneNumber(phone))
        #expect(matches.clients.map(\.id.value) == expected.clients)
        #expect(matches.leads.map(\.id.value) == expected.leads)
        // Other contacts with the number.
        try company.store.read { db in
            for id in expected.clients {
                #expect(
                    try CallOwner.client(Client.ID(id)).shares(phone, db)
                        == (expected.clients.count > 1))
            }
            if let lead = expected.lead, !expected.isTie {
                let others = try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM lead_phone JOIN lead ON lead.id = lead_id
                        JOIN lead_status ON lead_status.id = status_id AND kind = 'active'
                        WHERE e164 = ? AND lead.id <> ?
                        """, arguments: [phone, lead])
                #expect(
                    try CallOwner.lead(Lead.ID(lead)).shares(phone, db) == ((others ?? 0) > 0))
            }
        }
        // The list of missed calls.
        var talk = Conversation(uuid: "a\(number)")
        talk.number = phone
        talk.start = Company.morning.advanced(bySeconds: number * 600)
        try company.hear(talk.record(answered: false), at: talk.start)
        let missed = try company.store.missedCases(
            MissedCaseFilter(), Pagination(limit: 100), at: Company.morning
        )
        .items.filter { $0.phone == phone }
        #expect(missed.count == 1)
        #expect(missed.first?.leadID?.value == expected.lead)
        #expect(missed.first?.clientName == expected.client.map { "client \($0)" })
        let responsible =
            leads.active?.responsible?.id ?? client?.admins.first?.id
        #expect(missed.first?.responsible?.id == responsible)
        // The live card of a call that rings.
        talk = Conversation(uuid: "b\(number)")
        talk.number = phone
        talk.start = Company.morning.advanced(bySeconds: number * 600 + 300)
        try company.hear(talk.dial, at: talk.start)
        let employee = try #require(
            try company.store.employee(
                Company.olena, at: talk.start))
        let live = try company.store.liveState(
            of: employee, since: Company.morning, at: talk.start.advanced(bySeconds: 1))
        let call = try #require(live.calls.first { $0.call.uuid == talk.uuid })
        #expect(call.call.clientID?.value == expected.client)
        #expect(call.openLead?.id.value == expected.lead)
        #expect(call.clientAdmin?.id == client?.admins.first?.id)
        try company.hear(talk.hangup(answered: true, seenAt: talk.start), at: talk.start)
    }

    @Test("Every way to ask for a phone goes through the index of phones")
    func plans() throws {
        let phone = Company.iryna
        let statements = try company.store.read { db in
            var statements: [String] = [ContactLookup.clientQuery.sql, ContactLookup.leadQuery.sql]
            db.trace { event in
                if case .statement(let statement) = event { statements.append(statement.sql) }
            }
            _ = try NumberMatches.clients([phone], seenBy: .program, db)
            _ = try NumberMatches.leads([phone], seenBy: .program, db)
            _ = try CallOwner.client(Client.ID(1)).shares(phone, db)
            _ = try CallOwner.lead(Lead.ID(1)).shares(phone, db)
            _ = try MissedCaseRow.find(MissedCase.ID(1), seenBy: .program, db)
            db.trace()
            // Reading the numbers of a client that was found asks by its id.
            return statements.filter {
                $0.contains("_phone") && !$0.contains("WHERE client_id = ?")
            }
        }
        #expect(statements.count == 7)
        for sql in statements {
            let plan = try company.plan(of: sql)
            let byPhone = plan.filter { $0.contains("USING PRIMARY KEY (e164=?") }
            #expect(!byPhone.isEmpty, "\(sql): \(plan)")
            for step in plan {
                #expect(!step.hasPrefix("SCAN") || step == "SCAN CONSTANT ROW", "\(sql): \(step)")
            }
        }
    }
}
