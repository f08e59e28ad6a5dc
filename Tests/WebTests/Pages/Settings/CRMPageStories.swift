import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The screen “CRM”")
struct CRMPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office {
            $0.webhookGate = WebhookGate(
                publicURL: "https://crm.example", hosts: [], prefix: Route.prefix)
        }
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private let form = ["url": "https://crm.example/hook", "all": "1", "on": "1"]

    private func lead(_ name: String) throws {
        var details = LeadDetails()
        details.name = name
        _ = try office.store.createLead(
            details, origin: .manual, by: .command, at: Office.morning)
    }

    @Test("An endpoint is added, its secret is shown once, and a mistake keeps what was typed")
    func added() throws {
        #expect(olena.open("/crm").words.contains("Вебхуків ще немає"))
        #expect(olena.open("/crm").text.contains("<p>Ще ніхто не читав.</p>"))
        let refused = olena.send(
            "/crm", form.merging(["url": "http://elsewhere.example/?a=<b>"]) { $1 })
        #expect(
            refused.status == 422 && refused.text.contains("http://elsewhere.example/?a=&lt;b&gt;"))
        let made = olena.send("/crm", form)
        #expect(made.status == 200 && made.text.contains("whsec_"))
        let page = olena.open("/crm/1")
        #expect(page.status == 200 && !page.text.contains("whsec_"))
        #expect(page.words.contains("https://crm.example/hook"))
        let renewed = olena.send("/crm/1/secret")
        #expect(renewed.text.contains("whsec_"))
        #expect(olena.open("/crm/1").words.contains("Старий секрет підписує до"))
        let actions = try office.store.auditEntries(Pagination()).items.map(\.action)
        #expect(actions.first == .webhookSecretMade && actions.contains(.webhookEndpointAdded))
        #expect(olena.open("/audit").words.contains("Додано вебхук"))
    }

    @Test("Types, state and description are saved; off queues nothing and cannot send again")
    func saved() throws {
        _ = olena.send("/crm", form)
        let saved = olena.send(
            "/crm/1",
            pairs: [
                ("url", "https://crm.example/other"), ("description", "Perfex"),
                ("type", "lead.created"), ("type", "call.ended"),
            ])
        #expect(saved.place == "/crm/1?done=saved")
        let details = try #require(try office.store.webhookEndpoints().first).details
        #expect(details.types == .some([.leadCreated, .callEnded]) && !details.isOn)
        #expect(details.url == "https://crm.example/other" && details.description == "Perfex")
        #expect(olena.send("/crm/1/requeueing", ["scope": "failed"]).place == "/crm/1?done=off")
        #expect(olena.send("/crm/1", ["url": "https://crm.example/other"]).status == 422)
    }

    @Test("A message shows its request, what is signed and the answer, and goes out again")
    func delivery() throws {
        _ = olena.send("/crm", form)
        try lead("Ганна")
        let list = olena.open("/crm/1")
        #expect(list.words.contains("З’явився лід") && list.words.contains("чекає"))
        let taken = try #require(try office.store.takeWebhooks(at: Office.morning).first)
        try office.store.finish(
            taken, .failed(.unexpectedStatus(404)),
            Exchange(milliseconds: 12, answer: Array("<b>немає</b>".utf8)), at: Office.morning)
        guard case .event(let content) = taken.content else { return }
        let page = olena.open("/crm/1/\(content.seq)")
        #expect(page.status == 200 && page.words.contains("HTTP 404"))
        #expect(page.text.contains("&lt;b&gt;немає&lt;/b&gt;"))
        #expect(page.text.contains("webhook-id: evt_\(content.seq)"))
        #expect(olena.open("/crm/1?state=failed").words.contains("CRM відмовилася прийняти"))
        #expect(olena.open("/crm/1?state=delivered").words.contains("нічого немає"))
        #expect(olena.send("/crm/1/\(content.seq)").place == "/crm/1?done=requeued")
        #expect(try office.store.takeWebhooks(at: Office.morning).count == 1)
        #expect(olena.open("/crm/1/999").status == 404)
    }

    @Test(
        "What stopped by itself stands in the bell, on “Status” and in /healthz until it is switched on"
    )
    func stopped() throws {
        _ = olena.send("/crm", form.merging(["description": "Perfex"]) { $1 })
        #expect(office.ask(.get, "/healthz", token: nil).text.contains("\"webhooks\":\"ok\""))
        try lead("Ганна")
        let taken = try #require(try office.store.takeWebhooks(at: Office.morning).first)
        try office.store.finish(taken, .gone(status: 410), at: Office.morning)
        #expect(office.ask(.get, "/healthz", token: nil).text.contains("endpoint 1 is off"))
        #expect(olena.open("/status").words.contains("Вебхук вимкнено"))
        #expect(olena.open("/calls").words.contains("Perfex"))
        let taras = try office.browser(of: Office.taras)
        #expect(!taras.open("/calls").words.contains("Perfex"))
        _ = olena.send("/crm/1", form)
        #expect(office.ask(.get, "/healthz", token: nil).text.contains("\"webhooks\":\"ok\""))
        let metrics = office.ask(.get, "/metrics", token: nil, peer: "127.0.0.1").text
        #expect(metrics.contains("phonet_gateway_webhook_endpoint_up{endpoint=\"1\"} 1"))
    }

    @Test("One question, and it is gone")
    func deleted() {
        _ = olena.send("/crm", form)
        #expect(olena.open("/crm/1/deletion").words.contains("Видалити вебхук?"))
        #expect(olena.send("/crm/1/deletion").place == "/crm?done=deleted")
        #expect(olena.open("/crm/1").status == 404)
    }
}
