import CallRules
import Crypto
import Foundation
import GRDB
import HTTPTypes
import JSONText
import Synchronization
import TestSupport
import Testing
import WebPush

@testable import Store
@testable import Web

@Suite("Signing in through the CRM")
struct CRMSignInStories {
    let office: Office
    let entrance = "the-secret-of-the-entrance"

    init() throws {
        office = try Office()
        try office.hirePeople()
        for (id, external) in [(1, "u/olena"), (2, "u/taras")] {
            let saved = try office.store.updateEmployee(
                Employee.ID(Int64(id)), if: .none, by: .command, at: Office.morning
            ) { $0.externalID = external }
            #expect(saved.saved != nil)
        }
        _ = try office.store.createAPIToken(
            name: "CRM", hash: Secret.hash(entrance), TokenGrant(.crm, signsIn: true),
            by: .command, at: Office.morning)
    }

    private func post(_ path: String, _ body: String = "{}") -> Reply {
        office.ask(.post, "/api/v1/employees/\(path)", body, token: entrance)
    }

    /// The path of a new link, without the prefix.
    private func link(_ person: String = "2", _ body: String = "{}") throws -> String {
        let reply = post("\(person)/sign-in-links", body)
        #expect(reply.status == 201, "\(reply.text)")
        guard case .string(let url)? = reply.json["url"] else { throw NoLink() }
        let prefix = "https://crm.example/gateways/phonetapi"
        #expect(url.hasPrefix(prefix + "/enter/"))
        return String(url.dropFirst(prefix.count))
    }

    private struct NoLink: Error {}

    private func fields(_ pairs: [(String, String)]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    private var sessions: Int {
        get throws {
            try office.store.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM session") ?? 0
            }
        }
    }

    @Test("A link leads to its page, signed in, once; the audit names the token")
    func once() throws {
        let path = try link("2", #"{"return":"/calls?state=missed&phone=%2B380"}"#)
        let taras = Browser(office)
        let entered = taras.open(path)
        #expect(entered.status == 303 && entered.place == "/calls?state=missed&phone=%2B380")
        #expect(taras.open("/calls").status == 200)

        for visitor in [Browser(office), taras] {
            let again = visitor.open(path)
            #expect(
                again.status == 410 && again.text.contains("action=\"/gateways/phonetapi/sign-in\"")
            )
            #expect(again.words.contains("Посилання для входу вже використано"))
        }
        #expect(try sessions == 1)
        let lines = try office.store.auditEntries(Pagination()).items
        let entry = try #require(lines.first { $0.action == .signedInByLink })
        #expect(entry.employee == Office.taras && entry.sourceIP == "203.0.113.7")
        let token = try #require(try office.store.apiTokens().last)
        #expect(entry.subject == "token/\(token.id.value)")
        let made = try #require(lines.first { $0.action == .signInLinkMade })
        #expect(made.actor == "CRM" && made.subject == "employee/2")
        let olena = try office.browser(of: Office.olena)
        #expect(olena.open("/audit").words.contains("Виконано вхід за посиланням CRM"))
    }

    @Test("A link ends after a minute, with its employee, and with a password it has nothing to do")
    func late() throws {
        let path = try link()
        office.pass(seconds: 60)
        #expect(Browser(office).open(path).status == 410)
        let other = try link()
        office.pass(seconds: 59)
        #expect(Browser(office).open(other).status == 303)

        let third = try link()
        _ = try office.store.updateEmployee(
            Office.taras, if: .none, by: .command, at: Office.morning
        ) { $0.active = false }
        #expect(Browser(office).open(third).status == 410)
        let refused = post("2/sign-in-links")
        #expect(refused.status == 422 && refused.text.contains("active"))
    }

