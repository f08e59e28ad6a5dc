import HTTPTypes
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Answers to Phonet while the database is closed.
@Suite struct IntakeStories {
    let office: Office
    let log = Log()

    init() throws {
        office = try Office { [log] in
            $0.trustsLoopback = true
            $0.report = { log.note($0) }
        }
    }

    @Test(
        "What cannot be stored is never answered 200, whichever address it came to",
        arguments: ["/customer_data", "/call", "/after_call_end"])
    func nothingStored(address: String) {
        office.store.close()
        let event = #"{"event":"call.dial","uuid":"a1","lgDirection":4,"dialAt":1767601800000}"#
        for body in [event, #"{"uuid":"a1","endAt":1767601800000}"#, "{\"cut"] {
            let reply = office.ask(.post, address, body, token: nil, peer: "127.0.0.1")
            #expect(reply.status == 503 && reply.fields[.retryAfter] == "5", "\(body)")
        }
        #expect(log.lines.count == 3 && log.lines.allSatisfy { $0.contains("being closed") })
    }

    @Test("A lookup is answered as for an unknown number: the phone must go on ringing")
    func lookup() {
        office.store.close()
        let reply = office.ask(
            .post, "/customer_data", #"{"otherLegNum":"+380500000011"}"#, token: nil,
            peer: "127.0.0.1")
        #expect(reply.status == 200 && reply.json["newEntity"] == .truth(true))
        #expect(reply.json["name"] == .null && reply.json["url"] == .string(""))
    }

    @Test("A GET asks who a number is, in any spelling")
    func query() {
        let made = office.api(
            .post, "/clients", #"{"name":"Ірина Соколова","phones":["050 000 00 11"]}"#)
        #expect(made.status == 201)
        let reply = office.ask(
            .get, "/customer_data?otherLegNum=%2B380500000011", token: nil, peer: "127.0.0.1")
        #expect(reply.json["name"] == .string("Ірина Соколова"))
    }
}

/// Collects the lines of the log.
final class Log: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    func note(_ line: String) { kept.withLock { $0.append(line) } }
}
