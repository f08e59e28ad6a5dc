import CallRules
import Foundation
import HTTPClientTypes
import HTTPTypes
import Phonet
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Connecting Phonet on the settings page")
struct ConnectingPageStories {
    private static let dial = """
        {"event":"call.dial","uuid":"3f9c1be07d5e4a6c8b21d04fa7c3e915","lgDirection":4,
        "dialAt":1767601800000,"leg":{"id":1,"type":1,"ext":"101","displayName":"Олена"},
        "otherLegs":[{"num":"+380500000099"}],"trunkNum":"+380440000777"}
        """

    private func connect(_ olena: Colleague) throws {
        _ = try olena.save([
            "phonet_domain": ["vitryla.phonet.com.ua"], "phonet_api_key": ["0123456789abcdef"],
        ])
    }

    /// A Phonet that answers the authorisation with a session, and every other request with `body`.
    private func phonet(
        _ body: String, cookies: HTTPFields = [.setCookie: "JSESSIONID=1"]
    ) -> PhonetAccess {
        PhonetAccess(extraHosts: [], allowsPlainHTTP: false, uptime: { .zero }) { request in
            .success(
                OutgoingResponse(
                    status: 200, fields: request.head.method == .post ? cookies : [:],
                    body: Array((request.head.method == .post ? "{}" : body).utf8)))
        }
    }

