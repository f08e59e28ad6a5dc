import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct SettingsStories {
    let office: Office

    init() throws {
        office = try Office()
    }

    @Test("Only a bearer of a token that still works may ask")
    func bearers() throws {
        for token in ["", "wrong", "\(Office.token)x"] {
            let reply = office.ask(.get, "/api/v1/settings", token: token)
            #expect(reply.status == 401)
            #expect(reply.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
        #expect(office.ask(.get, "/api/v1/settings", token: nil).status == 401)
        let lowercase: HTTPFields = [.authorization: "bearer \(Office.token)"]
        #expect(office.ask(.get, "/api/v1/settings", token: nil, fields: lowercase).status == 200)
        _ = try office.store.revokeAPIToken(APITokenRow.ID(1), by: .command, at: Office.morning)
        #expect(office.api(.get, "/settings").status == 401)
    }

    @Test("The settings show every key, the addresses for Phonet, and of the key only its end")
    func shown() {
        _ = office.api(.patch, "/settings", #"{"phonet_api_key":"abcdefgh12345678"}"#)
        let settings = office.api(.get, "/settings").json
        for field in SettingFields.all { #expect(settings[field.key] != nil, "\(field.key)") }
        #expect(settings["phonet_api_key"] == .string("••••5678"))
        #expect(
            settings["webhook_urls"]?["call"]
                == .string("https://crm.example/gateways/phonetapi/call"))
    }

    @Test("A change made from an old version is refused, and the current version is told")
    func stale() {
        let fields: HTTPFields = [.ifMatch: "\"1\""]
        let saved = office.api(.patch, "/settings", #"{"push_delay_seconds":10}"#, fields: fields)
        #expect(saved.status == 200 && saved.fields[.eTag] == "\"2\"")
        let late = office.api(.patch, "/settings", #"{"push_delay_seconds":20}"#, fields: fields)
        #expect(late.status == 412)
        #expect(office.api(.get, "/settings").json["push_delay_seconds"] == .integer(10))
        let odd = office.api(.patch, "/settings", "{}", fields: [.ifMatch: "2"])
        #expect(odd.status == 412)
    }

    @Test("What is wrong is named key by key, unknown keys too, and nothing is saved")
    func refused() {
        let body = #"{"push_delay_seconds":3601,"module_enabled":"no","reopen_status_id":4,"x":1}"#
        let reply = office.api(.patch, "/settings", body)
        #expect(reply.status == 422)
        #expect(reply.fields[.contentType] == "application/problem+json")
        #expect(
            Set(reply.problems)
                == ["push_delay_seconds", "module_enabled", "reopen_status_id", "x"])
        #expect(office.api(.get, "/settings").json["version"] == .integer(1))
    }

    @Test(
        "A body that is no JSON object in JSON's media type is refused with what is wrong",
        arguments: [
            ("{", "application/json", 400), ("", "application/json", 400),
            (#"{"a":1,"a":2}"#, "application/json", 400), ("[]", "application/json", 422),
            (#"{"a":1e999}"#, "application/json", 400), ("{}", "text/plain", 415),
            ("{}", "application/json; charset=utf-8", 200),
            (#"{"a":"\ud800"}"#, "application/json", 400),
            (String(repeating: "[", count: 5000), "application/json", 400),
        ])
    func bodies(body: String, type: String, status: Int) {
        #expect(office.ask(.patch, "/api/v1/settings", body, type: type).status == status)
    }

    @Test("Trusting an address lets what waited from it take effect")
    func release() throws {
        let dial = """
            {"event":"call.dial","uuid":"3f9c1be07d5e4a6c8b21d04fa7c3e915","lgDirection":4,
            "dialAt":1767601800000,"leg":{"id":1,"type":1,"ext":"101","displayName":"Олена"},
            "otherLegs":[{"num":"+380500000099"}],"trunkNum":"+380440000777"}
            """
        #expect(office.ask(.post, "/call", dial, token: nil).status == 200)
        #expect(office.api(.get, "/calls").items.isEmpty)
        let trusted = office.api(
            .patch, "/settings", #"{"webhook_allowed_networks":["203.0.113.0/24"]}"#)
        #expect(trusted.status == 200)
        let waits = JSON.object([("waiting", .integer(1)), ("done", .integer(0))])
        #expect(trusted.json["release"] == waits)
        #expect(office.api(.get, "/calls").items.isEmpty)
        #expect(try office.gateway.release.finish() == 1)
        #expect(
            office.api(.get, "/settings").json["release"]
                == .object([("waiting", .integer(0)), ("done", .integer(1))]))
        #expect(office.api(.get, "/calls").items.map { $0["phone"] } == [.string("+380500000099")])
    }

    @Test("The operator's public address stands in the addresses for Phonet")
    func publicURL() throws {
        let office = try Office { $0.publicURL = "https://phone.vitryla.example" }
        #expect(
            office.api(.get, "/settings").json["webhook_urls"]?["customer_data"]
                == .string("https://phone.vitryla.example/gateways/phonetapi/customer_data"))
    }
}
