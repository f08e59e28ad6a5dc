import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Networks that are too wide to trust")
struct WideNetworkStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    private func save(_ changes: [String: SettingInput]) throws -> SaveOutcome<SettingsSnapshot> {
        try company.store.saveSettings(
            changes, expecting: nil, by: Author(name: "Олена", origin: .machine), extraHosts: [],
            at: Company.morning)
    }

    @Test("Wider than /16 or /32 is refused by name and reason; as wide is taken")
    func limits() throws {
        for wide in ["0.0.0.0/0", "10.0.0.0/15", "::/0", "2001:db8::/31", "::ffff:10.0.0.0/111"] {
            guard
                case .invalid(let problems) = try save(["webhook_allowed_networks": .texts([wide])])
            else {
                Issue.record("\(wide) was taken")
                continue
            }
            #expect(problems.map(\.field) == ["webhook_allowed_networks"])
            let message = try #require(problems.first).message
            #expect(message.en.contains("/16 for IPv4 and /32 for IPv6"), "\(message.en)")
        }
        let fine = ["10.1.0.0/16", "2001:db8::/32", "89.184.65.208"]
        guard case .saved(let saved) = try save(["webhook_allowed_networks": .texts(fine)]) else {
            Issue.record("narrow ones were refused")
            return
        }
        #expect(saved.settings.webhookAllowedNetworks == fine)
    }

    @Test(
        "One that stands from before stays while other settings are saved, and is not saved again")
    func standing() throws {
        try company.execute(
            """
            UPDATE setting SET document =
                json_set(document, '$.webhook_allowed_networks', json('["10.0.0.0/8"]'))
            """)
        guard case .saved(let saved) = try save(["push_delay_seconds": .number(7)]) else {
            Issue.record("another setting could not be saved")
            return
        }
        #expect(saved.settings.webhookAllowedNetworks == ["10.0.0.0/8"])
        let again = try save(["webhook_allowed_networks": .texts(["10.0.0.0/8", "203.0.113.9"])])
        guard case .invalid = again else {
            Issue.record("the wide network was saved again")
            return
        }
    }
}