    @Test("The addresses stand in Phonet's own order and words, with what came last")
    func addresses() throws {
        let office = try Office()
        let olena = try Colleague("Олена Гайова", at: office)
        var rest = olena.open("/settings").words[...]
        for place in [
            "Дзвінки → Отримати інформацію за номером",
            "https://crm.example/gateways/phonetapi/customer_data",
            "Дзвінки → Передача повної інформації про дзвінок",
            "https://crm.example/gateways/phonetapi/after_call_end",
            "Події користувача → Початок виклику", "https://crm.example/gateways/phonetapi/call",
            "Події користувача → Відповіли на дзвінок", "Події користувача → Завершили дзвінок",
        ] {
            let found = rest.range(of: place)
            #expect(found != nil, "\(place)")
            if let found { rest = rest[found.upperBound...] }
        }
        let dial = ConnectingPageStories.dial
        let reply = office.ask(.post, "/call", dial, token: nil, peer: "89.184.65.208")
        #expect(reply.status == 200)
        #expect(
            olena.open("/settings").words.contains(
                "Останнє отримано 10:30 з адреси 89.184.65.208"))
    }

    @Test("A stranger's address can be trusted, and what waited from it takes effect")
    func trust() throws {
        let office = try Office()
        let olena = try Colleague("Олена Гайова", at: office)
        _ = office.ask(.post, "/call", ConnectingPageStories.dial, token: nil)
        let page = olena.open("/settings")
        #expect(page.words.contains("Надійшло з недовіреної адреси 203.0.113.9"))
        let reply = olena.send("/settings/trusted-networks", [("network", "203.0.113.9")])
        #expect(reply.location?.hasSuffix("?news=trusted") == true)
        #expect(office.store.settings.settings.webhookAllowedNetworks.contains("203.0.113.9"))
        _ = try office.gateway.release.finish()
        #expect(office.api(.get, "/calls").items.count == 1)
        #expect(!olena.open("/settings").words.contains("Надійшло з недовіреної адреси"))
        for odd in ["0.0.0.0/0", "", "phonet.com.ua"] {
            let reply = olena.send("/settings/trusted-networks", [("network", odd)])
            #expect(reply.location?.hasSuffix("?news=not-trusted") == true)
        }
    }

    @Test("A secret address is shown once and works; the same form makes no other")
    func secretAddress() throws {
        let office = try Office()
        let olena = try Colleague("Олена Гайова", at: office)
        let shown = olena.send("/settings/webhook-token", [("newest", "")])
        #expect(shown.status == 200)
        let mark = "https://crm.example/gateways/phonetapi/h/"
        let secret = shown.words.components(separatedBy: mark).dropFirst().first?
            .prefix { $0 != "/" }
        let path = "/h/\(try #require(secret))/call"
        #expect(office.ask(.post, path, ConnectingPageStories.dial, token: nil).status == 200)
        #expect(office.api(.get, "/calls").items.count == 1)
        let again = olena.send("/settings/webhook-token", [("newest", "")])
        #expect(again.status == 303 && again.location?.hasSuffix("?news=shown") == true)
        #expect(try office.store.webhookTokens().count == 1)
        let page = olena.open("/settings")
        #expect(page.words.contains("/h/••••/") && !page.text.contains("\(secret ?? "–")"))
        let audit = try office.store.auditEntries(Pagination()).items.first
        #expect(audit?.action == .webhookTokenMade && audit?.actor == "Олена Гайова")
    }

    @Test("A check tells how many users Phonet lists, and ticks its step")
    func check() throws {
        let office = try Office {
            $0.phonet = phonet(
                #"[{"id":1,"displayName":"Олена <b>","ext":"101"},{"id":2,"displayName":"Тарас"}]"#)
        }
        let olena = try Colleague("Олена Гайова", at: office)
        let early = olena.send("/settings/connection", [])
        #expect(early.location?.hasSuffix("?news=not-ready") == true)
        try connect(olena)
        #expect(olena.send("/settings/connection", []).status == 303)
        let words = olena.open("/settings").words
        #expect(words.contains("у Phonet 2 користувачі. Олена &lt;b&gt;, Тарас"))
        #expect(try office.store.connectingSteps().contains(.connectionChecked))
        _ = try olena.save(["phonet_api_key": ["fedcba9876543210"]])
        #expect(olena.open("/settings").words.contains("Відтоді домен або ключ змінено"))
    }

    @Test("A check tries what is typed, saves nothing of it and loses nothing of it")
    func typed() throws {
        let office = try Office {
            $0.phonet = phonet(#"[{"id":1,"displayName":"Олена","ext":"101"}]"#)
        }
        let olena = try Colleague("Олена Гайова", at: office)
        func check(_ typed: [String: [String]]) throws -> Reply {
            olena.send("/settings/connection", try olena.settingsForm(typed, on: .connection))
        }
        let typed = [
            "phonet_domain": ["vitryla.phonet.com.ua"], "phonet_api_key": ["0123456789abcdef"],
            "default_period_days": ["77"],
        ]
        let page = try check(typed)
        #expect(page.status == 200 && page.words.contains("у Phonet 1 користувач. Олена"))
        #expect(page.words.contains("Перевірено введене. Його ще не збережено."))
        #expect(page.text.contains("data-unsaved=\"already\""))
        for value in typed.values { #expect(page.text.contains("value=\"\(value[0])\"")) }
        #expect(office.store.settings.settings.phonetDomain.isEmpty)
        #expect(try office.store.connectionCheck() == nil)

        let missing = try check(["phonet_domain": ["vitryla.phonet.com.ua"]])
        #expect(missing.status == 422 && missing.words.contains("введіть, щоб перевірити"))
        let foreign = try check([
            "phonet_domain": ["evil.example"], "phonet_api_key": ["0123456789abcdef"],
        ])
        #expect(
            foreign.status == 200
                && foreign.words.contains(PhonetError.domainNotAllowed.sentence.uk))

        // The saved key goes to the saved domain alone.
        try connect(olena)
        let other = try check(["phonet_domain": ["other.phonet.com.ua"]])
        #expect(other.status == 422 && !other.text.contains("0123456789abcdef"))
        let delay = try check(["default_period_days": ["78"]])
        #expect(delay.status == 200 && delay.text.contains("value=\"78\""))
        #expect(try office.store.connectingSteps().contains(.connectionChecked))
        #expect(try check([:]).status == 303)
    }

    @Test("What was typed and checked is checked when it is saved, and nothing else is")
    func typedThenSaved() throws {
        let office = try Office {
            $0.phonet = phonet(#"[{"id":1,"displayName":"Олена","ext":"101"}]"#)
        }
        let olena = try Colleague("Олена Гайова", at: office)
        func check(_ key: String) throws -> Reply {
            let typed = ["phonet_domain": ["vitryla.phonet.com.ua"], "phonet_api_key": [key]]
            return olena.send(
                "/settings/connection", try olena.settingsForm(typed, on: .connection))
        }
        #expect(try check("fedcba9876543210").status == 200)
        try connect(olena)
        #expect(try office.store.connectionCheck() == nil)
        #expect(try check("aaaabbbbccccdddd").status == 200)
        _ = try olena.save(["phonet_api_key": ["aaaabbbbccccdddd"]])
        let kept = try #require(try office.store.connectionCheck())
        #expect(kept.succeeded && !kept.isOutdated)
        #expect(try office.store.connectingSteps().contains(.connectionChecked))
        #expect(olena.open("/settings").words.contains("у Phonet 1 користувач. Олена"))
    }

    @Test("A check that fails says why in words")
    func failed() throws {
        let office = try Office { $0.phonet = phonet("[]", cookies: [:]) }
        let olena = try Colleague("Олена Гайова", at: office)
        try connect(olena)
        _ = olena.send("/settings/connection", [])
        let words = olena.open("/settings").words
        #expect(words.contains(PhonetError.noSessionCookie.sentence.uk))
        #expect(!words.contains("0123456789abcdef"))
    }
}
