import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The page of API tokens")
struct APITokenPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private func make(_ name: String, newest: String? = nil) throws -> Reply {
        let known = try newest ?? #require(olena.open("/tokens").hidden("newest"))
        return olena.send("/tokens", ["name": name, "newest": known])
    }

    @Test("A token is shown once, works at once, and stands in the audit without its secret")
    func made() throws {
        let reply = try make("Сайт")
        #expect(reply.status == 200 && reply.words.contains("Токен «Сайт»"))
        let start = try #require(reply.text.range(of: "<code id=\"token\">"))
        let secret = String(reply.text[start.upperBound...].prefix { $0 != "<" })
        #expect(office.ask(.get, "/api/v1/settings", token: secret).status == 200)
        let list = olena.open("/tokens")
        #expect(list.words.contains("Сайт діє") && !list.text.contains(secret))
        let entry = try #require(try office.store.auditEntries(Pagination()).items.first)
        #expect(entry.action == .apiTokenMade && entry.actor == "Олена Гайова")
        #expect(!"\(entry)".contains(secret) && olena.open("/audit").words.contains("Сайт"))
    }

    @Test("A form that is sent twice makes one token, and a mistake comes back with what was typed")
    func twice() throws {
        #expect(try make("Сайт", newest: "1").status == 200)
        #expect(try make("Сайт", newest: "1").place == "/tokens?done=shown")
        #expect(try office.store.apiTokens().map(\.name) == ["CRM", "Сайт"])
        let long = String(repeating: "я", count: 101)
        let refused = try make(long)
        #expect(refused.status == 422 && refused.text.contains(long))
        #expect(refused.text.contains("problem-name"))
    }

    @Test("A token ends after one question that names it")
    func revoked() throws {
        let question = olena.open("/tokens/1/revocation")
        #expect(question.words.contains("Відкликати токен «CRM»?"))
        #expect(office.api(.get, "/settings").status == 200)
        #expect(olena.send("/tokens/1/revocation").place == "/tokens?done=revoked")
        #expect(office.api(.get, "/settings").status == 401)
        #expect(olena.send("/tokens/1/revocation").status == 404)
        #expect(olena.open("/tokens/1/revocation").status == 404)
        let actions = try office.store.auditEntries(Pagination()).items.map(\.action)
        #expect(actions.filter { $0 == .apiTokenRevoked }.count == 1)
        #expect(olena.open("/tokens").words.contains("відкликано"))
    }
}
