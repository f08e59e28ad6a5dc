import CallRules
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct SignInStories {
    static let password = "вареники з вишнями"

    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        olena = Browser(office)
        try office.employ("Олена Гайова", "olena@vitryla.example", .admin)
        try office.employ("Тарас Левченко", "taras@vitryla.example", .employee)
    }

    /// The hash of the test password at low cost.
    static let hash: String =
        PasswordHash(
            of: password, salt: Array(0..<32),
            costs: PasswordHash.Costs(logRounds: 4, blockSize: 1, parallelism: 1))?.text ?? ""

    private func signIn(
        _ browser: Browser, _ email: String = "olena@vitryla.example",
        _ password: String = SignInStories.password, back: String? = nil
    ) -> Reply {
        browser.open("/sign-in")
        var values = ["email": email, "password": password]
        values["return"] = back
        return browser.send("/sign-in", values)
    }

    @Test("Somebody signs in, sees their page, signs out, and the old cookie opens nothing")
    func inAndOut() throws {
        #expect(olena.open("/me").fields[.location]?.contains("/sign-in?return=") == true)
        let reply = signIn(olena, back: "/gateways/phonetapi/me")
        #expect(reply.status == 303)
        #expect(reply.fields[.location] == "/gateways/phonetapi/me")
        let cookie = try #require(
            reply.fields[values: .setCookie].first { $0.hasPrefix("__Host-phonet_gateway=") })
        for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
            #expect(cookie.contains(part))
        }
        #expect(olena.open("/me").text.contains("Олена Гайова"))
        let session = try #require(olena.cookies["__Host-phonet_gateway"])
        #expect(olena.send("/sign-out").fields[.location]?.hasSuffix("done=signed-out") == true)
        #expect(olena.cookies["__Host-phonet_gateway"] == nil)
        olena.take("__Host-phonet_gateway", session)
        #expect(olena.open("/me").status == 303)
    }

    @Test("An e-mail is cut, however many marks its characters have: tries are remembered by it")
    func longEmail() {
        let usual = signIn(olena, "nobody").text.utf8.count
        let reply = signIn(olena, "a" + String(repeating: "\u{301}", count: 20_000))
        #expect(reply.status == 422 && reply.text.utf8.count < usual + 2000)
    }

    @Test("Signing in gives another cookie each time, and the one before opens nothing")
    func rotation() throws {
        _ = signIn(olena)
        let first = try #require(olena.cookies["__Host-phonet_gateway"])
        _ = signIn(olena)
        olena.open("/sign-in")
        #expect(
            olena.send(
                "/sign-in", ["email": "olena@vitryla.example", "password": SignInStories.password]
            ).status == 303)
        #expect(olena.cookies["__Host-phonet_gateway"] != first)
        olena.take("__Host-phonet_gateway", first)
        #expect(olena.open("/me").status == 303)
    }

    @Test("A page left alone for half an hour asks to sign in again, and leads back")
    func idle() throws {
        _ = signIn(olena)
        office.pass(seconds: 1799)
        #expect(olena.open("/me").status == 200)
        // An empty write waits until the queued update of the session is stored.
        try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        office.pass(seconds: 1740)
        #expect(olena.open("/me").status == 200)
        try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        office.pass(seconds: 1800)
        let reply = olena.open("/me")
        #expect(reply.status == 303)
        #expect(reply.fields[.location]?.hasSuffix("?return=%2Fgateways%2Fphonetapi%2Fme") == true)
    }

    @Test("Whoever has no account and whoever errs hear the same, and what was typed is kept")
    func refused() {
        let answers = [
            signIn(olena, "olena@vitryla.example", "wrong wrong wrong"),
            signIn(olena, "nobody@vitryla.example", "wrong wrong wrong"),
            signIn(olena, "marko@vitryla.example", "wrong wrong wrong"),
        ]
        for (answer, name) in zip(answers, ["olena", "nobody", "marko"]) {
            #expect(answer.status == 422)
            #expect(answer.text.contains("e-mail або пароль не підходить"))
            #expect(answer.text.contains("value=\"\(name)@vitryla.example\""))
            #expect(!answer.text.contains("wrong wrong wrong"))
            let first = answers[0].text.replacing("olena", with: "")
            #expect(answer.text.replacing(name, with: "") == first)
        }
        let blank = signIn(olena, "", "")
        #expect(blank.status == 422 && blank.text.contains("введіть e-mail"))
    }

    @Test("The eleventh try within a quarter of an hour is not looked at, though it were right")
    func throttled() {
        for _ in 0..<10 {
            #expect(signIn(olena, "olena@vitryla.example", "wrong wrong").status == 422)
        }
        let reply = signIn(olena)
        #expect(reply.status == 429 && reply.fields[.retryAfter] == "900")
        #expect(reply.text.contains("Спробуйте ще раз за 15 хвилин."))
        office.pass(seconds: 900)
        #expect(signIn(olena).status == 303)
    }

    @Test("Her own browser lets Olena in while somebody at the same address guesses")
    func knownBrowser() {
        #expect(signIn(olena).status == 303)
        _ = olena.send("/sign-out")
        let untrusted = Browser(office)
        for _ in 0..<20 { _ = signIn(untrusted, "olena@vitryla.example", "wrong wrong") }
        #expect(signIn(untrusted).status == 429)
        #expect(signIn(olena).status == 303)
        untrusted.take("__Host-phonet_gateway_device", "made-up")
        #expect(signIn(untrusted).status == 429)
    }

    @Test(
        "After signing in one lands on a page of ours, whatever the form says",
        arguments: [
            "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)",
            "/gateways/phonetapi/../../evil", "/gateways/phonetapi/me\r\nSet-Cookie: a=b",
            "/gateways/phonetapi/sign-out", "/gateways/phonetapi/setup/abc", "", "me",
        ])
    func redirects(back: String) {
        let reply = signIn(olena, back: back)
        #expect(reply.status == 303)
        #expect(reply.fields[.location] == "/gateways/phonetapi/")
        #expect(reply.fields[values: .setCookie].allSatisfy { !$0.contains("a=b") })
    }

    @Test("An employee who asked for the settings lands on their own page")
    func employeesWay() {
        let taras = Browser(office)
        let wanted = "/gateways/phonetapi/settings"
        let reply = signIn(taras, "taras@vitryla.example", back: wanted)
        #expect(reply.fields[.location] == "/gateways/phonetapi/")
        #expect(signIn(olena, back: wanted).fields[.location] == wanted)
    }

    @Test("Forms from elsewhere sign nobody in and nobody out")
    func foreignForms() {
        olena.open("/sign-in")
        let right = [
            "email": "olena@vitryla.example", "password": SignInStories.password,
            "form_token": olena.formToken,
        ]
        var wrong = right
        wrong["form_token"] = String(repeating: "0", count: 32)
        var none = right
        none["form_token"] = nil
        let site = HTTPField.Name("Sec-Fetch-Site")
        var elsewhere = HTTPFields()
        if let site { elsewhere[site] = "cross-site" }
        func refused(_ body: [String: String], _ type: String? = nil, _ fields: HTTPFields = [:]) {
            let reply = olena.ask(
                .post, "/sign-in", Browser.encoded(body),
                type: type ?? "application/x-www-form-urlencoded", fields: fields)
            #expect(reply.status == 403)
            #expect(olena.cookies["__Host-phonet_gateway"] == nil)
        }
        refused(wrong)
        refused(none)
        refused(right, "text/plain")
        refused(right, nil, elsewhere)
        refused(right, nil, [.origin: "https://evil.example"])
        #expect(
            olena.ask(.get, "/sign-in?" + Browser.encoded(right)).fields[values: .setCookie].isEmpty
        )
        #expect(olena.ask(.post, "/sign-in", Browser.encoded(right)).status == 303)
        #expect(olena.ask(.post, "/sign-out", "form_token=0").status == 403)
        #expect(olena.ask(.get, "/sign-out").status == 303)
        #expect(olena.open("/me").status == 200)
    }

    @Test("A new password is asked for the old one, ends other sessions, and mistakes keep nothing")
    func change() {
        _ = signIn(olena)
        let elsewhere = Browser(office, peer: "198.51.100.1")
        _ = signIn(elsewhere)
        let new = "кінь скрепка батарейка"
        func send(_ old: String, _ new: String) -> Reply {
            olena.send("/me/password", ["old_password": old, "password": new])
        }
        let weak = send("", "olena123")
        #expect(weak.status == 422 && weak.text.contains("введіть теперішній пароль"))
        #expect(weak.text.contains("ім’я та адресу вгадують") && !weak.text.contains("olena123"))
        let wrong = send("not the old one", new)
        #expect(wrong.status == 422 && wrong.text.contains("це не Ваш теперішній пароль"))
        let known = olena.cookies
        #expect(send(SignInStories.password, new).fields[.location]?.hasSuffix("password") == true)
        #expect(olena.cookies != known)
        #expect(olena.open("/me?done=password").text.contains("Пароль змінено."))
        #expect(elsewhere.open("/me").status == 303)
        #expect(signIn(Browser(office)).status == 422)
        #expect(signIn(Browser(office), "olena@vitryla.example", new).status == 303)
    }

    @Test("Signing out everywhere else leaves one session")
    func everywhere() {
        _ = signIn(olena)
        let elsewhere = Browser(office, peer: "198.51.100.1")
        _ = signIn(elsewhere)
        #expect(olena.open("/me").text.contains("198.51.100.1"))
        #expect(olena.send("/me/sessions").status == 303)
        #expect(elsewhere.open("/me").status == 303)
        let page = olena.open("/me?done=sessions").text
        #expect(
            !page.contains("198.51.100.1") && page.contains("На всіх інших пристроях Ви вийшли."))
    }

    @Test("One's page shows one's own calls, leads and notices, and nobody else's")
    func ownWork() throws {
        let taras = Browser(office)
        _ = signIn(taras, "taras@vitryla.example")
        let id = try #require(try office.store.password(email: "taras@vitryla.example")).employee
        let other = try #require(try office.store.password(email: "olena@vitryla.example")).employee
        for (person, name) in [(id, "Свій лід <b>"), (other, "Чужий лід")] {
            var lead = LeadDetails()
            lead.name = name
            lead.responsibleID = person
            lead.phones = [PhoneNumber("0671234567")]
            _ = try office.store.createLead(lead, origin: .api, at: Office.morning)
        }
        let page = taras.open("/me").text
        #expect(page.contains("Свій лід &lt;b&gt;") && page.contains("+380 67 123 45 67"))
        #expect(!page.contains("Чужий лід"))
    }

    @Test("The signing in of a moment ago, and the refusals before it, stand in the audit")
    func audit() throws {
        _ = signIn(olena, "olena@vitryla.example", "wrong wrong")
        _ = signIn(olena, "nobody@vitryla.example", "wrong wrong")
        _ = signIn(olena)
        let entries = try office.store.auditEntries(Pagination(limit: 3)).items
        #expect(entries.map(\.action) == [.signedIn, .signInRefused, .signInRefused])
        #expect(entries.map(\.subject) == ["employee/1", "", "employee/1"])
        #expect(entries.allSatisfy { $0.sourceIP == "203.0.113.7" })
        let text = entries.map { "\($0)" }.joined()
        #expect(!text.contains("wrong") && !text.contains("nobody"))
    }
}

extension Office {
    /// Creates an employee with the test password.
    @discardableResult
    func employ(_ name: String, _ email: String, _ role: Employee.Role) throws -> Employee.ID {
        var details = EmployeeDetails()
        details.name = name
        details.email = email
        details.role = role
        guard case .saved(let row) = try store.createEmployee(details, at: Office.morning) else {
            throw StoreError.closing
        }
        let token = Array(repeating: UInt8(row.id.value), count: 32)
        _ = try store.invite(
            row.id, hash: token, expiring: Office.morning.advanced(bySeconds: 60), by: .command,
            at: Office.morning)
        _ = try store.acceptInvitation(
            hash: token, password: SignInStories.hash,
            NewSession(
                session: token, device: token, oldSession: nil, oldDevice: nil, origin: .machine),
            at: Office.morning)
        return row.id
    }
}
