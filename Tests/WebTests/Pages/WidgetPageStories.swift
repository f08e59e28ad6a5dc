import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The widget's page")
struct WidgetPageStories {
    let phonet = DialledPhonet()
    let office: Office
    let taras: Browser

    init() throws {
        office = try Office(calling: phonet)
        taras = try office.browser(of: Office.taras)
        let saved = office.api(
            .patch, "/settings",
            #"{"crm_origins":["HTTPS://CRM2.example/","http://crm.test:8080"]}"#)
        #expect(saved.status == 200)
    }

    private func policy(_ reply: Reply) -> String {
        reply.fields[.contentSecurityPolicy] ?? ""
    }

    @Test("Pages of the named origins may hold it, and no other page of the gateway")
    func frames() {
        let ancestors = "frame-ancestors 'self' https://crm2.example http://crm.test:8080;"
        for browser in [taras, Browser(office)] {
            #expect(policy(browser.open("/widget")).contains(ancestors))
        }
        for path in ["/calls", "/live", "/sign-in", "/leads"] {
            #expect(policy(taras.open(path)).contains("frame-ancestors 'none'"), "\(path)")
        }
        let refused = taras.send("/widget/dialling", ["phone": "x"])
        #expect(policy(refused).contains("frame-ancestors 'none'"))
    }

    @Test("It talks to the gateway's own pages and to those of the named origins")
    func origins() {
        for (origin, shown) in [
            ("https://crm.example", "https://crm.example"),
            ("https://crm2.example", "https://crm2.example"),
            ("http://crm.test:8080", "http://crm.test:8080"), ("http://crm.test", ""),
            ("http://crm2.example", ""), ("https://evil.example", ""), ("*", ""), ("null", ""),
            ("", ""), ("https://crm2.example.evil", ""),
        ] {
            let page = taras.open("/widget?origin=\(origin)")
            #expect(page.text.contains("data-origin=\"\(shown)\""), "\(origin)")
        }
    }

    @Test("Signed in it has cards, a bell and a field; else one button, and no secret")
    func pages() {
        let page = taras.open("/widget")
        for part in ["id=\"live\"", "id=\"bell\"", "id=\"dialler\"", "<base target=\"_blank\">"] {
            #expect(page.text.contains(part), "\(part)")
        }
        let outside = Browser(office).open("/widget")
        #expect(outside.status == 200 && outside.words.contains("Увійти до телефонії"))
        for part in ["id=\"live\"", "data-token", "data-calls"] {
            #expect(!outside.text.contains(part), "\(part)")
        }
        #expect(office.ask(.post, "/widget/dialling", "phone=1", token: nil).status == 303)
    }

    @Test("In a demo it says that the company is invented")
    func demo() throws {
        let demo = try Office { $0.isDemo = true }
        let olena = try Colleague("Олена Гайова", extension: "101", at: demo)
        for page in [Browser(demo).open("/widget"), olena.open("/widget"), olena.open("/calls")] {
            #expect(page.words.contains("Демо: вигадана компанія"))
        }
        #expect(!taras.open("/widget").words.contains("Демо"))
    }

    @Test("A call is dialled once, for the contact with the CRM's id; what went wrong is said")
    func dialling() throws {
        var details = ClientDetails()
        details.name = "Ірина Соколова"
        details.externalID = "Contact/7"
        let client = try office.store.createClient(details, at: Office.morning).saved
        let dialled = taras.send(
            "/widget/dialling", ["phone": "050 000 00 22", "external_id": "Contact/7"])
        #expect(dialled.status == 202 && dialled.json["uuid"] == .string(DialledPhonet.uuid))
        #expect(dialled.json["phone"] == .string("+380500000022"))
        #expect(dialled.json["text"] == .string("Зараз задзвонить Ваш телефон 102"))
        let known = try #require(try office.store.dialling(uuid: DialledPhonet.uuid))
        #expect(known.clientID == client?.id)
        #expect(taras.send("/widget/dialling", ["phone": "0500000022"]).status == 202)

        let wrong = taras.send("/widget/dialling", ["phone": "abc"])
        guard case .string(let words)? = wrong.json["text"] else {
            Issue.record("nothing was said")
            return
        }
        #expect(wrong.status == 422 && !words.isEmpty)
    }

    @Test("The poll tells the calls with the CRM's own ids")
    func told() throws {
        #expect(office.hear("dial") == 200)
        guard case .list(let calls)? = taras.open("/live").json["calls"], let call = calls.first
        else {
            Issue.record("no call is told")
            return
        }
        #expect(call["state"] == .string("ringing") && call["phone"] == .string("+380500000022"))
        #expect(call["uuid"] == .string(DialledPhonet.uuid))
        #expect(call["client_external_id"] == .null && call["lead_external_id"] == .null)
        let own = "https://crm.example/gateways/phonetapi/calls/\(DialledPhonet.uuid)"
        #expect(call["card_url"] == .string(own))
        #expect(taras.open("/widget").text.contains("ringing"))
    }

    @Test("The script is small, for every site, and names the host of the pages")
    func script() {
        let reply = office.ask(.get, "/widget.js", token: nil)
        #expect(reply.status == 200 && reply.text.utf8.count <= 5 * 1024)
        let policy = HTTPField.Name("Cross-Origin-Resource-Policy").flatMap { reply.fields[$0] }
        #expect(policy == "cross-origin" && reply.text.contains("\"\" || own.origin"))
        let elsewhere = WidgetScript.bytes(pagesURL: "https://phonet.example")
        #expect(
            String(decoding: elsewhere, as: UTF8.self)
                .contains("\"https://phonet.example\" || own.origin"))
    }

