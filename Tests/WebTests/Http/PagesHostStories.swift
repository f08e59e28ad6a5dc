import CallRules
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Pages on a host of their own")
struct PagesHostStories {
    let office: Office

    init() throws {
        office = try Office {
            $0.publicURL = "https://crm.example"
            $0.pagesURL = "https://phonet.example"
        }
        try office.hirePeople()
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, host: String, fields: HTTPFields = [:],
        body: String = ""
    ) -> (HTTPResponse, String) {
        var head = HTTPRequest(
            method: method, scheme: "https", authority: host,
            path: "/gateways/phonetapi" + path, headerFields: fields)
        head.headerFields[.contentType] = "application/x-www-form-urlencoded"
        let (response, content) = office.gateway.answer(
            head, body: Array(body.utf8), peer: "203.0.113.7")
        return (response, String(decoding: content.collected().bytes, as: UTF8.self))
    }

    @Test("Pages and what they load lead from the CRM's host to theirs; forms find nothing there")
    func led() {
        let asset = String(Asset.stylesheet.path.dropFirst(Route.prefix.count))
        for path in ["/sign-in", "/calls?page=2", asset, "/service-worker.js"] {
            let (answer, _) = ask(.get, path, host: "crm.example")
            #expect(answer.status.code == 307, "\(path)")
            #expect(
                answer.headerFields[.location]?.hasPrefix(
                    "https://phonet.example/gateways/phonetapi/")
                    == true, "\(path)")
        }
        let (calls, _) = ask(.get, "/calls?page=2", host: "crm.example")
        #expect(
            calls.headerFields[.location]
                == "https://phonet.example/gateways/phonetapi/calls?page=2")
        #expect(ask(.post, "/sign-in", host: "crm.example").0.status.code == 404)
        #expect(ask(.get, "/sign-in", host: "phonet.example").0.status.code == 303)
        #expect(ask(.get, asset, host: "phonet.example").0.status.code == 200)
    }

    @Test("A form is of the pages' host or of nobody")
    func origin() throws {
        let cookie = "__Host-phonet_gateway_visit=a-visit-that-nobody-else-knows"
        let form =
            "\(FormToken.field)=\(FormToken.of("a-visit-that-nobody-else-knows"))&language=en"
        func send(_ origin: String) -> Int {
            ask(
                .post, "/appearance", host: "phonet.example",
                fields: [.cookie: cookie, .origin: origin], body: form
            ).0.status.code
        }
        #expect(send("https://phonet.example") == 303)
        #expect(send("https://crm.example") == 403)
    }

    @Test("Webhooks and the API stay, and what they say of pages names the pages' host")
    func links() throws {
        let (answer, text) = ask(
            .get, "/api/v1/settings", host: "crm.example",
            fields: [.authorization: "Bearer \(Office.token)"])
        #expect(answer.status.code == 200)
        #expect(text.contains("https://crm.example/gateways/phonetapi/customer_data"))
        #expect(ask(.get, "/healthz", host: "crm.example").0.status.code == 200)
        let made = office.api(.post, "/leads", #"{"name":"Лід","phones":["+380671112233"]}"#)
        #expect(made.status == 201)
        let asked = office.ask(
            .post, "/customer_data", #"{"otherLegNum":"+380671112233"}"#, token: nil,
            peer: "89.184.65.208")
        #expect(asked.text.contains("https://phonet.example/gateways/phonetapi/"), "\(asked.text)")
    }
}
