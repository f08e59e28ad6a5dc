import CallRules
import Foundation
import HTTPTypes
import TestSupport
import Testing
import WebForms

@testable import Store
@testable import Web

@Suite("A form whose session has ended")
struct KeptFormStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        olena = Browser(office)
        try office.employ("Олена Гайова", "olena@vitryla.example", .admin)
        try office.employ("Тарас Левченко", "taras@vitryla.example", .employee)
        signIn("olena@vitryla.example")
    }

    @discardableResult
    private func signIn(
        _ email: String, _ more: [String: String] = [:], at page: Reply? = nil,
        password: String = SignInStories.password
    ) -> Reply {
        let door = page ?? olena.open("/sign-in")
        var values = more.merging(["email": email, "password": password]) { $1 }
        values[FormToken.field] = token(of: "action=\"/gateways/phonetapi/sign-in\"", on: door)
        return olena.ask(.post, "/sign-in", Browser.encoded(values))
    }

    /// The token of the form that begins with this text.
    private func token(of form: String, on page: Reply) -> String? {
        page.text.range(of: form).flatMap { start in
            Reply.token(in: page.text[start.upperBound...])
        }
    }

    /// Sends a form with the token that its page has, as a browser does for a person.
    private func send(
        _ path: String, _ values: [String: String], token: String, accept: String = "text/html,*/*"
    ) -> Reply {
        olena.ask(
            .post, path, Browser.encoded(values.merging([FormToken.field: token]) { $1 }),
            fields: [.accept: accept])
    }

    /// The token of an open page; then the session ends.
    private func tokenOfEndedSession() throws -> String {
        let token = try #require(olena.open("/clients/new").hidden(FormToken.field))
        office.pass(seconds: 31 * 60)
        return token
    }

    private func kept(_ page: Reply) -> [String: String] {
        ["kept_route", "kept_author", "kept_form"].reduce(into: [:]) { $0[$1] = page.hidden($1) }
    }

    @Test("Waits on the sign-in page, and goes whole once its person is back")
    func same() throws {
        let token = try tokenOfEndedSession()
        let door = send(
            "/clients/new", ["name": "Ірина “С” & Ко", "company": "Вітрила"], token: token)
        #expect(door.status == 403 && door.words.contains("Сеанс завершено."))
        #expect(!door.text.contains(token))
        let wrong = signIn("olena@vitryla.example", kept(door), at: door, password: "wrong")
        #expect(wrong.status == 422 && kept(wrong) == kept(door))
        let back = signIn("olena@vitryla.example", kept(wrong))
        #expect(back.status == 200 && back.text.contains("data-send"))
        for page in [door, wrong, back] { #expect(!page.text.contains("class=\"languages\"")) }
        #expect(back.hidden("name") == "Ірина “С” & Ко" && back.hidden("company") == "Вітрила")
        let fresh = try #require(self.token(of: "data-send", on: back))
        #expect(FormToken.isSound(fresh, olena.formToken))
        #expect(office.api(.get, "/clients").items.isEmpty)
        let sent = send("/clients/new", ["name": "Ірина “С” & Ко"], token: fresh)
        #expect(sent.place == "/clients/1?done=added")
    }

    @Test("Is not sent by somebody else, and stays for its person")
    func other() throws {
        let token = try tokenOfEndedSession()
        let door = send("/clients/new", ["name": "Ірина"], token: token)
        let taken = signIn("taras@vitryla.example", kept(door))
        #expect(taken.status == 200 && taken.words.contains("форму заповнила інша людина"))
        #expect(!taken.text.contains("class=\"languages\""))
        #expect(!taken.text.contains("data-send") && kept(taken) == kept(door))
        let back = signIn("olena@vitryla.example", kept(taken), at: taken)
        #expect(back.text.contains("data-send"))
    }

    @Test("Is not carried when no page of ours sent it, when a script did, or with a password")
    func refused() throws {
        let token = try tokenOfEndedSession()
        let typed = ["name": "Ірина"]
        let forged = send("/clients/new", typed, token: String(repeating: "0", count: 32))
        #expect(forged.place?.hasPrefix("/sign-in?return=") == true)
        let script = send("/clients/new", typed, token: token, accept: "*/*")
        #expect(script.place?.hasPrefix("/sign-in") == true)
        let password = send(
            "/me/password", ["old_password": "a", "password": "b"], token: token)
        #expect(password.place == "/sign-in?return=%2Fgateways%2Fphonetapi%2Fme&done=unsent")
        #expect(olena.open("/sign-in?done=unsent").words.contains("форму не надіслано"))
        let cookie = try #require(olena.cookies["__Host-phonet_gateway"])
        olena.lose("__Host-phonet_gateway")
        #expect(send("/clients/new", typed, token: token).status == 303)
        olena.take("__Host-phonet_gateway", cookie)
        let long = send(
            "/clients/new", ["name": String(repeating: "x", count: 60_000)], token: token)
        #expect(long.status == 303)
        // What the sign-in page carries can only be a form of a page.
        for route in ["/gateways/phonetapi/sign-out", "https://evil.example/", "/clients/new"] {
            let reply = signIn(
                "olena@vitryla.example",
                ["kept_route": route, "kept_form": "a=b", "kept_author": "1"])
            #expect(reply.status == 303)
            _ = olena.send("/sign-out")
        }
    }

    @Test("A page asked for without a session is found again with its filters")
    func query() {
        _ = olena.send("/sign-out")
        let asked = olena.open("/calls?direction=incoming&outcome=missed&line=&done=saved")
        #expect(
            asked.place
                == "/sign-in?return=%2Fgateways%2Fphonetapi%2Fcalls%3Fdirection%3Dincoming%26outcome%3Dmissed"
        )
        let back = signIn(
            "taras@vitryla.example",
            ["return": "/gateways/phonetapi/calls?direction=incoming&outcome=missed"])
        #expect(back.place == "/calls?direction=incoming&outcome=missed")
    }

    @Test("The end of a session is told at the door")
    func told() {
        #expect(!Browser(office).open("/sign-in").words.contains("Сеанс завершено"))
        office.pass(seconds: 31 * 60)
        #expect(olena.open("/sign-in").words.contains("Сеанс завершено"))
    }
}

extension Reply {
    /// The first form token in a part of a page.
    fileprivate static func token(in text: Substring) -> String? {
        text.range(of: "name=\"form_token\" value=\"").map { start in
            String(text[start.upperBound...].prefix { $0 != "\"" })
        }
    }
}
