import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Lines in the API")
struct LineAPIStories {
    let office: Office
    private let number = "+380440000777"

    init() throws {
        office = try Office()
        try office.hirePeople()
        var leg = Leg(uuid: "a1")
        leg.direction = .incoming
        leg.number = "+380500000022"
        leg.line = number
        leg.dialSeen = true
        leg.dialAt = Office.morning
        let webhook = ReceivedWebhook(
            endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true,
            receivedAt: Office.morning, contentType: nil, payload: Array("a1".utf8))
        try office.store.received(webhook, .messages([.event(.dial, leg)]))
    }

    @Test("A line is listed with nothing of its own, and PATCH gives it a name and rules")
    func change() {
        let listed = office.api(.get, "/lines").json["items"]
        guard case .list(let items)? = listed, let line = items.first else {
            Issue.record("\(listed ?? .null)")
            return
        }
        #expect(items.count == 1 && line["number"] == .string(number) && line["name"] == .null)
        #expect(line["create_lead_on_missed_incoming"] == .null && line["working_hours"] == .null)
        #expect(line["distribution_employee_ids"] == .list([]))
        let change = office.api(
            .patch, "/lines/1",
            """
            {"name":"Магазин","create_lead_on_missed_incoming":true,"missed_call_lead_source_id":1,
             "distribution_employee_ids":[1],"working_hours":{"mon":[["09:00","18:00"]]},
             "working_hours_exceptions":[{"date":"2026-12-25"}]}
            """, fields: [.ifMatch: "\"1\""])
        #expect(change.status == 200 && change.fields[.eTag] == "\"2\"")
        #expect(change.json["name"] == .string("Магазин"))
        #expect(change.json["create_lead_on_missed_incoming"] == .truth(true))
        #expect(
            change.json["working_hours"]?["mon"]
                == .list([.list([.string("09:00"), .string("18:00")])]))
        #expect(office.api(.patch, "/lines/1", "{}", fields: [.ifMatch: "\"1\""]).status == 412)
        let call = office.api(.get, "/calls/a1").json
        #expect(call["line_name"] == .string("Магазин") && call["line_id"] == .integer(1))
        #expect(office.api(.get, "/calls?line_id=1").text.contains("\"a1\""))
        #expect(!office.api(.get, "/calls?line_id=99").text.contains("\"a1\""))
        // Null and an empty list are the company's again.
        let back = office.api(
            .patch, "/lines/1",
            """
            {"name":null,"create_lead_on_missed_incoming":null,"distribution_employee_ids":[],
             "missed_call_lead_source_id":null,"working_hours":null,"working_hours_exceptions":[]}
            """)
        #expect(back.json["name"] == .null && back.json["working_hours"] == .null)
        #expect(office.store.settings.lines[number]?.own.isEmpty == true)
    }

    @Test(
        "What is wrong is named; a line cannot be made or deleted, nor changed by the CRM’s token")
    func refusals() throws {
        let wrong = office.api(
            .patch, "/lines/1",
            #"{"name":7,"timezone":"UTC","working_hours":{"mon":[["9","18:00"]]},"distribution_employee_ids":[99]}"#
        )
        #expect(wrong.status == 422 && wrong.text.contains("must be a text or null"))
        let others = office.api(
            .patch, "/lines/1",
            #"{"timezone":"UTC","working_hours":{"mon":[["9","18:00"]]},"distribution_employee_ids":[99]}"#
        )
        #expect(others.status == 422)
        for told in ["\"timezone\"", "“9” is no time", "\"distribution_employee_ids\""] {
            #expect(others.text.contains(told), "\(told)")
        }
        #expect(office.api(.get, "/lines/99").status == 404)
        #expect(office.api(.patch, "/lines/99", "{}").status == 404)
        #expect(office.api(.post, "/lines", "{}").status == 405)
        #expect(office.api(.delete, "/lines/1").status == 405)
        _ = try office.store.createAPIToken(
            name: "Б", hash: Secret.hash("crm-token"), TokenGrant(.crm), by: .command,
            at: Office.morning)
        #expect(office.ask(.get, "/api/v1/lines", token: "crm-token").status == 200)
        #expect(office.ask(.patch, "/api/v1/lines/1", "{}", token: "crm-token").status == 403)
    }

    @Test("A simulation takes a line")
    func simulation() {
        _ = office.api(
            .patch, "/lines/1", #"{"name":"Магазин","create_lead_on_missed_incoming":true}"#)
        let question =
            #"{"direction":"incoming","outcome":"missed","phone":"0500000044","line_id":"#
        let shop = office.api(.post, "/simulations", question + "1}")
        #expect(shop.json["lead"]?["created"] == .truth(true))
        #expect(shop.text.contains("Діє власне правило лінії «Магазин»."))
        #expect(office.api(.post, "/simulations", question + "null}").json["lead"] == .null)
        #expect(office.api(.post, "/simulations", question + "99}").status == 422)
    }
}
