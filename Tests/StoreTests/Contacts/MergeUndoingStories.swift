import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("A merge taken back")
struct MergeUndoingStories {
    let company: Company
    private let olena = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)
    private let now = Company.morning

    init() throws { company = try Company() }

    /// Iryna, and another card of hers with a call, a number, an admin and an id of its own.
    private func mergedClients() throws -> (kept: ClientRow, gone: ClientRow, merge: MergeRow) {
        try company.hear(Conversation(uuid: "a1", number: Company.iryna).dial)
        try company.hear(Conversation(uuid: "a2").dial)
        var details = ClientDetails()
        details.name = "Ірина С."
        details.phones = [PhoneNumber(Company.unknownCaller), PhoneNumber(Company.iryna)]
        details.adminIDs = [Company.taras, Company.olena]
        details.externalID = "crm-7"
        let gone = try #require(
            try company.store.createClient(details, by: olena, at: now).saved)
        let kept = try #require(try company.store.client(Client.ID(8101)))
        _ = try company.store.merge(
            Merge(
                kept: kept.id, keptSeen: kept.updatedAt, gone: gone.id, goneSeen: gone.updatedAt),
            by: olena, at: now)
        let merges = try company.store.merges(into: .client(kept.id), at: now)
        return (kept, gone, try #require(merges.first))
    }

    @Test("Both clients are as they were, with their calls, under their ids")
    func clients() throws {
        let (kept, gone, merge) = try mergedClients()
        #expect(merge.goneName == "Ірина С." && merge.actor == "Олена Гайова")
        #expect(
            try company.store.undoMerge(merge.id, by: olena, at: now).saved == .client(gone.id))
        let again = try #require(try company.store.client(gone.id))
        #expect(again.details == gone.details && again.createdAt == gone.createdAt)
        #expect(again.version > gone.version)
        #expect(try company.store.client(kept.id)?.details == kept.details)
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id = 8101") == 1)
        #expect(
            try company.count("SELECT count(*) FROM call WHERE client_id = \(gone.id.value)") == 1)
        #expect(try company.count("SELECT count(*) FROM merged_row") == 0)
        #expect(try company.store.client(externalID: "crm-7")?.id == gone.id)
        let audit = try company.store.auditEntries(Pagination()).items.first
        #expect(audit?.action == .mergeUndone && audit?.subject == "client/\(gone.id.value)")
        guard case .missing = try company.store.undoMerge(merge.id, by: olena, at: now) else {
            Issue.record("it was undone twice")
            return
        }
    }

    @Test("The event log tells of the client that is there again, and of the one that changed")
    func events() throws {
        let (kept, gone, merge) = try mergedClients()
        let before = try company.count("SELECT max(seq) FROM event")
        _ = try company.store.undoMerge(merge.id, by: olena, at: now)
        let told = try company.count(
            """
            SELECT count(*) FROM event WHERE seq > \(before) AND (
                (type = 'client.created' AND record_id = \(gone.id.value))
                OR (type = 'client.changed' AND record_id = \(kept.id.value)))
            """)
        #expect(told == 2)
    }

    @Test("What somebody changed since stays, and what somebody gave away is not taken back")
    func changedSince() throws {
        let (kept, gone, merge) = try mergedClients()
        _ = try company.store.updateClient(kept.id, by: olena, at: now) {
            $0.externalID = "crm-8"
            $0.company = "ТОВ «Лан»"
        }
        _ = try company.store.undoMerge(merge.id, by: olena, at: now)
        let details = try #require(try company.store.client(kept.id)).details
        #expect(details.externalID == "crm-8" && details.company == "ТОВ «Лан»")
        #expect(try company.store.client(gone.id)?.details.externalID == "crm-7")
    }

    @Test("After a day it cannot be undone and is forgotten")
    func tooLate() throws {
        let (kept, _, merge) = try mergedClients()
        let later = now.advanced(bySeconds: 86_401)
        #expect(try company.store.merges(into: .client(kept.id), at: later).isEmpty)
        guard case .missing = try company.store.undoMerge(merge.id, by: olena, at: later) else {
            Issue.record("it was undone too late")
            return
        }
        while try company.store.continueMergeUndoing(at: later) {}
        #expect(try company.count("SELECT count(*) FROM merge") == 0)
        #expect(try company.count("SELECT count(*) FROM merged_row") == 0)
    }

    @Test("Leads are as they were, with turns, notices and the call that made them")
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
        details.name = "Ігор"
        let kept = try #require(
            try company.store.createLead(details, origin: .manual, by: olena, at: now).saved)
        let turns = try company.count("SELECT count(*) FROM turn WHERE lead_id = 1")
        _ = try company.store.merge(
            Merge(
                kept: kept.id, keptSeen: kept.updatedAt, gone: made.id, goneSeen: made.updatedAt),
            by: olena, at: now)
        #expect(try company.count("SELECT count(*) FROM turn WHERE lead_id = 1") == 0)
        let merge = try #require(
            try company.store.merges(into: .lead(kept.id), at: now).first)
        _ = try company.store.undoMerge(merge.id, by: olena, at: now)
        let again = try #require(try company.store.lead(made.id))
        #expect(again.details == made.details && again.origin == .telephony)
        #expect(again.callUUID == made.callUUID)
        #expect(try company.store.lead(kept.id)?.callUUID == nil)
        #expect(try company.count("SELECT count(*) FROM turn WHERE lead_id = 1") == turns)
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id = 1") == 1)
    }
}
