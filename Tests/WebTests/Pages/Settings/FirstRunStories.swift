import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct FirstRunStories {
    let office: Office
    let browser: Browser

    init() throws {
        office = try Office()
        browser = Browser(office)
    }

    private func invite(_ person: Employee.ID?, _ token: String, seconds: Int = 60) throws {
        let outcome = try office.store.invite(
            person, hash: Secret.hash(token),
            expiring: Office.morning.advanced(bySeconds: seconds),
            by: .command, at: Office.morning)
        guard case .saved = outcome else {
            Issue.record("nobody was invited")
            return
        }
    }

    @Test("Before there is an administrator, every way leads to where the link is explained")
    func lost() {
        #expect(browser.open("/").fields[.location] == "/gateways/phonetapi/sign-in")
        #expect(browser.open("/sign-in").fields[.location] == "/gateways/phonetapi/setup")
        let page = browser.open("/setup")
        #expect(page.status == 200 && page.text.contains("phonet-gateway init"))
        #expect(browser.open("/setup/wrong").status == 410)
        #expect(browser.send("/setup/wrong", ["name": "Х"]).status == 410)
    }

    @Test("The first administrator is made by the link, at once signed in, and the link is used up")
    func setup() throws {
        try invite(nil, "the-token")
        #expect(browser.open("/setup/the-token").text.contains("Створіть адміністратора"))
        let bad = browser.send(
            "/setup/the-token", ["name": "", "email": "olena", "password": "qwerty12345"])
        #expect(bad.status == 422)
        for message in ["не може бути порожнім", "це не адреса e-mail", "вгадують одним із перших"]
        {
            #expect(bad.text.contains(message))
        }
        #expect(bad.text.contains("value=\"olena\"") && !bad.text.contains("qwerty12345"))
        let person = [
            "name": "Олена Гайова", "email": "olena@vitryla.example",
            "password": SignInStories.password,
        ]
        let made = browser.send("/setup/the-token", person)
        #expect(made.status == 303 && made.fields[.location] == "/gateways/phonetapi/settings")
        #expect(browser.open("/me").text.contains("Олена Гайова"))
        let other = Browser(office)
        #expect(other.open("/setup/the-token").fields[.location]?.hasSuffix("/sign-in") == true)
        #expect(other.send("/setup/the-token", person).status == 410)
        #expect(other.open("/setup").fields[.location]?.hasSuffix("/sign-in") == true)
    }

    @Test("An invited employee chooses a password and is in; the link works once")
    func invitation() throws {
        try office.employ("Олена Гайова", "olena@vitryla.example", .admin)
        let taras = try office.employ("Тарас Левченко", "taras@vitryla.example", .employee)
        try invite(taras, "the-token")
        let page = browser.open("/invitation/the-token").text
        #expect(page.contains("Тарас Левченко") && page.contains("taras@vitryla.example"))
        let weak = browser.send("/invitation/the-token", ["password": "taras2026"])
        #expect(weak.status == 422 && weak.text.contains("ім’я та адресу вгадують"))
        let new = ["password": "кінь скрепка батарейка"]
        #expect(browser.send("/invitation/the-token", new).status == 303)
        #expect(browser.open("/me").text.contains("Тарас Левченко"))
        #expect(browser.open("/invitation/the-token").status == 410)
        #expect(browser.send("/invitation/the-token", new).status == 410)
        #expect(browser.open("/setup/the-token").fields[.location]?.hasSuffix("sign-in") == true)
    }

    @Test("A link whose time is over says so, and whom to ask")
    func late() throws {
        let taras = try office.employ("Тарас Левченко", "taras@vitryla.example", .employee)
        try invite(taras, "the-token", seconds: 1)
        office.pass(seconds: 1)
        let page = browser.open("/invitation/the-token")
        #expect(page.status == 410)
        #expect(page.text.contains("Попросіть адміністратора надіслати Вам нове."))
    }
}
