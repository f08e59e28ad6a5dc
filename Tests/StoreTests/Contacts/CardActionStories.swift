import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("What people do from a card")
struct CardActionStories {
    let company: Company
    private let call = Conversation()

    init() throws {
        company = try Company()
        try company.hear(call.dial)
    }

    private let taras = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)
    private let marko = Author(name: "Марко Дубовик", employee: Company.marko, origin: .machine)

    private func audited() throws -> [String] {
        try company.store.auditEntries(Pagination()).items.reversed()
            .map { "\($0.actor): \($0.action?.rawValue ?? "") \($0.subject)" }
    }

    private var clientOfCall: Int? {
        get throws { try company.value("SELECT client_id FROM call") }
    }

    @Test("A lead is made of a call once, for whoever asked first")
    func lead() throws {
        company.decide { $0.answeredCallLeadSourceID = LeadSource.ID(1) }
        try company.hear(call.bridge)
        for author in [taras, marko] {
            let outcome = try company.store.createLead(
                ofCall: call.uuid, by: author, at: Company.morning)
            guard case .saved(let lead) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(lead.details.responsibleID == Company.taras)
            #expect(lead.details.phones.map(\.e164) == [Company.unknownCaller])
            #expect(lead.callUUID == call.uuid && lead.origin == .manual)
        }
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        #expect(try company.count("SELECT lead_id FROM call") == 1)
        #expect(try audited() == ["Тарас Левченко: lead_made lead/1"])
    }

    @Test("A lead made by hand while it rings is not made again when the call is missed")
    func noSecondLead() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        _ = try company.store.createLead(
            ofCall: call.uuid, by: taras, at: Company.morning)
        try company.hear(call.record(answered: false))
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
    }

    @Test("Nobody becomes a lead who hides their number")
    func hidden() throws {
        try company.hear(Conversation(uuid: "b2", number: "anonymous").dial)
        let outcome = try company.store.createLead(
            ofCall: "b2", by: taras, at: Company.morning)
        guard case .invalid = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    private func attach(_ owner: CallOwner, _ uuid: String? = nil) throws -> CallAttachment? {
        let outcome = try company.store.attach(
            owner, toCall: uuid ?? call.uuid, by: taras, at: Company.morning)
        return outcome.saved ?? nil
    }

    private func undo(_ attachment: CallAttachment) throws -> Bool {
        try company.store.undo(attachment.id, by: taras, at: Company.morning).saved != nil
    }

    private var iryna: CallOwner { .client(Client.ID(8101)) }
    private var numbersOfIryna: [String?] {
        get throws { try company.store.client(Client.ID(8101))?.details.phones.map(\.e164) ?? [] }
    }

    @Test("A call given to a client brings the number along, and both can be taken back once")
    func client() throws {
        let attachment = try #require(try attach(iryna))
        #expect(attachment.withNumber && attachment.calls == 1)
        #expect(try clientOfCall == 8101)
        #expect(try numbersOfIryna == [Company.iryna, Company.unknownCaller])
        #expect(try company.store.attachment(of: iryna, toCall: call.uuid) == attachment)
        #expect(try undo(attachment))
        #expect(try clientOfCall == nil)
        #expect(try numbersOfIryna == [Company.iryna])
        #expect(try !undo(attachment), "it was taken back before")
        #expect(
            try audited() == [
                "Тарас Левченко: client_attached call/\(call.uuid)",
                "Тарас Левченко: attachment_undone client/8101",
            ])
    }

    @Test("The number that came along brings the older calls, and takes them back again")
    func olderCalls() throws {
        try company.hear(Conversation(uuid: "b2").dial)
        #expect(try attach(iryna)?.calls == 2)
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id = 8101") == 2)
        let attachment = try #require(
            try company.store.attachment(of: iryna, toCall: "b2"))
        #expect(try undo(attachment))
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id = 8101") == 0)
    }

    @Test("A call that was another client’s goes back to that one")
    func another() throws {
        try company.execute(
            """
            INSERT INTO client (id, name, created_at, updated_at) VALUES (8102, 'Богдан', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000099', 8102, 0);
            """)
        _ = try attach(.client(Client.ID(8102)))
        let attachment = try #require(try attach(iryna))
        #expect(!attachment.withNumber, "a number that is somebody’s stays theirs")
        #expect(try clientOfCall == 8101)
        #expect(try attach(iryna) == nil, "it is theirs already")
        #expect(try undo(attachment))
        #expect(try clientOfCall == 8102)
    }

    @Test("A call is given to a lead, and the lead to nobody else")
    func leadOfCall() throws {
        var details = LeadDetails()
        details.name = "Богдан Ткач"
        let made = try company.store.createLead(details, origin: .manual, at: Company.morning)
        let bohdan = CallOwner.lead(try #require(made.saved).id)
        let attachment = try #require(try attach(bohdan))
        #expect(attachment.withNumber)
        #expect(try company.count("SELECT lead_id FROM call") == 1)
        #expect(try company.count("SELECT edited_at IS NOT NULL FROM lead") == 1)
        #expect(try undo(attachment))
        #expect(try company.count("SELECT count(*) FROM call WHERE lead_id IS NOT NULL") == 0)
        #expect(try company.count("SELECT count(*) FROM lead_phone") == 0)
    }

    @Test("What rules joined can be taken from whose it was not, and from nobody else")
    func detached() throws {
        try company.hear(Conversation(uuid: "b2", number: Company.iryna).dial)
        let other = CallOwner.client(Client.ID(8102))
        guard
            case .missing = try company.store.detach(
                other, fromCall: "b2", by: taras, at: Company.morning),
            case .saved = try company.store.detach(
                iryna, fromCall: "b2", by: taras, at: Company.morning)
        else {
            Issue.record("it was taken from somebody else, or not at all")
            return
        }
        #expect(try company.count("SELECT count(*) FROM call WHERE client_id IS NULL") == 2)
        #expect(try numbersOfIryna == [Company.iryna])
    }

    @Test("Nothing is given to a client who is not there")
    func nobody() throws {
        let outcome = try company.store.attach(
            .client(Client.ID(9)), toCall: call.uuid, by: taras, at: Company.morning)
        #expect(outcome.problems == ["client_id"])
        #expect(try audited() == [])
    }
}
