import CallRules
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Webhook endpoints through the API")
struct WebhookEndpointStories {
    let office: Office

    init() throws {
        office = try Office {
            $0.webhookGate = WebhookGate(
                publicURL: "https://crm.example", hosts: [], prefix: Route.prefix)
        }
        try office.hirePeople()
    }

    private func make(_ body: String = #"{"url":"https://crm.example/hook"}"#) -> Reply {
        office.api(.post, "/webhook-endpoints", body)
    }

    @Test("The secret is in the answer that made it, and in no other")
    func secret() throws {
        let made = make()
        #expect(made.status == 201)
        guard case .string(let secret)? = made.json["secret"] else {
            Issue.record("no secret: \(made.text)")
            return
        }
        #expect(secret.hasPrefix("whsec_") && secret.count == 6 + 44)
        #expect(made.json["types"] == .list([.string("*")]) && made.json["state"] == .string("on"))
        #expect(made.json["token_id"] == .integer(1))
        for path in ["/webhook-endpoints", "/webhook-endpoints/1"] {
            #expect(!office.api(.get, path).text.contains("whsec_"))
        }
        let renewed = office.api(.post, "/webhook-endpoints/1/secret")
        #expect(renewed.status == 200 && renewed.json["secret"] != .string(secret))
        #expect(renewed.json["old_secret_until"] == .string("2026-01-06T08:30:00.000Z"))
        #expect(!office.api(.get, "/webhook-endpoints/1").text.contains("whsec_"))
    }

    @Test(
        "What cannot be taken is refused by field",
        arguments: [
            (#"{}"#, "url"), (#"{"url":"http://elsewhere.example/"}"#, "url"),
            (#"{"url":"https://crm.example/gateways/phonetapi/call"}"#, "url"),
            (#"{"url":"https://crm.example/","types":[]}"#, "types"),
            (#"{"url":"https://crm.example/","types":["lead.painted"]}"#, "types"),
            (#"{"url":"https://crm.example/","state":"failing"}"#, "state"),
            (#"{"url":"https://crm.example/","secret":"mine"}"#, "secret"),
            (#"{"url":"https://crm.example/","token_id":77}"#, "token_id"),
        ])
    func refused(body: String, field: String) {
        let reply = make(body)
        #expect(reply.status == 422 && reply.problems == [field], "\(reply.text)")
        #expect(office.api(.get, "/webhook-endpoints").items.isEmpty)
    }

    @Test("A change changes what it names; deleting leaves nothing")
    func changed() {
        _ = make(#"{"url":"https://crm.example/hook","types":["lead.created","call.ended"]}"#)
        let changed = office.api(
            .patch, "/webhook-endpoints/1", #"{"state":"off","description":"Perfex"}"#)
        #expect(changed.status == 200 && changed.json["state"] == .string("off"))
        #expect(changed.json["url"] == .string("https://crm.example/hook"))
        #expect(changed.json["types"] == .list([.string("call.ended"), .string("lead.created")]))
        #expect(office.api(.post, "/webhook-endpoints/1/replay", #"{"after":0}"#).status == 409)
        #expect(office.api(.delete, "/webhook-endpoints/1").status == 204)
        #expect(office.api(.get, "/webhook-endpoints/1").status == 404)
        #expect(office.api(.get, "/webhook-endpoints/1/deliveries").status == 404)
    }

    @Test("A token for the CRM sees its own endpoints, chooses few ports, and gives none away")
    func own() throws {
        _ = make()
        let secret = "the-secret-of-the-narrow-token"
        _ = try office.store.createAPIToken(
            name: "Perfex", hash: Secret.hash(secret), TokenGrant(.crm), by: .command,
            at: Office.morning)
        func ask(_ path: String, _ body: String? = nil) -> Reply {
            office.ask(body == nil ? .get : .post, "/api/v1" + path, body, token: secret)
        }
        #expect(ask("/webhook-endpoints").items.isEmpty)
        #expect(ask("/webhook-endpoints/1").status == 404)
        #expect(
            ask("/webhook-endpoints", #"{"url":"https://crm.example:6379/"}"#).problems == ["url"])
        #expect(
            ask("/webhook-endpoints", #"{"url":"https://crm.example/","token_id":1}"#).problems
                == ["token_id"])
        #expect(ask("/webhook-endpoints", #"{"url":"https://crm.example/"}"#).status == 201)
        #expect(ask("/webhook-endpoints").items.count == 1)
        #expect(office.api(.get, "/webhook-endpoints").items.count == 2)
    }

    @Test("Deliveries are listed by what became of them, their type and their record")
    func deliveries() {
        _ = make(#"{"url":"https://crm.example/hook","token_id":null}"#)
        for name in ["Ганна", "Марія"] {
            _ = office.api(.post, "/leads", "{\"name\":\"\(name)\"}")
        }
        let path = "/webhook-endpoints/1/deliveries"
        let all = office.api(.get, path).items
        #expect(all.count == 2 && all.first?["record"] == .string("lead/2"))
        #expect(all.first?["state"] == .string("waiting") && all.first?["tries"] == .integer(0))
        #expect(office.api(.get, path + "?record=lead/1").items.count == 1)
        #expect(office.api(.get, path + "?state=delivered").items.isEmpty)
        #expect(office.api(.get, path + "?type=lead.created&limit=1").items.count == 1)
        #expect(office.api(.get, path + "?record=nonsense").problems == ["record"])
        #expect(office.api(.get, path + "?state=nonsense").problems == ["state"])
        #expect(office.api(.post, path + "/99/retry").status == 404)
    }
}
