import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The password again before what gives access")
struct PasswordAgainStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
        try office.store.write(.upkeep) { transaction in
            try PasswordTable.set(
                SignInStories.hash, of: Office.olena, at: Office.morning, transaction.db)
        }
        office.pass(seconds: 599)
        olena.open("/me")
    }

    private let token = [
        "name": "Сайт & друзі", "scope": "crm", "networks": "203.0.113.9\r\n198.51.100.0/24",
        "newest": "1",
    ]

    /// The fields of the form on a page that asks for the password.
    private func kept(_ reply: Reply, _ names: [String]) -> [String: String] {
        var fields: [String: String] = [:]
        for name in names { fields[name] = reply.hidden(name) }
        return fields
    }

    @Test(
        "Within ten minutes nothing is asked; then the form comes back whole and does what it was for"
    )
    func asked() throws {
        #expect(
            olena.send("/tokens", ["name": "Перший", "scope": "read", "newest": "1"]).status == 200)
        office.pass(seconds: 1)
        var typed = token
        typed["newest"] = "2"
        let asked = olena.send("/tokens", typed)
        #expect(asked.status == 403 && asked.words.contains("Введіть пароль ще раз"))
        #expect(kept(asked, Array(typed.keys)) == typed)
        #expect(try office.store.apiTokens().count == 2)

        for (password, status) in [("", 422), ("не той", 422)] {
            let again = olena.send("/tokens", typed.merging(["password_again": password]) { $1 })
            #expect(again.status == status && kept(again, Array(typed.keys)) == typed)
            #expect(!again.text.contains("не той\""))
        }
        #expect(try office.store.apiTokens().count == 2)

        let made = olena.send(
            "/tokens", typed.merging(["password_again": SignInStories.password]) { $1 })
        #expect(made.status == 200 && made.text.contains("Токен «Сайт &amp; друзі»"))
        let newest = try #require(try office.store.apiTokens().last)
        #expect(newest.grant.scope == .crm)
        #expect(newest.grant.networks.map(\.text) == ["203.0.113.9", "198.51.100.0/24"])
        // It counts for the next ten minutes.
        #expect(olena.send("/tokens", ["name": "Ще", "newest": "3"]).status == 200)
    }

    @Test("Secrets, links, trusted addresses, roles and roll-backs ask; other forms do not")
    func guarded() throws {
        let before = office.store.settings.version
        office.pass(seconds: 600)
        olena.open("/me")
        let guarded: [(String, [String: String])] = [
            ("/settings/webhook-token", [:]),
            ("/settings/trusted-networks", ["network": "203.0.113.5"]),
            ("/settings/history/1", ["version": "1"]),
            ("/employees/2/invitation", ["seen": "none"]),
            ("/employees/2", ["name": "Тарас", "role": "admin", "active": "1", "version": "0"]),
            ("/employees/1", ["name": "Олена", "role": "employee", "active": "1", "version": "0"]),
            (
                "/employees/1",
                [
                    "name": "Олена", "role": "admin", "email": "x@y.example", "active": "1",
                    "version": "0",
                ]
            ),
            ("/employees/new", ["name": "Ганна", "role": "admin"]),
            ("/settings/security", ["webhook_allowed_networks": "203.0.113.5", "version": "1"]),
            ("/settings", ["phonet_domain": "other.phonet.com.ua", "version": "1"]),
            ("/settings", ["phonet_api_key": "another-key", "version": "1"]),
            ("/settings/security", ["secret_webhook_addresses_only": "1", "version": "1"]),
        ]
        for (path, form) in guarded {
            let reply = olena.send(path, form)
            #expect(reply.status == 403 && reply.text.contains("password_again"), "\(path) \(form)")
        }
        #expect(office.store.settings.version == before)
        #expect(try office.store.webhookTokens().isEmpty)
        let plain: [(String, [String: String])] = [
            ("/settings/notifications", ["push_delay_seconds": "5", "version": "1"]),
            ("/employees/new", ["name": "Ганна", "role": "employee"]),
            ("/leads/new", ["name": "Лід"]),
        ]
        for (path, form) in plain {
            #expect(!olena.send(path, form).text.contains("password_again"), "\(path)")
        }
    }

    @Test("Guessing here counts like guessing at the door")
    func throttled() throws {
        office.pass(seconds: 600)
        var last = 0
        for _ in 1...12 {
            last = olena.send("/tokens", token.merging(["password_again": "не той"]) { $1 }).status
        }
        #expect(last == 429)
        #expect(try office.store.apiTokens().count == 1)
    }
}
