import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// Records that two may change at the same time.
@Suite struct VersionStories {
    let office: Office
    private static let records = [
        ("/clients", #"{"name":"Ірина"}"#), ("/leads", #"{"name":"Лід"}"#),
        ("/employees", #"{"name":"Олена"}"#), ("/lead-statuses", #"{"name":"Думає"}"#),
        ("/lead-sources", #"{"name":"Радіо"}"#), ("/call-categories", #"{"name":"Ремонт"}"#),
    ]

    init() throws {
        office = try Office()
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        match: String? = nil, noneMatch: String? = nil
    ) -> Reply {
        var fields: HTTPFields = [:]
        fields[.ifMatch] = match
        fields[.ifNoneMatch] = noneMatch
        return office.api(method, path, body, fields: fields)
    }

    @Test("A change with an old version is a 412 and changes nothing", arguments: records)
    func match(_ list: String, _ body: String) throws {
        let made = office.api(.post, list, body)
        let first = try #require(made.fields[.eTag])
        let path = try #require(made.fields[.location]).replacing(
            "/gateways/phonetapi/api/v1", with: "")
        #expect(office.api(.get, path).fields[.eTag] == first)
        let changed = ask(.patch, path, #"{"name":"Перша зміна"}"#, match: first)
        let second = try #require(changed.fields[.eTag])
        #expect(changed.status == 200 && second != first)
        let late = ask(.patch, path, #"{"name":"Друга зміна"}"#, match: first)
        #expect(late.status == 412)
        #expect(office.api(.get, path).json["name"] == .string("Перша зміна"))
        #expect(
            ask(.patch, path, #"{"name":"Перша зміна"}"#, match: "\"0\", \(second)").status == 200)
        #expect(office.api(.get, path).fields[.eTag] == second, "nothing changed")
        for wrong in ["7", "\"x\"", "", first] {
            #expect(ask(.delete, path, match: wrong).status == 412, "\(wrong)")
        }
        #expect(ask(.patch, path, "{}", match: "*").status == 200)
        #expect(ask(.delete, path, match: second).status == 204)
        #expect(ask(.patch, path, "{}", match: "*").status == 404)
    }

    @Test("A GET of a version that is known is a 304 without a body", arguments: records)
    func noneMatch(_ list: String, _ body: String) throws {
        let made = office.api(.post, list, body)
        let path = try #require(made.fields[.location]).replacing(
            "/gateways/phonetapi/api/v1", with: "")
        let tag = try #require(made.fields[.eTag])
        for known in [tag, "*", "\"99\", \(tag)", "W/\(tag)"] {
            let reply = ask(.get, path, noneMatch: known)
            #expect(reply.status == 304 && reply.text.isEmpty && reply.fields[.eTag] == tag)
        }
        #expect(ask(.get, path, noneMatch: "\"99\"").status == 200)
    }

    @Test(
        "PUT makes only what is not there, or changes only what is",
        arguments: ["clients", "leads", "employees"])
    func put(_ kind: String) {
        let path = "/\(kind)/by-external-id/a"
        let body = #"{"name":"А"}"#
        #expect(ask(.put, path, body, match: "*").status == 412)
        let made = ask(.put, path, body, noneMatch: "*")
        #expect(made.status == 201 && made.fields[.eTag] != nil)
        #expect(ask(.put, path, #"{"name":"Б"}"#, noneMatch: "*").status == 412)
        #expect(ask(.put, path, #"{"name":"Б"}"#, match: "\"99\"").status == 412)
        #expect(office.api(.get, path).json["name"] == .string("А"))
        #expect(ask(.put, path, #"{"name":"Б"}"#, match: made.fields[.eTag]).status == 200)
        #expect(ask(.delete, path, match: made.fields[.eTag]).status == 412)
        #expect(ask(.delete, path, match: "*").status == 204)
    }
}
