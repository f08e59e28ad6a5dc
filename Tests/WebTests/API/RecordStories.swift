import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct RecordStories {
    let office: Office

    init() throws {
        office = try Office()
    }

    @Test("An employee is made, read at the address told, changed and deleted")
    func employee() throws {
        let made = office.api(.post, "/employees", #"{"name":"Олена Гайова","extension":"0101"}"#)
        #expect(made.status == 201)
        let location = try #require(made.fields[.location])
        #expect(location == "/gateways/phonetapi/api/v1/employees/1")
        let path = String(location.dropFirst("/gateways/phonetapi/api/v1".count))
        #expect(office.api(.get, path).json == made.json)
        #expect(
            made.json["extension"] == .string("0101") && made.json["role"] == .string("employee"))
        let changed = office.api(.patch, path, #"{"role":"admin","email":null}"#)
        #expect(changed.json["role"] == .string("admin"))
        #expect(changed.json["name"] == .string("Олена Гайова"))
        #expect(office.api(.get, "/employees?extension=0101").items == [changed.json])
        #expect(office.api(.get, "/employees?extension=101").items.isEmpty)
        let gone = office.api(.delete, path)
        #expect(gone.status == 204 && gone.text.isEmpty && gone.fields[.contentType] == nil)
        #expect(office.api(.get, path).status == 404)
        #expect(office.api(.delete, path).status == 404)
        #expect(office.api(.patch, path, "{}").status == 404)
    }

    @Test("A heartbeat of the CRM makes an employee online until it runs out")
    func presence() {
        _ = office.api(.post, "/employees", #"{"name":"Олена"}"#)
        let here = office.api(.put, "/employees/1/presence", #"{"online":true,"ttl_seconds":30}"#)
        #expect(here.json["online"] == .truth(true))
        #expect(here.json["last_seen_at"] == .string("2026-01-05T08:30:00.000Z"))
        office.pass(seconds: 30)
        #expect(office.api(.get, "/employees/1").json["online"] == .truth(false))
        let wrong = office.api(.put, "/employees/1/presence", #"{"ttl_seconds":30}"#)
        #expect(wrong.problems == ["online"])
        #expect(office.api(.put, "/employees/9/presence", #"{"online":true}"#).status == 404)
    }

    @Test("A client is found by any spelling of a number, and its card has an address")
    func client() {
        let body = #"{"name":"Ірина","external_id":"A/7","phones":["(050) 000-00-11"]}"#
        let made = office.api(.post, "/clients", body).json
        #expect(made["phones"] == .list([.string("+380500000011")]))
        #expect(made["url"] == .string("https://crm.example/gateways/phonetapi/clients/1"))
        for spelling in ["0500000011", "%2B380500000011", "+380500000011", "00380500000011"] {
            #expect(office.api(.get, "/clients?phone=\(spelling)").items == [made], "\(spelling)")
        }
        _ = office.api(
            .patch, "/settings", #"{"client_url_template":"https://crm.example/c?x={external_id}"}"#
        )
        let linked = office.api(.get, "/clients/1").json
        #expect(linked["url"] == .string("https://crm.example/c?x=A%2F7"))
        #expect(office.api(.post, "/clients", body).problems == ["external_id"])
        #expect(office.api(.post, "/clients", body).status == 409)
        #expect(office.api(.post, "/clients", #"{"name":"X","phones":["101"]}"#).status == 422)
    }

    @Test("A lead made through the API is the API's, and keeps what a change does not name")
    func lead() {
        let made = office.api(.post, "/leads", #"{"name":"Лід","phones":["0671112233"]}"#).json
        #expect(made["origin"] == .string("api") && made["status_id"] == .integer(1))
        office.pass(seconds: 1)
        let won = office.api(.patch, "/leads/1", #"{"status_id":3.0}"#).json
        #expect(won["status_id"] == .integer(3) && won["phones"] == made["phones"])
        #expect(won["updated_at"] == .string("2026-01-05T08:30:01.000Z"))
        #expect(office.api(.get, "/leads?status_id=3").items.count == 1)
        #expect(office.api(.get, "/leads?status_id=1").items.isEmpty)
        #expect(office.api(.patch, "/leads/1", #"{"status_id":null}"#).problems == ["status_id"])
        #expect(office.api(.patch, "/leads/1", #"{"origin":"manual"}"#).problems == ["origin"])
    }

    @Test("Statuses and sources come in order, and one in use is a 409 that names the place")
    func stages() {
        let names = office.api(.get, "/lead-statuses").items.map { $0["name"] }
        #expect(names.first == .string("Новий") && names.count == 5)
        let made = office.api(.post, "/lead-statuses", #"{"name":"Думає","position":1}"#)
        #expect(made.status == 201 && made.json["kind"] == .string("active"))
        #expect(office.api(.get, "/lead-statuses").items.map { $0["name"] }[2] == .string("Думає"))
        let used = office.api(.delete, "/lead-sources/1")
        #expect(used.status == 409)
        #expect(used.problems.contains("settings.missed_call_lead_source_id"))
    }

    @Test("A list gives pages until the last, and refuses a cursor or parameter it never gave")
    func pages() {
        for number in 1...5 { _ = office.api(.post, "/clients", #"{"name":"К\#(number)"}"#) }
        var (seen, path): ([JSON?], String) = ([], "/clients?limit=2")
        for _ in 1...3 {
            let page = office.api(.get, path)
            seen += page.items.map { $0["id"] }
            guard case .string(let cursor)? = page.json["next_cursor"] else { break }
            path = "/clients?limit=2&cursor=\(cursor)"
        }
        #expect(seen == (1...5).map { .integer($0) })
        #expect(office.api(.get, "/clients?cursor=abc").problems == ["cursor"])
        #expect(office.api(.get, "/clients?limit=0").problems == ["limit"])
        #expect(office.api(.get, "/clients?limit=2&limit=3").problems == ["limit"])
        #expect(office.api(.get, "/clients?sort=name").problems == ["sort"])
    }

    @Test("A simulation tells what would happen, and nothing happens")
    func simulation() {
        _ = office.api(.post, "/employees", #"{"name":"Олена","extension":"101"}"#)
        _ = office.api(.patch, "/settings", #"{"create_lead_on_missed_incoming":true}"#)
        let body = """
            {"direction":"incoming","outcome":"missed","phone":"050 000 00 99","extension":"101"}
            """
        let reply = office.api(.post, "/simulations", body)
        #expect(reply.status == 200)
        let lead = reply.json["lead"]
        #expect(lead?["created"] == .truth(true) && lead?["id"] == .null)
        #expect(lead?["phones"] == .list([.string("+380500000099")]))
        #expect(lead?["responsible_employee_id"] == .integer(1))
        #expect(reply.text.contains(#""rule":"create""#))
        #expect(
            office.api(.get, "/leads").items.isEmpty && office.api(.get, "/calls").items.isEmpty)
        #expect(office.api(.post, "/simulations", "{}").problems == ["direction", "outcome"])
    }
}