    @Test("Neither HEAD nor a preview nor a script of another page uses a link up")
    func programs() throws {
        let path = try link()
        let head = Browser(office).ask(.head, path)
        #expect(head.status == 204)
        let programs: [[(String, String)]] = [
            [
                ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"),
                ("Sec-Fetch-Site", "same-origin"),
            ],
            [
                ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image"),
                ("Sec-Fetch-Site", "cross-site"),
            ],
            [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")],
            [
                ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"),
                ("Sec-Purpose", "prefetch;prerender"),
            ],
            [("Origin", "https://evil.example")],
            [("X-Phonet-Widget", "1"), ("Sec-Fetch-Site", "same-site")],
        ]
        for program in programs {
            let reply = Browser(office).ask(.get, path, fields: fields(program))
            #expect(reply.status == 403, "\(program)")
            #expect(reply.fields[values: .setCookie].allSatisfy { $0.contains("_visit=") })
        }
        #expect(try sessions == 0)
        let person = fields([("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")])
        #expect(Browser(office).ask(.get, path, fields: person).status == 303)
    }

    @Test("The widget enters with a link without leaving its page")
    func widget() throws {
        let path = try link()
        let widget = fields([("X-Phonet-Widget", "1"), ("Sec-Fetch-Site", "same-origin")])
        let browser = Browser(office)
        #expect(browser.ask(.get, path, fields: widget).status == 204)
        #expect(browser.open("/calls").status == 200)
        #expect(Browser(office).ask(.get, path, fields: widget).status == 410)
    }

    @Test("Of twenty at the same instant one enters")
    func race() throws {
        let path = try link()
        let entered = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 20) { _ in
            let reply = office.ask(.get, path, token: nil)
            if reply.status == 303 { entered.withLock { $0 += 1 } }
        }
        #expect(entered.withLock { $0 } == 1)
        #expect(try sessions == 1)
    }

    @Test("A link leads to pages of the gateway only")
    func foreign() throws {
        let bad = [
            "https://evil.example/", "//evil.example", "/\\\\evil.example", "calls", "", "/nothing",
            "/sign-in", "/sign-out", "/enter/x", "/sso", "/live", "/setup", "/api/v1/calls",
            "/gateways/phonetapi/../etc", "/calls#x", "javascript:alert(1)", "/healthz",
        ]
        for text in bad {
            let reply = post("2/sign-in-links", #"{"return":"\#(text)"}"#)
            #expect(reply.status == 422 && reply.text.contains("return"), "\(text)")
        }
        for (text, place) in [
            ("/", "/"), ("/clients/7", "/clients/7"), ("/gateways/phonetapi/leads", "/leads"),
            ("/settings", "/"),
        ] {
            let path = try link("2", #"{"return":"\#(text)"}"#)
            #expect(Browser(office).open(path).place == place, "\(text)")
        }
    }

    @Test("Links and the end of sessions by the CRM's id; nobody is 404; other tokens are refused")
    func names() throws {
        for name in ["by-external-id/u/taras", "by-external-id/u%2Ftaras"] {
            #expect(Browser(office).open(try link(name)).status == 303)
        }
        let inQuery = post("by-external-id/sign-in-links?external_id=u/taras")
        #expect(inQuery.status == 201)
        for path in ["9/sign-in-links", "by-external-id/nobody/sign-in-links"] {
            #expect(post(path).status == 404)
        }
        #expect(try sessions == 2)
        for path in ["by-external-id/u/taras/sessions", "2/sessions"] {
            let ended = office.ask(.delete, "/api/v1/employees/\(path)", token: entrance)
            #expect(ended.status == 204)
            #expect(try sessions == 0)
            _ = Browser(office).open(try link())
        }
        #expect(
            office.ask(
                .delete, "/api/v1/employees/by-external-id/sessions?external_id=u/taras",
                token: entrance
            ).status == 204)
        #expect(
            office.ask(.delete, "/api/v1/employees/9/sessions", token: entrance).status == 404)
    }

