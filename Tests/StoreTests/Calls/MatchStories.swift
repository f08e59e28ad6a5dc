import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct MatchStories {
    @Test("A number finds who has exactly it, and merely suggests who has the same end")
    func tails() throws {
        let company = try Company()
        try company.execute(
            """
            INSERT INTO client (id, name, created_at, updated_at) VALUES (7, 'Zofia', 0, 0);
            INSERT INTO client_phone VALUES ('+48501234567', 7, 0);
            INSERT INTO lead (id, name, status_id, origin, created_at, updated_at)
            VALUES (5, 'Марія', 4, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380501234567', 5, 0);
            """)
        let ukrainian = try company.store.matches(of: PhoneNumber("050 123-45-67"))
        #expect(ukrainian.clients.isEmpty && ukrainian.leads.map(\.details.name) == ["Марія"])
        #expect(ukrainian.similarClients.map(\.details.name) == ["Zofia"])
        #expect(ukrainian.similarLeads.isEmpty)
        let polish = try company.store.matches(of: PhoneNumber("+48501234567"))
        #expect(polish.clients.map(\.details.name) == ["Zofia"])
        #expect(polish.similarLeads.map(\.details.name) == ["Марія"])
    }

    @Test("A short or hidden number is nobody's", arguments: ["101", "anonymous", "1234567"])
    func nobody(text: String) throws {
        let company = try Company()
        let matches = try company.store.matches(of: PhoneNumber(text))
        #expect(matches.clients.isEmpty && matches.leads.isEmpty)
        #expect(matches.similarClients.isEmpty && matches.similarLeads.isEmpty)
    }
}
