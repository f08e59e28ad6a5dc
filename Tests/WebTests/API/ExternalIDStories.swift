import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What a CRM does with its own ids.
@Suite struct ExternalIDStories {
    let office: Office

    init() throws {
        office = try Office()
        _ = office.api(
            .post, "/employees", #"{"name":"Олена","extension":"101","external_id":"olena"}"#)
        _ = office.api(.post, "/employees", #"{"name":"Тарас","extension":"102"}"#)
    }

    @Test("Records carry the CRM's ids of the people they name, in place")
    func inPlace() throws {
        let client = office.api(
            .post, "/clients",
            """
            {"name":"Ірина","external_id":"C/7","phones":["0500000011"],
            "admin_employee_ids":[2,1],"url":"https://crm.example/c/7"}
            """
        ).json
        #expect(client["admin_external_ids"] == .list([.null, .string("olena")]))
        #expect(client["card_url"] == .string("https://crm.example/c/7"))
        let lead = office.api(
            .post, "/leads",
            """
            {"name":"Лід","external_id":"L/8","phones":["0500000011"],"responsible_employee_id":1}
            """
        ).json
        #expect(lead["responsible_external_id"] == .string("olena"))
        #expect(lead["card_url"] == .string("https://crm.example/gateways/phonetapi/leads/1"))

        let talk = Conversation(number: "+380500000011")
        for event in [talk.dial, talk.bridge] {
            _ = try office.store.received(
                ReceivedWebhook(
                    endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true,
                    receivedAt: Office.morning, contentType: "application/json", payload: []),
                .messages([event]))
        }
        let call = try #require(office.api(.get, "/calls").items.first)
        #expect(call["client_external_id"] == .string("C/7"))
        #expect(call["lead_external_id"] == .string("L/8"))
        #expect(call["employee_external_id"] == .string("olena"))
        #expect(call["card_url"] == .string("https://crm.example/c/7"))
        _ = office.api(.delete, "/clients/1")
        let after = try #require(office.api(.get, "/calls").items.first)
        #expect(after["client_external_id"] == .null && after["card_url"] == lead["card_url"])
    }

    @Test(
        "An id, an extension, an e-mail address or a name that is taken is a 409 that names the record in the way"
    )
    func taken() {
        let people = [
            #"{"name":"Марко","external_id":"olena"}"#, #"{"name":"Марко","extension":"101"}"#,
        ]
        for body in people {
            let reply = office.api(.post, "/employees", body)
            #expect(reply.status == 409 && reply.json["id"] == .integer(1), "\(body)")
        }
        for kind in ["clients", "leads"] {
            _ = office.api(.post, "/\(kind)", #"{"name":"А"}"#)
            _ = office.api(.post, "/\(kind)", #"{"name":"Б","external_id":"x"}"#)
            let reply = office.api(.post, "/\(kind)", #"{"name":"В","external_id":"x"}"#)
            #expect(reply.status == 409 && reply.json["id"] == .integer(2), "\(kind)")
            let change = office.api(.patch, "/\(kind)/1", #"{"external_id":"x"}"#)
            #expect(change.status == 409 && change.json["id"] == .integer(2), "\(kind)")
        }
        let status = office.api(.post, "/lead-statuses", #"{"name":"Новий"}"#)
        #expect(status.status == 409 && status.json["id"] == .integer(1))
    }

    @Test("A template without a value for its placeholder falls back to the gateway's own page")
    func fallback() {
        _ = office.api(
            .patch, "/settings",
            """
            {"client_url_template":"https://crm.example/#Contact/view/{external_id}",
            "lead_url_template":"https://crm.example/lead?phone={phone}"}
            """)
        let own = "https://crm.example/gateways/phonetapi"
        let client = office.api(.post, "/clients", #"{"name":"Ірина"}"#).json
        #expect(client["card_url"] == .string("\(own)/clients/1"))
        let known = office.api(.patch, "/clients/1", #"{"external_id":"C/7"}"#).json
        #expect(known["card_url"] == .string("https://crm.example/#Contact/view/C%2F7"))
        let lead = office.api(.post, "/leads", #"{"name":"Лід"}"#).json
        #expect(lead["card_url"] == .string("\(own)/leads/1"))
        let called = office.api(.patch, "/leads/1", #"{"phones":["0671112233"]}"#).json
        #expect(called["card_url"] == .string("https://crm.example/lead?phone=%2B380671112233"))
    }
}
