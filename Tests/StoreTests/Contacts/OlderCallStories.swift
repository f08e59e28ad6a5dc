import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Older calls of a number somebody gets")
struct OlderCallStories {
    let company: Company
    private let taras = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)
    private let later = Company.morning.advanced(bySeconds: 60)

    init() throws {
        company = try Company()
        for uuid in ["a1", "a2", "a3"] { try company.hear(Conversation(uuid: uuid).dial) }
        try company.hear(Conversation(uuid: "b1", number: "+380500000022").dial)
    }

    private func bohdan(_ phones: String...) throws -> ClientRow {
        var details = ClientDetails()
        details.name = "Богдан Ткач"
        details.phones = phones.map { PhoneNumber($0) }
        let saved = try company.store.createClient(details, by: taras, at: Company.morning)
        return try #require(saved.saved)
    }

    private func give(_ phone: String, to client: Client.ID) throws {
        let outcome = try company.store.updateClient(client, by: taras, at: later) {
            $0.phones.append(PhoneNumber(phone))
        }
        #expect(outcome.saved != nil)
    }

    private func calls(of client: Client.ID) throws -> Int {
        try company.count("SELECT count(*) FROM call WHERE client_id = \(client.value)")
    }

    private func card(_ client: Client.ID) throws -> ClientCard {
        try #require(try company.store.clientCard(client))
    }

    @Test("A new client’s number brings its calls, and only those, until that is taken back")
    func created() throws {
        let client = try bohdan(Company.unknownCaller).id
        #expect(try calls(of: client) == 3)
        let attachment = try #require(try card(client).attachments.first)
        #expect(attachment.calls == 3 && attachment.actor == "Тарас Левченко")
        try company.hear(Conversation(uuid: "a4", start: later).dial)
        #expect(try calls(of: client) == 4, "a new call is theirs by the rules")
        _ = try company.store.undo(attachment.id, by: taras, at: later)
        #expect(try calls(of: client) == 1)
        #expect(try card(client).attachments.isEmpty)
        #expect(try card(client).client.details.phones.map(\.e164) == [Company.unknownCaller])
    }

    @Test("A number added later brings its calls; saving once more brings nothing")
    func added() throws {
        let client = try bohdan(Company.unknownCaller).id
        try give("050 000 00 22", to: client)
        #expect(try card(client).attachments.map(\.calls) == [1, 3])
        _ = try company.store.updateClient(client, by: taras, at: later) { $0.company = "ФОП" }
        #expect(try card(client).attachments.map(\.calls) == [1, 3])
    }

    @Test("Calls that are somebody’s stay theirs, and those of a shared number nobody’s")
    func shared() throws {
        let first = try bohdan(Company.unknownCaller).id
        try company.execute("UPDATE call SET client_id = NULL WHERE uuid = 'a1'")
        let second = try bohdan(Company.unknownCaller).id
        #expect(try calls(of: first) == 2 && calls(of: second) == 0)
        #expect(try card(second).sharing.clients.map(\.id) == [first])
        #expect(try card(first).sharing.clients.map(\.id) == [second])
        #expect(try card(second).attachments.isEmpty)
    }

    @Test("A call that went to somebody else since does not come back")
    func movedOn() throws {
        let client = try bohdan(Company.unknownCaller).id
        let attachment = try #require(try card(client).attachments.first)
        _ = try company.store.attach(
            .client(Client.ID(8101)), toCall: "a1", by: taras, at: later)
        _ = try company.store.undo(attachment.id, by: taras, at: later)
        #expect(try calls(of: Client.ID(8101)) == 1)
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id IS NULL") == 3)
    }

    @Test("A lead gets calls that have no lead; a closed lead of the number does not keep them")
    func ofLeads() throws {
        var details = LeadDetails()
        details.name = "Богдан Ткач"
        details.phones = [PhoneNumber(Company.unknownCaller)]
        details.statusID = LeadStatus.ID(4)
        let lost = try #require(
            company.store.createLead(details, origin: .api, by: taras, at: later).saved)
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id = 1") == 3)
        let attachment = try #require(try company.store.leadCard(lost.id)?.attachments.first)
        _ = try company.store.undo(attachment.id, by: taras, at: later)
        details.statusID = nil
        _ = try company.store.createLead(details, origin: .manual, by: taras, at: later)
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id = 2") == 3)
        _ = try company.store.createLead(details, origin: .manual, by: taras, at: later)
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id = 3") == 0)
    }

    @Test("More calls than one transaction takes all come along, and all go back")
    func many() throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 4500)
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class,
                started_at, lead_created, origin, seen_at, updated_at)
            SELECT 'old-' || n, 'incoming', 'ended', 'answered', '+380500000099',
                '0500000099', 'external', n, 0, 'webhook', n, n FROM number
            """)
        let client = try bohdan(Company.unknownCaller).id
        #expect(try calls(of: client) > 25)
        try maintain()
        #expect(try calls(of: client) == 4503)
        let attachment = try #require(try card(client).attachments.first)
        #expect(attachment.calls == 4503)
        _ = try company.store.undo(attachment.id, by: taras, at: later)
        #expect(try calls(of: client) == 0)
    }

    @Test("Whoever deletes the client deletes what was attached, and the calls stay")
    func deleted() throws {
        let client = try bohdan(Company.unknownCaller).id
        #expect(try company.store.deleteClient(client, by: taras, at: later) == .deleted)
        #expect(try company.count("SELECT count(*) FROM attached_call") == 0)
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id IS NULL") == 4)
        let audit = try company.store.auditEntries(Pagination()).items
        #expect(audit.map(\.action) == [.clientDeleted, .clientAdded])
    }

    /// Begins to attach the older calls of a number, as a process does that ends right afterwards.
    private func begin(_ phone: String, seenBy viewer: Viewer) throws -> Client.ID {
        let client = try bohdan().id
        try company.execute(
            "INSERT INTO client_phone VALUES ('\(phone)', \(client.value), 0)")
        try company.store.write(.system(at: later)) { [taras] tx in
            let id = try AttachmentTable.insert(
                .client(client), withNumber: false, by: taras, at: Company.morning, tx.db)
            try Following.note([phone], to: .client(client), in: id, seenBy: viewer, tx.db)
        }
        return client
    }

    private func maintain() throws { while try company.store.maintain(at: later) {} }

    @Test("If the program ends meanwhile, the rest comes along when it runs again")
    func interrupted() throws {
        try company.execute("UPDATE call SET started_at = NULL WHERE uuid = 'a2'")
        let client = try begin(Company.unknownCaller, seenBy: .program)
        #expect(try calls(of: client) == 0)
        try maintain()
        #expect(try calls(of: client) == 3)
        #expect(try card(client).attachments.map(\.calls) == [3])
        #expect(try company.count("SELECT count(*) FROM following") == 0)
    }

    @Test("Calls that whoever added the number does not see stay where they are then, too")
    func interruptedUnderOwn() throws {
        try company.execute(
            """
            UPDATE call SET employee_id = 3 WHERE uuid = 'a1';
            UPDATE call SET employee_id = 2 WHERE uuid <> 'a1';
            UPDATE call_participant SET employee_id = NULL
            """)
        var settings = Settings()
        settings.employeesSee = .own
        let person = try #require(try company.store.employee(Company.taras, at: later))
        let client = try begin(
            Company.unknownCaller, seenBy: Viewer(person, role: .employee, settings))
        try maintain()
        #expect(try calls(of: client) == 2)
        #expect(
            try company.count("SELECT count(*) FROM call WHERE uuid = 'a1' AND client_id IS NULL")
                == 1)
    }

    @Test("An Undo that was interrupted can be pressed again, and stops what still follows")
    func undoneAgain() throws {
        let client = try begin(Company.unknownCaller, seenBy: .program)
        let attachment = try #require(try card(client).attachments.first)
        #expect(try company.store.undo(attachment.id, by: taras, at: later).saved != nil)
        try maintain()
        #expect(try calls(of: client) == 0)
        guard case .missing = try company.store.undo(attachment.id, by: taras, at: later) else {
            Issue.record("it was undone twice")
            return
        }
    }

    @Test("What follows a client that is merged into another follows to that one, and back")
    func merged() throws {
        let (gone, kept) = (
            try begin(Company.unknownCaller, seenBy: .program), Client.ID(8101)
        )
        let merge = try #require(try company.merge(gone, into: kept, by: taras, at: later))
        #expect(try company.count("SELECT client_id FROM following") == 8101)
        _ = try company.store.undoMerge(merge.id, by: taras, at: later)
        #expect(try company.count("SELECT client_id FROM following") == Int(gone.value))
        try maintain()
        #expect(try calls(of: gone) == 3 && calls(of: kept) == 0)
    }
}
