import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("One card of two")
struct MergeStories {
    let company: Company
    private let olena = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)
    private let now = Company.morning

    init() throws { company = try Company() }

    private func client(_ change: (inout ClientDetails) -> Void) throws -> ClientRow {
        var details = ClientDetails()
        details.name = "Ірина С."
        change(&details)
        return try #require(company.store.createClient(details, at: now).saved)
    }

    @Test("Clients become one with the calls, numbers and admins of both")
    func clients() throws {
        try company.hear(Conversation(uuid: "a1", number: Company.iryna).dial)
        try company.hear(Conversation(uuid: "a2").dial)
        let other = try client {
            $0.phones = [PhoneNumber(Company.unknownCaller), PhoneNumber(Company.iryna)]
            $0.adminIDs = [Company.taras, Company.olena]
            $0.externalID = "crm-7"
        }
        let iryna = try #require(try company.store.client(Client.ID(8101)))
        let outcome = try company.store.merge(
            Merge(
                kept: iryna.id, keptSeen: iryna.updatedAt, gone: other.id,
                goneSeen: other.updatedAt), by: olena, at: now)
        let merged = try #require(outcome.saved).details
        #expect(merged.name == "Ірина Соколова" && merged.externalID == "crm-7")
        #expect(merged.phones.map(\.e164) == [Company.iryna, Company.unknownCaller])
        #expect(merged.adminIDs == [Company.olena, Company.marko, Company.taras])
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id = 8101") == 2)
        #expect(try company.store.client(other.id) == nil)
        let card = try #require(try company.store.clientCard(iryna.id))
        #expect(card.attachments.map(\.calls) == [1], "what was attached can still be taken back")
        let audit = try company.store.auditEntries(Pagination()).items
        #expect(audit.map(\.subject) == ["client/8101"])
        #expect(audit.first?.action == .clientsMerged)
    }

    @Test("Nothing is merged that somebody changed meanwhile, or that is too much for one card")
    func refused() throws {
        let many = try client {
            $0.phones = (1...20).map { PhoneNumber("+3805011111\($0 + 10)") }
        }
        let iryna = try #require(try company.store.client(Client.ID(8101)))
        func merge(seen: Instant) throws -> SaveOutcome<ClientRow> {
            try company.store.merge(
                Merge(
                    kept: many.id, keptSeen: many.updatedAt, gone: iryna.id, goneSeen: seen),
                by: olena, at: now)
        }
        #expect(try merge(seen: iryna.updatedAt).problems == ["phones"])
        guard case .stale = try merge(seen: now.advanced(bySeconds: 1)) else {
            Issue.record("a changed card was merged")
            return
        }
        #expect(try company.store.client(iryna.id) != nil)
    }

    @Test("Leads become one that keeps its status, with the turns and notices of the other")
    func leads() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
            $0.notifyMissedLeadResponsible = true
        }
        let call = Conversation()
        try company.hear(call.dial)
        try company.hear(call.record(answered: false))
        let made = try #require(try company.store.lead(Lead.ID(1)))
        var details = LeadDetails()
        details.name = "Богдан Ткач"
        details.statusID = LeadStatus.ID(2)
        let kept = try #require(
            company.store.createLead(details, origin: .manual, at: now).saved)
        let outcome = try company.store.merge(
            Merge(
                kept: kept.id, keptSeen: kept.updatedAt, gone: made.id, goneSeen: made.updatedAt),
            by: olena, at: now)
        let merged = try #require(outcome.saved)
        #expect(merged.details.statusID == LeadStatus.ID(2) && merged.callUUID == call.uuid)
        #expect(merged.details.responsibleID == made.details.responsibleID)
        let card = try #require(try company.store.leadCard(kept.id))
        #expect(card.turns.map(\.employee) == [made.details.responsibleID])
        #expect(card.turns.first?.skipped.isEmpty == false)
        #expect(card.decisions.contains { $0.result == .created })
        #expect(try company.count("SELECT count(*) FROM notice WHERE lead_id = 2") == 1)
        #expect(card.calls == 1)
    }
}