    @Test("An administrator comes in as an employee, and has the full role after the password")
    func roleLimit() throws {
        let olena = Browser(office)
        try office.store.write(.upkeep) { transaction in
            try PasswordTable.set(
                SignInStories.hash, of: Office.olena, at: Office.morning, transaction.db)
        }
        let entered = olena.open(try link("1", #"{"return":"/settings"}"#))
        #expect(entered.place == "/")
        let page = olena.open("/calls")
        #expect(page.words.contains("Ви увійшли з CRM, тож працюєте з правами співробітника"))
        for path in ["/settings", "/tokens", "/employees", "/crm"] {
            #expect(olena.open(path).status == 403, "\(path)")
        }
        #expect(olena.send("/tokens", ["name": "x", "newest": "2"]).status == 403)

        let asked = olena.send("/me/role", ["return": "/gateways/phonetapi/calls"])
        #expect(asked.status == 403 && asked.words.contains("Введіть пароль ще раз"))
        #expect(olena.send("/me/role", ["password_again": "не той"]).status == 422)
        #expect(olena.open("/settings").status == 403)
        let raised = olena.send(
            "/me/role",
            ["return": "/gateways/phonetapi/calls", "password_again": SignInStories.password])
        #expect(raised.place == "/calls")
        #expect(olena.open("/settings").status == 200)
        #expect(!olena.open("/calls").words.contains("Ви увійшли з CRM"))
        let lines = try office.store.auditEntries(Pagination()).items
        #expect(lines.contains { $0.action == .roleRaised && $0.employee == Office.olena })

        // Whoever may let administrators in says so in the settings.
        #expect(office.api(.patch, "/settings", #"{"sso_role_limit":"admin"}"#).status == 200)
        let free = Browser(office)
        #expect(free.open(try link("1", #"{"return":"/settings"}"#)).place == "/settings")
        // The password was never typed, so what gives access asks for it.
        #expect(free.send("/tokens", ["name": "x", "newest": "2"]).status == 403)
        #expect(
            office.api(.patch, "/settings", #"{"sso_role_limit":"owner"}"#).status == 422)
    }

    @Test("Whoever becomes an administrator is none in a session of the CRM without the password")
    func promoted() throws {
        let taras = Browser(office)
        taras.open(try link())
        _ = try office.store.updateEmployee(
            Office.taras, if: .none, by: .command, at: Office.morning
        ) { $0.role = .admin }
        #expect(taras.open("/settings").status == 403)
    }

    // JWT

    private func jwt(
        _ claims: String, secret: String, header: String = #"{"alg":"HS256","typ":"JWT"}"#
    ) -> String {
        let signed = Base64URL.text(Array(header.utf8)) + "." + Base64URL.text(Array(claims.utf8))
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return signed + "." + Base64URL.text(Array(code))
    }

    private func claims(
        sub: String = #""u/taras""#, jti: String = #""j1""#, seconds: Int = 60,
        aud: String = #""https://crm.example""#, more: String = ""
    ) -> String {
        let end = Office.morning.milliseconds / 1000 + Int64(seconds)
        return #"{"sub":\#(sub),"jti":\#(jti),"exp":\#(end),"aud":\#(aud)\#(more)}"#
    }

    private func enter(_ jwt: String, _ more: String = "") -> Reply {
        Browser(office).open("/sso?jwt=\(jwt)\(more)")
    }

    private func newSecret() throws -> String {
        let reply = office.api(.post, "/sso-secret")
        guard reply.status == 200, case .string(let secret)? = reply.json["secret"] else {
            throw NoLink()
        }
        return secret
    }

    @Test("A JWT signs in, once; off it is refused like a wrong one")
    func jwtOnce() throws {
        let early = enter(jwt(claims(), secret: "guessed"))
        #expect(early.status == 403 && early.words.contains("CRM не змогла Вас впустити"))
        let secret = try newSecret()
        #expect(secret.utf8.count >= 43)
        let token = jwt(claims(), secret: secret)
        #expect(Browser(office).ask(.head, "/sso?jwt=\(token)").status == 204)
        #expect(enter(token, "&return=https://evil.example").status == 422)
        #expect(enter(token, "&return=/leads").place == "/leads")
        let again = enter(token)
        #expect(again.status == 403 && again.text == early.text.replacingTokens(with: again))
        #expect(try sessions == 1)

        // Kept until it would be refused for its age.
        office.pass(seconds: 89)
        try office.store.trimSignIns(at: Office.morning.advanced(bySeconds: 89))
        #expect(enter(token).status == 403)
        #expect(office.api(.delete, "/sso-secret").status == 204)
        #expect(office.api(.delete, "/sso-secret").status == 204)
        #expect(enter(jwt(claims(jti: #""j2""#, seconds: 120), secret: secret)).status == 403)
        let lines = try office.store.auditEntries(Pagination()).items.map(\.action)
        #expect(lines.contains(.ssoSecretMade) && lines.contains(.ssoSecretDeleted))
        #expect(lines.contains(.signedInBySSO) && lines.contains(.signInRefused))
    }

    @Test("What is right about a JWT")
    func accepted() throws {
        let secret = try newSecret()
        let site = "https://crm.example"
        let good = [
            claims(jti: #""a""#, seconds: 90), claims(jti: #""b""#, seconds: -29),
            claims(jti: #""c""#, aud: #""\#(site)/""#),
            claims(jti: #""d""#, aud: #""\#(site)/gateways/phonetapi""#),
            claims(jti: #""e""#, aud: #"["x","\#(site)/gateways/phonetapi/"]"#),
            claims(jti: #""f""#, more: #","iat":\#(Office.morning.milliseconds / 1000)"#),
        ]
        for text in good { #expect(enter(jwt(text, secret: secret)).status == 303, "\(text)") }
        _ = try office.store.updateEmployee(
            Office.marko, if: .none, by: .command, at: Office.morning
        ) { $0.externalID = "77" }
        #expect(enter(jwt(claims(sub: "77", jti: #""g""#), secret: secret)).status == 303)
        let olena = jwt(claims(sub: #""u/olena""#, jti: #""h""#), secret: secret)
        #expect(enter(olena, "&return=/settings").place == "/")
    }

    @Test("What is wrong with a JWT is refused alike")
    func refused() throws {
        let secret = try newSecret()
        let now = Office.morning.milliseconds / 1000
        let right = jwt(claims(), secret: secret)
        let parts = right.split(separator: ".").map(String.init)
        var bad = [
            jwt(claims(), secret: secret + "x"), jwt(claims(seconds: 91), secret: secret),
            jwt(claims(seconds: -30), secret: secret),
            jwt(claims(aud: #""https://crm.example.evil""#), secret: secret),
            jwt(claims(aud: "[]"), secret: secret), jwt(claims(sub: #""nobody""#), secret: secret),
            jwt(claims(sub: "null"), secret: secret), jwt(claims(jti: "7"), secret: secret),
            jwt(claims(jti: #""""#), secret: secret),
            jwt(claims(more: #","iat":\#(now + 31)"#), secret: secret),
            jwt(claims(more: #","iat":\#(now - 10)"#), secret: secret),
            jwt(claims(more: #","nbf":\#(now + 31)"#), secret: secret),
            jwt(#"{"sub":"u/taras","jti":"x","aud":"https://crm.example"}"#, secret: secret),
            jwt("[]", secret: secret), jwt("{", secret: secret),
            "", "x", "..", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])",
            "\(right).x", "\(parts[0]).\(parts[1]).\(parts[2])=",
        ]
        for header in [
            #"{"alg":"none"}"#, #"{"alg":"hs256"}"#, #"{"alg":"HS512"}"#, #"{"alg":"RS256"}"#, "{}",
            #"{"alg":"HS256","crit":["exp"]}"#,
        ] {
            bad.append(jwt(claims(), secret: secret, header: header))
        }
        bad.append(Base64URL.text(Array(#"{"alg":"none"}"#.utf8)) + "." + parts[1] + ".")
        let answer = enter("nothing")
        for text in bad {
            let reply = enter(text)
            #expect(
                reply.status == 403 && reply.text == answer.text.replacingTokens(with: reply),
                "\(text)")
        }
        #expect(bad.count > 25)
        #expect(try sessions == 0)
        #expect(enter(right).status == 303)
    }

    @Test("The page makes the secret, shows it once and switches it off, after the password")
    func page() throws {
        let olena = try office.browser(of: Office.olena)
        #expect(olena.open("/crm").words.contains("Вхід із CRM за JWT"))
        let made = olena.send("/crm/sso-secret")
        let secret = try #require(try office.store.ssoSecret())
        #expect(made.status == 200 && made.text.contains(secret.text))
        #expect(!olena.open("/crm").text.contains(secret.text))
        #expect(olena.send("/crm/sso-secret/deletion").place == "/crm?done=sso-off")
        #expect(try office.store.ssoSecret() == nil)
        office.pass(seconds: 601)
        olena.open("/me")
        #expect(olena.send("/crm/sso-secret").status == 403)
    }
}

extension String {
    /// The page with the form token of another visitor.
    fileprivate func replacingTokens(with other: Reply) -> String {
        replacing(/name="form_token" value="[^"]*"/) { _ in
            "name=\"form_token\" value=\"\(other.hidden("form_token") ?? "")\""
        }
    }
}