    @Test("What is an origin, and which two are one site")
    func webOrigins() {
        for text in [
            "", "crm.example", "ftp://crm.example", "https://", "https://crm.example/x",
            "https://user@crm.example", "https://crm.example:0", "https://crm.example:65536",
            "https://crm..example", "https://-crm.example", "https://crm.example;x",
            "https://crm.example 'none'", "https://*.example", "https://crm.example:80:80",
            "https://" + String(repeating: "a", count: 300),
        ] {
            #expect(WebOrigin(text) == nil, "\(text)")
        }
        #expect(WebOrigin("HTTPS://Crm.Example:443/")?.text == "https://crm.example")
        func isOneSite(_ left: String, _ right: String) -> Bool? {
            guard let left = WebOrigin(left), let right = WebOrigin(right) else { return nil }
            return left.isSameSite(as: right)
        }
        for (left, right, isOne) in [
            ("https://crm.example.com", "https://phonet.example.com:8443", true),
            ("https://example.com", "https://phonet.example.com", true),
            ("https://crm.firma.com.ua", "https://phonet.firma.com.ua", true),
            ("https://one.com.ua", "https://two.com.ua", false),
            ("https://crm.one.com.ua", "https://crm.two.com.ua", false),
            ("http://crm.example.com", "https://phonet.example.com", false),
            ("https://127.0.0.1", "https://127.0.0.1:8080", true),
            ("https://10.0.0.1", "https://10.1.0.1", false),
            ("https://crm.one.com", "https://crm.two.com", false),
        ] {
            #expect(isOneSite(left, right) == isOne, "\(left) \(right)")
        }
    }

    @Test("The status page says when the CRM is another site than the pages")
    func status() throws {
        let far = try Office {
            $0.publicURL = "https://crm.elsewhere.com"
            $0.pagesURL = "https://crm.example"
        }
        let olena = try Colleague("Олена Гайова", .admin, at: far)
        let page = olena.open("/status")
        #expect(
            page.words.contains("Віджет у CRM") && page.text.contains("https://crm.elsewhere.com"))
        #expect(page.words.contains("Ця адреса – інший сайт"))
    }
}
