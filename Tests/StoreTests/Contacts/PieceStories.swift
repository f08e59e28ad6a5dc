import CallRules
import Synchronization
import TestSupport
import Testing

@testable import Store

/// Work on hundreds of thousands of rows is done some hundreds at a time, so that no webhook waits.
@Suite("Large work comes in small transactions")
struct PieceStories {
    private static let calls = 2500
    private let now = Company.morning
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)

    /// Calls with a value in one more column.
    private func insertCalls(_ company: Company, _ column: String, _ value: String) throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(PieceStories.calls))
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class,
                started_at, lead_created, origin, seen_at, updated_at, \(column))
            SELECT printf('c%d', n), 'incoming', 'ended', 'answered', '+380500000055', '', 'external',
                \(now.milliseconds) - n * 1000, 0, 'webhook', 0, 0, \(value) FROM number
            """)
    }

    /// A server on the company's database, whose time for a piece is up after two steps.
    private func server(of company: Company) throws -> Store {
        let passed = Mutex(Duration.zero)
        return try Store(path: company.path) {
            passed.withLock { passed in
                passed += .milliseconds(6)
                return passed
            }
        }
    }

    /// Does the rest piece by piece, once with the program ended in between; each piece is bounded.
    private func finish(_ company: Company, _ left: String) throws {
        var store = try server(of: company)
        defer { store.close() }
        var before = try company.count(left)
        #expect(before == PieceStories.calls - UnownedCalls.limit)
        var pieces = 0
        while true {
            let isMore = try store.maintain(at: now)
            let after = try company.count(left)
            #expect(before - after <= 2 * UnownedCalls.limit)
            before = after
            pieces += 1
            if !isMore { break }
            if pieces == 1 {
                store.close()
                store = try server(of: company)
            }
        }
        #expect(before == 0 && pieces >= 3)
    }

    @Test("An extension's calls find their owner, also when it changes hands meanwhile")
    func extensionCalls() throws {
        let company = try Company()
        try company.execute("UPDATE employee SET extension = NULL WHERE id = 3")
        try insertCalls(company, "extension", "'777'")
        let done = try #require(
            company.store.assign("777", to: Company.marko, by: author, at: now).saved)
        #expect(done.calls == PieceStories.calls)
        #expect(try company.store.unownedExtensions().isEmpty)
        let later = now.advanced(bySeconds: 60)
        _ = try company.store.updateEmployee(Company.marko, at: later) { $0.extension = nil }
        _ = try company.store.updateEmployee(Company.taras, at: later) { $0.extension = "777" }
        try company.execute(
            "UPDATE call SET employee_id = iif(id > \(UnownedCalls.limit), NULL, 3)")
        try finish(company, "SELECT count(*) FROM call WHERE employee_id IS NULL")
        #expect(try company.count("SELECT count(*) FROM call WHERE employee_id = 3") == 2500)
    }

    @Test("A deleted client is gone at once, and its calls follow")
    func deletedClient() throws {
        let company = try Company()
        try company.execute("UPDATE client SET external_id = 'crm-1' WHERE id = 8101")
        try insertCalls(company, "client_id", "8101")
        let id = Client.ID(8101)
        #expect(try company.store.deleteClient(id, by: author, at: now) == .deleted)
        #expect(try company.store.client(id) == nil)
        #expect(try company.store.clients(ClientFilter(), Pagination()).items.isEmpty)
        #expect(try company.store.deleteClient(id, by: author, at: now) == .missing)
        var details = ClientDetails()
        details.name = "Ірина С."
        details.externalID = "crm-1"
        details.phones = [PhoneNumber(Company.iryna)]
        #expect(try company.store.createClient(details, at: now).saved != nil)
        try finish(company, "SELECT count(*) FROM call WHERE client_id = 8101")
        #expect(try company.count("SELECT count(*) FROM client") == 1)
        #expect(try company.count("SELECT count(*) FROM removal") == 0)
    }

    @Test("A deleted lead leaves calls, notices and attachments in pieces")
    func deletedLead() throws {
        let company = try Company()
        var details = LeadDetails()
        details.name = "Богдан"
        details.phones = [PhoneNumber("+380500000055")]
        try insertCalls(company, "lead_id", "NULL")
        let lead = try #require(
            try company.store.createLead(details, origin: .manual, at: now).saved)
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM attached_call") == 2500)
        #expect(try company.store.deleteLead(lead.id, by: author, at: now) == .deleted)
        try finish(company, "SELECT count(*) FROM call WHERE lead_id IS NOT NULL")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT count(*) FROM attached_call") == 0)
    }

    /// Iryna with 2,500 calls, who is to be merged into another card of hers.
    private func twoCards() throws -> (company: Company, kept: Client.ID, gone: Client.ID) {
        let company = try Company()
        try insertCalls(company, "client_id", "8101")
        var details = ClientDetails()
        details.name = "Ірина С."
        let kept = try #require(try company.store.createClient(details, at: now).saved)
        return (company, kept.id, Client.ID(8101))
    }

    @Test("Of two merged clients all calls come to the kept one, which may be deleted meanwhile")
    func merged() throws {
        let (company, kept, gone) = try twoCards()
        #expect(try company.merge(gone, into: kept, by: author, at: now) != nil)
        let phones = try company.store.client(kept)?.details.phones.map(\.e164)
        #expect(phones == [Company.iryna])
        #expect(try company.store.client(gone) == nil)
        #expect(try company.store.deleteClient(kept, by: author, at: now) == .deleted)
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id IS NOT NULL") == 0)
        #expect(try company.count("SELECT count(*) FROM client") == 0)
    }

    @Test("A deleted employee's notices go in pieces, and nothing goes of one who must stay")
    func deletedEmployee() throws {
        let company = try Company()
        try insertCalls(company, "trunk", "NULL")
        try company.execute(
            """
            INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at)
            SELECT 'missed_call', 3, id, '', 0, 0 FROM call;
            INSERT INTO dismissed_call (call_id, employee_id, at) SELECT id, 3, 0 FROM call;
            INSERT INTO turn (call_id, employee_id, mode, skipped, at)
            SELECT id, 3, 'even', '[]', 0 FROM call;
            """)
        // Her client keeps her.
        let kept = try company.store.deleteEmployee(Company.marko, by: author, at: now)
        guard case .inUse = kept else {
            Issue.record("\(kept)")
            return
        }
        #expect(try company.count("SELECT count(*) FROM notice") == 2500)
        try company.execute("DELETE FROM client_admin")
        var pieces = 0
        while try company.store.write(
            .system(at: now),
            { tx in
                let before = tx.db.totalChangesCount
                let isMore = try EmployeeRemoval(gone: Company.marko).continueRemoving(tx.db)
                #expect(tx.db.totalChangesCount - before <= EmployeeRemoval.limit)
                return isMore
            })
        { pieces += 1 }
        #expect(pieces >= 7500 / EmployeeRemoval.limit)
        #expect(
            try company.store.deleteEmployee(Company.marko, by: author, at: now) == .deleted)
        #expect(try company.count("SELECT count(*) FROM notice") == 0)
        #expect(try company.count("SELECT count(*) FROM dismissed_call") == 0)
        #expect(try company.count("SELECT count(*) FROM turn WHERE employee_id IS NULL") == 2500)
    }

    /// A merge of a client with 2,500 calls, undone, of which some calls are still to come back.
    private func halfUndone() throws -> (company: Company, kept: Client.ID, gone: Client.ID) {
        let (company, kept, gone) = try twoCards()
        let merge = try #require(try company.merge(gone, into: kept, by: author, at: now))
        while try company.store.maintain(at: now) {}
        let slow = try server(of: company)
        defer { slow.close() }
        #expect(try slow.undoMerge(merge.id, by: author, at: now).saved == .client(gone))
        let left = try company.count("SELECT count(*) FROM merged_row")
        #expect(left > 0 && left < PieceStories.calls)
        return (company, kept, gone)
    }

    private func checkNothingIsLeft(_ company: Company, callsWithClient: Int) throws {
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM merged_row") == 0)
        #expect(try company.count("SELECT count(*) FROM removal") == 0)
        let count = "SELECT count(*) FROM call WHERE client_id IS NOT NULL"
        #expect(try company.count(count) == callsWithClient)
        #expect(try company.count("SELECT count(*) FROM client") == 1)
    }

    @Test("A client that an undone merge brought back may be deleted while its calls come back")
    func undoneAndDeleted() throws {
        let (company, _, gone) = try halfUndone()
        #expect(try company.store.deleteClient(gone, by: author, at: now) == .deleted)
        try checkNothingIsLeft(company, callsWithClient: 0)
    }

    @Test("If the client that stayed is deleted meanwhile, the other gets all its calls back")
    func undoneAndKeptDeleted() throws {
        let (company, kept, gone) = try halfUndone()
        #expect(try company.store.deleteClient(kept, by: author, at: now) == .deleted)
        try checkNothingIsLeft(company, callsWithClient: PieceStories.calls)
        let count = "SELECT count(*) FROM call WHERE client_id = \(gone.value)"
        #expect(try company.count(count) == PieceStories.calls)
    }

    @Test("Calls of a client that went in a version that could not wait for them are nobody's")
    func undoneAndMissing() throws {
        let (company, _, gone) = try halfUndone()
        try company.execute("UPDATE call SET client_id = NULL WHERE client_id = \(gone.value)")
        try company.execute("DELETE FROM client WHERE id = \(gone.value)")
        try checkNothingIsLeft(company, callsWithClient: 0)
    }

    @Test("Work that fails holds up none of the other kinds, and is told of")
    func oneFails() throws {
        let company = try Company()
        try insertCalls(company, "client_id", "8101")
        #expect(
            try company.store.deleteClient(Client.ID(8101), by: author, at: now) == .deleted)
        try company.execute(
            """
            CREATE TRIGGER broken BEFORE UPDATE OF client_id ON call
            BEGIN SELECT RAISE(ABORT, 'broken'); END
            """)
        let waiting = "SELECT count(*) FROM number WHERE is_indexed = 0"
        #expect(try company.count(waiting) > 0)
        while try company.count(waiting) > 0 { #expect(try company.store.maintain(at: now)) }
        #expect(throws: StoreError.self) {
            while try company.store.maintain(at: now) {}
        }
        try company.execute("DROP TRIGGER broken")
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM removal") == 0)
    }
}
