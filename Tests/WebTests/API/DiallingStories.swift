import CallRules
import JSONText
import Phonet
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The CRM has Phonet call")
struct DiallingStories {
    private let phonet = DialledPhonet()
    let office: Office

    init() throws { office = try Office(calling: phonet) }

    private func call(
        _ who: String = #""extension":"102""#, _ phone: String = "050 000 00 22"
    ) -> Reply {
        office.api(.post, "/calls", #"{\#(who),"phone":"\#(phone)"}"#)
    }

    @Test("A call is taken with 202 and its uuid, once however often it is asked for at once")
    func accepted() throws {
        for who in [#""extension":"102""#, #""employee_id":2"#] {
            let reply = call(who)
            #expect(reply.status == 202)
            #expect(reply.json["uuid"] == .string(DialledPhonet.uuid))
        }
        #expect(phonet.calls == [#"{"legExt":"102","otherLegNum":"+380500000022"}"#])
        let audit = try office.store.auditEntries(Pagination()).items
        #expect(audit.filter { $0.action == .callAsked }.count == 1)
        #expect(audit.first?.actor == "CRM" && audit.first?.sourceIP == "203.0.113.9")
    }

    @Test(
        "What cannot be called is refused by name, and Phonet is not asked",
        arguments: [
            (#"{"phone":"0500000022"}"#, ["employee_id"]),
            (#"{"phone":"0500000022","employee_id":2,"extension":"102"}"#, ["extension"]),
            (#"{"phone":"0500000022","employee_id":9}"#, ["employee_id"]),
            (#"{"phone":"0500000022","employee_id":3}"#, ["employee_id"]),
            (#"{"phone":"0500000022","employee_id":4}"#, ["employee_id"]),
            (#"{"phone":"0500000022","extension":"103"}"#, ["extension"]),
            (#"{"phone":"0500000022","extension":"999"}"#, ["extension"]),
            (#"{"phone":"anonymous","extension":"102"}"#, ["phone"]),
            (#"{"phone":"12","extension":"102"}"#, ["phone"]),
            (#"{"extension":"102"}"#, ["phone"]),
            (#"{"extension":"102","phone":"0500000022","when":"now"}"#, ["when"]),
        ])
    func refused(body: String, fields: [String]) throws {
        _ = try office.store.updateEmployee(Office.marko, at: Office.morning) {
            $0.active = false
        }
        var details = EmployeeDetails()
        details.name = "Ганна Коваль"
        _ = try office.store.createEmployee(details, at: Office.morning)
        let reply = office.api(.post, "/calls", body)
        #expect(reply.status == 422 && reply.problems == fields)
        #expect(phonet.calls.isEmpty)
    }

    @Test(
        "A trouble of Phonet's is a problem with its cause; one that passes by itself says when",
        arguments: [
            (.status(403), 502, "access_refused"), (.status(404), 502, "call_refused"),
            (.status(429), 503, "too_many_requests"),
            (.failure(.timedOut), 502, "call_unconfirmed"),
            (.failure(.couldNotResolve), 502, "domain_not_found"),
        ] as [(DialledPhonet.Answer, Int, String)])
    func failures(answer: DialledPhonet.Answer, status: Int, cause: String) {
        phonet.localize(answer)
        let reply = call()
        #expect(reply.status == status)
        #expect(reply.json["cause"] == .string(cause))
        #expect(reply.fields[.contentType] == "application/problem+json")
        #expect((reply.fields[.retryAfter] != nil) == (status == 503))
        #expect(phonet.calls.count == 1)
    }

    @Test("Without a domain the cause is that there is none")
    func noDomain() throws {
        let office = try Office()
        try office.hirePeople()
        let reply = office.api(.post, "/calls", #"{"employee_id":1,"phone":"0500000022"}"#)
        #expect(reply.status == 502 && reply.json["cause"] == .string("no_domain"))
    }

    @Test("A call is ended with 204 in any spelling of its uuid; one that has ended is a 409")
    func hangUp() throws {
        let path = "/calls/C5D8E6A1-407B-4D1E-9F3A-72B6058C4DE2/hang-up"
        #expect(office.api(.post, path).status == 404)
        #expect(call().status == 202)
        #expect(office.api(.post, path).status == 204)
        #expect(office.hear("dial") == 200)
        #expect(office.api(.post, path).status == 204)
        #expect(phonet.hangUps.allSatisfy { $0.contains("/\(DialledPhonet.uuid)/") })
        phonet.localize(.status(404))
        #expect(office.api(.post, path).status == 409)
        phonet.localize(.status(500))
        let failed = office.api(.post, path)
        #expect(failed.status == 502 && failed.json["cause"] == .string("server_failed"))
        #expect(phonet.hangUps.count == 4)
        #expect(office.hear("hangup") == 200)
        #expect(office.api(.post, path).status == 409)
        #expect(phonet.hangUps.count == 4)
        #expect(office.api(.get, path).fields[.allow] == "POST")
    }
}
