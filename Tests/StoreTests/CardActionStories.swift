import CallRules
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
        try company.store.auditEntries(PageRequest()).items.reversed()
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
            #expect(lead.details.phones.map(\.e164) == [Company.stranger])
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

    @Test("A call given to a client brings the number along, and both can be taken back")
    func client() throws {
        let iryna = Client.ID(8101)
        guard
            case .saved(true) = try company.store.attach(
                iryna, toCall: call.uuid, by: taras, at: Company.morning)
        else {
            Issue.record("the number was not taken")
            return
        }
        #expect(try clientOfCall == 8101)
        #expect(
            try company.store.client(iryna)?.details.phones.map(\.e164)
                == [Company.iryna, Company.stranger])
        _ = try company.store.detachClient(
            fromCall: call.uuid, withNumber: true, by: taras, at: Company.morning)
        #expect(try clientOfCall == nil)
        #expect(try company.store.client(iryna)?.details.phones.map(\.e164) == [Company.iryna])
        #expect(
            try audited() == [
                "Тарас Левченко: client_attached call/\(call.uuid)",
                "Тарас Левченко: client_detached call/\(call.uuid)",
            ])
    }

    @Test("A number that is somebody’s stays theirs")
    func taken() throws {
        try company.execute(
            """
            INSERT INTO client (id, name, created_at, updated_at) VALUES (8102, 'Богдан', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000099', 8102, 0);
            """)
        guard
            case .saved(false) = try company.store.attach(
                Client.ID(8101), toCall: call.uuid, by: taras, at: Company.morning)
        else {
            Issue.record("the number was taken")
            return
        }
        #expect(try clientOfCall == 8101)
        guard
            case .invalid = try company.store.attach(
                Client.ID(9), toCall: call.uuid, by: taras, at: Company.morning)
        else {
            Issue.record("a client that is not there was accepted")
            return
        }
    }
}
