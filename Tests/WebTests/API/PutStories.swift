import CallRules
import GRDB
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// Requests of a CRM that names records by its own ids and may repeat itself.
@Suite struct PutStories {
    let office: Office

    init() throws {
        office = try Office()
    }

    @Test(
        "A PUT by the CRM's id adds the record, later changes what it names, and DELETE removes it")
    func put() {
        for (kind, id) in [("clients", "Contact/6b 0b"), ("leads", "L-1"), ("employees", "olena")] {
            let path = "/\(kind)/by-external-id/\(id.replacing(" ", with: "%20"))"
            #expect(office.api(.get, path).status == 404)
            #expect(office.api(.put, path, "{}").problems == ["name"], "a new one needs a name")
            let made = office.api(.put, path, #"{"name":"Олена"}"#)
            #expect(made.status == 201 && made.json["external_id"] == .string(id))
            #expect(made.fields[.location] == "/gateways/phonetapi/api/v1/\(kind)/1")
            let changed = office.api(.put, path, #"{"name":"Олена Гайова","external_id":"\#(id)"}"#)
            #expect(changed.status == 200 && changed.json["name"] == .string("Олена Гайова"))
            let same = office.api(.put, path, "{}")
            #expect(same.status == 200 && same.json["name"] == .string("Олена Гайова"))
            #expect(office.api(.put, path, #"{"external_id":"other"}"#).problems == ["external_id"])
            #expect(office.api(.get, path).json == office.api(.get, "/\(kind)/1").json)
            let query = "/\(kind)/by-external-id?external_id=\(id.replacing(" ", with: "+"))"
            #expect(office.api(.get, query).json == same.json)
            #expect(office.api(.get, "/\(kind)/by-external-id").problems == ["external_id"])
            #expect(office.api(.delete, path).status == 204)
            #expect(office.api(.delete, query).status == 404)
            #expect(office.api(.post, path).fields[.allow] == "GET, PUT, DELETE")
        }
    }

    @Test("The CRM's id of an employee also names the presence")
    func presence() {
        _ = office.api(.put, "/employees/by-external-id/a/b", #"{"name":"Олена"}"#)
        let here = office.api(.put, "/employees/by-external-id/a/b/presence", #"{"online":true}"#)
        #expect(here.status == 200 && here.json["online"] == .truth(true))
        #expect(
            office.api(.put, "/employees/by-external-id/x/presence", #"{"online":true}"#).status
                == 404)
    }

    @Test("A request with a key is carried out once: again, it is answered as before")
    func key() throws {
        let key = try key("7f3a")
        for (path, body) in [
            ("/clients", #"{"name":"Ірина"}"#), ("/leads", #"{"name":"Лід"}"#),
            ("/employees", #"{"name":"Олена"}"#), ("/lead-statuses", #"{"name":"Думає"}"#),
            ("/lead-sources", #"{"name":"Радіо"}"#),
        ] {
            let first = office.api(.post, path, body, fields: key)
            #expect(first.status == 201)
            let rows = office.api(.get, path).items.count
            let again = office.api(.post, path, body, fields: key)
            #expect(again.status == 201 && again.text == first.text)
            #expect(again.fields[.location] == first.fields[.location])
            #expect(again.fields[.contentType] == first.fields[.contentType])
            #expect(office.api(.get, path).items.count == rows)
            let other = office.api(.post, path, #"{"name":"Інше"}"#, fields: key)
            #expect(other.status == 422 && other.json["cause"] == .string("key_used"))
            #expect(office.api(.post, path, #"{"name":"Інше"}"#).status == 201, "\(path)")
        }
        office.pass(seconds: 86_400)
        let later = office.api(.post, "/clients", #"{"name":"Ірина"}"#, fields: key)
        #expect(later.status == 201)
        #expect(later.fields[.location] == "/gateways/phonetapi/api/v1/clients/3")
        try office.store.forgetAnswers(at: Office.morning.advanced(bySeconds: 86_401))
        let left = try office.store.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM kept_answer")
        }
        #expect(left == 1)
    }

    @Test("A key belongs to one token; what was refused is tried again")
    func scope() throws {
        let fields = try key("7f3a")
        _ = try office.store.createAPIToken(
            name: "CRM", hash: Secret.hash("another"), TokenGrant(.admin), by: .command,
            at: Office.morning)
        let body = #"{"name":"Ірина","external_id":"C/7"}"#
        #expect(office.api(.post, "/clients", body, fields: fields).status == 201)
        let other = office.ask(.post, "/api/v1/clients", body, token: "another", fields: fields)
        #expect(other.status == 409 && other.json["id"] == .integer(1))
        _ = office.api(.delete, "/clients/1")
        let again = office.ask(.post, "/api/v1/clients", body, token: "another", fields: fields)
        #expect(again.status == 201)
        for wrong in ["", "a b", String(repeating: "a", count: 256)] {
            let reply = office.api(.post, "/clients", body, fields: try key(wrong))
            #expect(reply.problems == ["Idempotency-Key"], "\(wrong)")
        }
    }

    @Test("Sixteen requests with one key at the same moment make one record")
    func atOnce() async throws {
        let fields = try key("7f3a")
        let replies = await withTaskGroup(of: Int.self, returning: [Int].self) { group in
            for _ in 1...16 {
                group.addTask { [office] in
                    office.api(.post, "/clients", #"{"name":"Ірина"}"#, fields: fields).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.contains(201) && replies.allSatisfy { $0 == 201 || $0 == 409 })
        #expect(office.api(.get, "/clients").items.count == 1)
    }

    private func key(_ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name("Idempotency-Key")): value]
    }
}
