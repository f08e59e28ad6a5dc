import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct RecordStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    @Test("A client's numbers are kept in E.164, each once, in the order given")
    func clientNumbers() throws {
        var details = ClientDetails()
        details.name = "Петро"
        details.phones = ["050 123-45-67", "+48501234567", "380501234567"].map { PhoneNumber($0) }
        details.adminIDs = [Company.marko, Company.olena, Company.marko]
        let client = try #require(company.store.createClient(details, at: now).saved)
        #expect(client.details.phones.map(\.e164) == ["+380501234567", "+48501234567"])
        #expect(client.details.adminIDs == [Company.marko, Company.olena])
        var filter = ClientFilter()
        filter.phone = PhoneNumber("80501234567")
        #expect(try company.store.clients(filter, Pagination()).items.map(\.id) == [client.id])
        #expect(try company.store.customer(PhoneNumber("0501234567")).card?.name == "Петро")
    }

    @Test(
        "Numbers nobody outside can have are refused",
        arguments: ["101", "anonymous", "", "1234567"])
    func noNumber(text: String) throws {
        var details = ClientDetails()
        details.name = "Петро"
        details.phones = [PhoneNumber(text)]
        #expect(try company.store.createClient(details, at: now).problems == ["phones"])
    }

    @Test("Clients are found by part of the name or company, in small letters too")
    func clientSearch() throws {
        for text in ["соколова", "Ірина", "приклад"] {
            var filter = ClientFilter()
            filter.text = text
            #expect(
                try company.store.clients(filter, Pagination()).items.map(\.id.value) == [8101],
                "\(text)")
        }
        var filter = ClientFilter()
        filter.text = "%"
        #expect(try company.store.clients(filter, Pagination()).items.isEmpty)
    }

    @Test("A new lead starts in the default status and counts as edited by a person")
    func newLead() throws {
        var details = LeadDetails()
        details.name = "Лід"
        details.phones = [PhoneNumber("0671112233")]
        let lead = try #require(company.store.createLead(details, origin: .manual, at: now).saved)
        #expect(lead.details.statusID == LeadStatus.ID(1) && lead.createdAt == now)
        #expect(try company.count("SELECT edited_at FROM lead") == Int64(now.milliseconds))
        let later = now.advanced(bySeconds: 60)
        let won = try company.store.updateLead(lead.id, at: later) {
            $0.statusID = LeadStatus.ID(3)
        }
        #expect(won.saved?.details.statusID == LeadStatus.ID(3))
        #expect(won.saved?.updatedAt == later && won.saved?.createdAt == now)
        #expect(won.saved?.details.phones == lead.details.phones)
    }

    @Test("A lead cannot point to a status, source or employee that is not there")
    func dangling() throws {
        var details = LeadDetails()
        details.name = "Лід"
        details.statusID = LeadStatus.ID(99)
        details.sourceID = LeadSource.ID(99)
        details.responsibleID = Employee.ID(99)
        #expect(
            try company.store.createLead(details, origin: .api, at: now).problems
                == ["source_id", "responsible_employee_id", "status_id"])
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
    }

    @Test("There is always exactly one default status, and it is active")
    func defaultStatus() throws {
        let store = company.store
        let first = LeadStatus.ID(1)
        #expect(
            try store.updateLeadStatus(first) { $0.isDefault = false }.problems == ["is_default"])
        #expect(
            try store.updateLeadStatus(LeadStatus.ID(4)) { $0.isDefault = true }.problems == [
                "kind"
            ])
        let second = try store.updateLeadStatus(LeadStatus.ID(2)) { $0.isDefault = true }
        #expect(second.saved?.isDefault == true)
        #expect(try store.leadStatus(first)?.isDefault == false)
        #expect(try store.deleteLeadStatus(LeadStatus.ID(2)).places == ["is_default"])
        #expect(try store.deleteLeadStatus(first) == .deleted)
    }

    @Test("A status or source in use stays, and so does the kind a setting needs")
    func stagesInUse() throws {
        let store = company.store
        _ = try store.saveSettings(
            ["reopen_status_id": .number(2)], expecting: nil,
            by: Author(name: "test", origin: .machine), at: now)
        #expect(
            try store.deleteLeadStatus(LeadStatus.ID(2)).places == ["settings.reopen_status_id"])
        #expect(
            try store.updateLeadStatus(LeadStatus.ID(2)) { $0.kind = .won }.conflicts == ["kind"])
        #expect(
            try store.deleteLeadSource(LeadSource.ID(1)).places == [
                "settings.missed_call_lead_source_id", "settings.answered_call_lead_source_id",
            ])
        var source = LeadSourceDetails()
        source.name = "Виставка"
        let fair = try #require(store.createLeadSource(source).saved)
        #expect(fair.position == 1)
        #expect(try store.createLeadSource(source).conflicts == ["name"])
        #expect(try store.deleteLeadSource(fair.id) == .deleted)
    }

    @Test("A token works until it is revoked; of the webhook secrets the last two work")
    func tokens() throws {
        let store = company.store
        let hash = [UInt8](repeating: 7, count: 32)
        let token = try #require(
            store.createAPIToken(
                name: "CRM", hash: hash, TokenGrant(.crm), by: .command, at: now
            ).saved)
        #expect(try store.apiToken(hash: hash, at: now)?.name == "CRM")
        #expect(try store.revokeAPIToken(token.id, by: .command, at: now))
        #expect(try store.apiToken(hash: hash, at: now) == nil)
        #expect(try !store.revokeAPIToken(token.id, by: .command, at: now))
        let secrets = (UInt8(1)...3).map { [UInt8](repeating: $0, count: 32) }
        for secret in secrets { try store.rotateWebhookToken(hash: secret, by: .command, at: now) }
        #expect(try secrets.map { try store.isWebhookToken(hash: $0) } == [false, true, true])
    }

    @Test("Pages cover a list once, whatever is added meanwhile")
    func paging() throws {
        var details = LeadDetails()
        for number in 1...7 {
            details.name = "Лід \(number)"
            _ = try company.store.createLead(details, origin: .api, at: now)
        }
        var seen: [Int64] = []
        var cursor: Cursor?
        repeat {
            let page = try company.store.leads(LeadFilter(), Pagination(limit: 3, after: cursor))
            seen += page.items.map(\.id.value)
            cursor = try page.next.map { try #require(Cursor($0.text)) }
            details.name = "Ще один"
            _ = try company.store.createLead(details, origin: .api, at: now)
        } while cursor != nil
        #expect(seen == [7, 6, 5, 4, 3, 2, 1])
    }

    @Test("Calls come by their start, the latest first; those without one come last")
    func calls() throws {
        try company.execute(
            """
            INSERT INTO call (uuid, state, raw_number, number_class, started_at, lead_created,
                origin, seen_at, updated_at)
            VALUES ('old', 'ended', '', 'hidden', 1000, 0, 'recovered', 0, 0),
                ('none', 'talking', '', 'hidden', NULL, 0, 'webhook', 0, 0),
                ('same', 'ended', '', 'hidden', 2000, 0, 'webhook', 0, 0),
                ('new', 'ended', '', 'hidden', 2000, 0, 'webhook', 0, 0),
                ('none too', 'ringing', '', 'hidden', NULL, 0, 'webhook', 0, 0)
            """)
        var seen: [String] = []
        var cursor: Cursor?
        repeat {
            let page = try company.store.calls(CallFilter(), Pagination(limit: 2, after: cursor))
            seen += page.items.map(\.uuid)
            cursor = try page.next.map { try #require(Cursor($0.text)) }
        } while cursor != nil
        #expect(seen == ["new", "same", "old", "none too", "none"])
        var filter = CallFilter()
        filter.from = Instant(milliseconds: 1000)
        filter.to = Instant(milliseconds: 2000)
        #expect(try company.store.calls(filter, Pagination()).items.map(\.uuid) == ["old"])
    }

    @Test("A store that reads and writes is well, and asking often costs one write a second")
    func health() throws {
        let check = HealthCheck(company.store)
        #expect(check.health(at: now).isWell)
        company.store.close()
        #expect(check.health(at: now).isWell)
        let later = check.health(at: now.advanced(bySeconds: 1))
        #expect(!later.canWrite && !later.isWell)
    }
}
