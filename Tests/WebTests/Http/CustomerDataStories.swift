import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// The answers at the address of the lookup, and the links in them.
@Suite("The address of the lookup")
struct CustomerDataStories {
    private static let iryna = "+380500000011"
    private static let unknown = "+380500000099"

    let office: Office

    init() throws {
        office = try Office()
        try office.hirePeople()
    }

    private func ask(_ body: String?, _ path: String = "/customer_data") -> Reply {
        office.ask(body == nil ? .get : .post, path, body, token: nil, peer: "89.184.65.208")
    }

    private func url(of number: String) -> JSON? {
        ask(#"{"otherLegNum":"\#(number)"}"#).json["url"]
    }

    private func save(_ changes: [String: String]) throws {
        let inputs = changes.mapValues { SettingInput.text($0) }
        let outcome = try office.store.saveSettings(
            inputs, expecting: nil, by: Author(name: "Олена", origin: .machine),
            at: Office.morning)
        guard case .saved = outcome else { throw NotSaved() }
    }

    private struct NotSaved: Error {}

    private func client(_ more: String = "") -> JSON {
        office.api(
            .post, "/clients",
            #"{"name":"Ірина Соколова","phones":["\#(CustomerDataStories.iryna)"]\#(more)}"#
        ).json["id"] ?? .null
    }

    private func lead(_ more: String = "") -> JSON {
        office.api(
            .post, "/leads",
            #"{"name":"Богдан Ткач","phones":["\#(CustomerDataStories.iryna)"]\#(more)}"#
        ).json["id"] ?? .null
    }

    @Test(
        "Whatever comes, the answer is the object of a lookup",
        arguments: [
            "{}", "[]", "", "{\"trunkNum\":\"+380440000777\"}", "{\"otherLegNum\":\"\"}", "[{}]",
            "null", "{\"cut", "a=1", #"{"event":"call.odd"}"#,
            #"{"event":"call.dial","uuid":"a1","lgDirection":4,"dialAt":1767601800000}"#,
            #"{"uuid":"a1","endAt":1767601945789,"disposition":1,"lgDirection":4}"#, nil,
        ])
    func always(body: String?) {
        let reply = ask(body)
        #expect(reply.status == 200)
        for name in ["name", "responsibleEmployeeExt", "responsibleEmployeeEmail"] {
            #expect(reply.json[name] == .null)
        }
        #expect(reply.json["newEntity"] == .truth(true) && reply.json["url"] == .string(""))
        let isCall = body?.contains("a1") == true
        #expect(office.api(.get, "/calls").items.count == (isCall ? 1 : 0))
    }

    @Test("Another method is refused with that object, and HEAD answers what GET would")
    func methods() {
        for method in [.put, .delete, .options, .patch] as [HTTPRequest.Method] {
            let reply = office.ask(
                method, "/customer_data", #"{"otherLegNum":"+380500000011"}"#, token: nil,
                peer: "89.184.65.208")
            #expect(reply.status == 405 && reply.fields[.allow] == "GET, POST")
            #expect(reply.json["newEntity"] == .truth(true) && reply.json["name"] == .null)
        }
        let head = office.ask(
            .head, "/customer_data?otherLegNum=%2B380500000099", token: nil, peer: "89.184.65.208")
        #expect(head.status == 200 && head.text.isEmpty)
    }

    @Test("One of the company's own lines is no new contact")
    func ownLine() {
        _ = office.ask(
            .post, "/call",
            #"""
            {"event":"call.dial","uuid":"a1","lgDirection":4,"dialAt":1767601800000,
            "otherLegs":[{"num":"+380500000099"}],"trunkNum":"+380440000777"}
            """#, token: nil, peer: "89.184.65.208")
        #expect(url(of: CustomerDataStories.unknown) != .string(""))
        let reply = ask(#"{"otherLegNum":"0440000777"}"#).json
        #expect(reply["url"] == .string("") && reply["urlText"] == .string(""))
        #expect(reply["newEntity"] == .truth(true) && reply["name"] == .null)
    }

    @Test("All placeholders are filled in all three templates, percent-encoded")
    func placeholders() throws {
        try save([
            "client_url_template": "https://crm.example/c/{id}?e={external_id}&p={phone}",
            "lead_url_template": "https://crm.example/l/{id}?e={external_id}&p={phone}",
            "new_contact_url_template": "https://crm.example/new?p={phone}",
        ])
        #expect(
            url(of: CustomerDataStories.unknown)
                == .string("https://crm.example/new?p=%2B380500000099"))
        _ = lead(#","external_id":"Lead/7 а""#)
        #expect(
            url(of: CustomerDataStories.iryna)
                == .string("https://crm.example/l/1?e=Lead%2F7%20%D0%B0&p=%2B380500000011"))
        _ = client(#","external_id":"C&1""#)
        let link = JSON.string("https://crm.example/c/1?e=C%261&p=%2B380500000011")
        #expect(url(of: "050 000 00 11") == link)
        #expect(office.api(.get, "/clients/1").json["url"] == link)
    }

    @Test("A placeholder without a value gives the gateway's own page")
    func withoutValue() throws {
        try save([
            "client_url_template": "https://crm.example/c/{external_id}",
            "lead_url_template": "https://crm.example/l/{external_id}",
            "new_contact_url_template": "https://crm.example/new/{id}?p={phone}",
        ])
        let own = "https://crm.example/gateways/phonetapi"
        #expect(
            url(of: CustomerDataStories.unknown)
                == .string("\(own)/clients/new?phone=%2B380500000099"))
        _ = lead()
        #expect(url(of: CustomerDataStories.iryna) == .string("\(own)/leads/1"))
        _ = client()
        #expect(url(of: CustomerDataStories.iryna) == .string("\(own)/clients/1"))
        #expect(office.api(.get, "/clients/1").json["url"] == .string("\(own)/clients/1"))
    }

    @Test("A client without admins is routed to its active lead's responsible")
    func responsible() {
        _ = client()
        _ = lead(#","responsible_employee_id":2"#)
        func answer() -> JSON { ask(#"{"otherLegNum":"\#(CustomerDataStories.iryna)"}"#).json }
        #expect(answer()["name"] == .string("Ірина Соколова"))
        #expect(answer()["responsibleEmployeeExt"] == .string("102"))
        #expect(answer()["responsibleEmployeeEmail"] == .string("102@vitryla.example"))
        // An inactive employee is no responsible, and no admin.
        #expect(office.api(.patch, "/employees/2", #"{"active":false}"#).status == 200)
        #expect(answer()["responsibleEmployeeExt"] == .null)
        _ = office.api(.patch, "/employees/2", #"{"active":true}"#)
        _ = office.api(.patch, "/clients/1", #"{"admin_employee_ids":[3]}"#)
        #expect(answer()["responsibleEmployeeExt"] == .string("103"))
        _ = office.api(.patch, "/employees/3", #"{"active":false}"#)
        #expect(answer()["responsibleEmployeeExt"] == .string("102"))
    }

    @Test("A record's own address wins over the template, everywhere")
    func ownAddress() throws {
        try save([
            "client_url_template": "https://crm.example/c/{id}",
            "lead_url_template": "https://crm.example/l/{id}",
        ])
        _ = lead(#","url":"https://crm.example/Lead/7?a=%20""#)
        let own = JSON.string("https://crm.example/Lead/7?a=%20")
        #expect(url(of: CustomerDataStories.iryna) == own)
        #expect(office.api(.get, "/leads/1").json["url"] == own)
        _ = client(#","url":"http://crm.example/Contact/9""#)
        let page = JSON.string("http://crm.example/Contact/9")
        #expect(url(of: CustomerDataStories.iryna) == page)
        #expect(office.api(.get, "/clients/1").json["url"] == page)
        let card = try office.browser(of: Office.olena).open("/clients/1")
        #expect(card.text.contains("href=\"http://crm.example/Contact/9\""))
        for wrong in ["javascript:alert(1)", "", "https://crm.example/{id}", "/c/1"] {
            let reply = office.api(.patch, "/clients/1", #"{"url":"\#(wrong)"}"#)
            #expect(reply.status == 422 && reply.problems == ["url"])
        }
        #expect(office.api(.patch, "/clients/1", #"{"url":null}"#).status == 200)
        #expect(url(of: CustomerDataStories.iryna) == .string("https://crm.example/c/1"))
    }
}
