import BackgroundWork
import CallRules
import HTTPTypes
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct GatewayStories {
    let office: Office

    init() throws {
        office = try Office()
    }

    @Test("Every address is printed as it is read")
    func routes() throws {
        let routes: [Route] = [
            .webhook(.customerData, token: nil), .webhook(.afterCallEnd, token: nil),
            .webhook(.call, token: "s3cret-_"), .page(.home), .uploadCheck, .health, .metrics,
            .openAPI, .unknownAPI,
            .api(.settings), .api(.employees), .api(.employee(7)), .api(.part(.presence, 7)),
            .api(.part(.signInLinks, 7)), .api(.part(.sessions, 7)),
            .api(.clients), .api(.client(7)), .api(.leads), .api(.lead(7)), .api(.leadStatuses),
            .api(.leadStatus(7)), .api(.leadSources), .api(.leadSource(7)), .api(.calls),
            .api(.call("3F9C1BE0-7D5E")), .api(.hangUp("a1")), .api(.recording("3F9C1BE0-7D5E")),
            .api(.notifications),
            .api(.simulations),
            .api(.webhookMessages), .api(.replay(7)), .asset(.stylesheet), .asset(.script),
            .asset(.icon),
        ]
        for route in routes { #expect(Route(path: route.path[...]) == route) }
    }

    @Test(
        "The webhook log is found at the address it had before",
        arguments: [
            ("/journal", "/webhook-log"), ("/journal/7", "/webhook-log/7"),
            (
                "/journal?status=failed&from=2026-01-05",
                "/webhook-log?status=failed&from=2026-01-05"
            ),
            ("/journal/quarantine", "/webhook-log/quarantine"),
        ])
    func movedPage(old: String, new: String) {
        let reply = office.ask(.get, old, token: nil)
        #expect(reply.status == 301 && reply.fields[.location] == Route.prefix + new)
        #expect(office.ask(.post, old, token: nil).status == 405)
        #expect(office.ask(.get, "/journal/7/nothing", token: nil).status == 404)
    }

    @Test(
        "What is nowhere is a plain 404, and an unknown address of the API asks for a token first",
        arguments: [
            ("/nothing", 404), ("/callx", 404), ("/call/x", 404), ("/h//call", 404),
            ("/h/a/b/call", 404), ("/api/v1/nothing", 401), ("/api/v2/leads", 401),
            ("/api/v1/leads/x", 401), ("/api/v1/leads//", 401),
        ])
    func nowhere(path: String, status: Int) {
        #expect(office.ask(.get, path, token: nil).status == status)
        #expect(office.ask(.get, path).status == 404)
    }

    @Test("A call nobody at Phonet could have made is kept in quarantine and answered like others")
    func webhook() throws {
        let body = #"{"event":"call.dial","uuid":"a1","lgDirection":4,"dialAt":1767601800000}"#
        let reply = office.ask(.post, "/call", body, token: nil)
        #expect(reply.status == 200 && reply.text == #"{"status":"ok"}"#)
        let kept = office.api(.get, "/webhook-messages?status=quarantined").items
        #expect(kept.count == 1 && kept.first?["payload"] == .string(body))
        #expect(kept.first?["source_ip"] == .string("203.0.113.9"))
        #expect(office.ask(.put, "/call", body).fields[.allow] == "POST")
        #expect(office.ask(.put, "/customer_data", body).fields[.allow] == "GET, POST")
    }

    @Test("A body that is empty or no text is kept, refused, and shown as it came")
    func oddBodies() throws {
        #expect(office.ask(.post, "/call", "", token: nil).status == 400)
        let binary: [UInt8] = [0xFF, 0x00, 0xFE]
        let head = HTTPRequest(
            method: .post, scheme: "https", authority: "crm.example",
            path: "/gateways/phonetapi/call")
        #expect(office.gateway.answer(head, body: binary, peer: "203.0.113.9").0.status.code == 400)
        let kept = office.api(.get, "/webhook-messages?status=failed").items
        #expect(kept.map { $0["payload"] } == [.string("/wD+"), .string("")])
        #expect(kept.map { $0["payload_encoding"] } == [.string("base64"), .string("utf-8")])
        let again = office.api(.post, "/webhook-messages/1/replay")
        #expect(again.status == 200 && again.json["id"] == .integer(1))
        #expect(office.api(.post, "/webhook-messages/9/replay").status == 404)
    }

    @Test("Every answer forbids the browser to run, guess, frame or keep anything")
    func protection() {
        for path in [
            "/", "/call", "/api/v1/settings", "/healthz", "/nowhere", "/api/v1/openapi.json",
        ] {
            let fields = office.ask(.get, path, token: nil).fields
            #expect(fields[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            #expect(fields[.xContentTypeOptions] == "nosniff")
            #expect(fields[.cacheControl] == "no-store")
        }
    }

    @Test("The gateway says that it is well, and says 503 when its database is gone")
    func health() {
        let well = office.ask(.get, "/healthz", token: nil)
        #expect(well.status == 200 && well.json["status"] == .string("ok"))
        office.store.close()
        office.pass(seconds: 5)
        let broken = office.ask(.get, "/healthz", token: nil)
        #expect(broken.status == 503)
        #expect(broken.text.contains("the database cannot be written"))
        let reply = office.api(.get, "/leads")
        #expect(reply.status == 503 && reply.fields[.retryAfter] != nil)
    }

    @Test("A request with a false session or token counts like one without, by address or IPv6 /64")
    func falseSessions() throws {
        let time = Mutex(Duration.zero)
        let office = try Office { $0.uptime = { time.withLock(\.self) } }
        // Both names, twice, with and without a value: whatever nginx takes for the cookie of a session.
        let cookies = [
            "__Host-phonet_gateway=5", "phonet_gateway=5", "a=b; phonet_gateway=; phonet_gateway=5",
            "__Host-phonet_gateway=\u{a0}",
        ]
        func answers(_ count: Int, _ peer: String) -> [Int] {
            (0..<count).map { number in
                number % 2 == 0
                    ? office.ask(.get, "/api/v1/calls", token: "false", peer: peer).status
                    : office.ask(
                        .get, "/sign-in", token: nil,
                        fields: [.cookie: cookies[number / 2 % cookies.count]], peer: peer
                    ).status
            }
        }
        let atOnce = answers(150, "203.0.113.9")
        #expect(atOnce.count { $0 != 429 } == FalseSessionLimit.burst)
        // Without any account the sign-in page leads to the setup.
        #expect(Set(atOnce.prefix(FalseSessionLimit.burst)) == [401, 303])
        // Another sender, and after a second the same.
        #expect(!answers(10, "203.0.113.10").contains(429))
        time.withLock { $0 += .seconds(1) }
        #expect(answers(150, "203.0.113.9").count { $0 != 429 } == FalseSessionLimit.perSecond)
        // A network of IPv6 has one share.
        let network = (0..<150).flatMap { answers(1, "2001:db8:1:2::\($0)") }
        #expect(network.count { $0 != 429 } == FalseSessionLimit.burst)
        // A true token is not limited, wherever it comes from.
        #expect(office.ask(.get, "/api/v1/calls", peer: "203.0.113.9").status == 200)
        let refused = office.ask(.get, "/api/v1/calls", token: "false", peer: "203.0.113.9")
        #expect(refused.status == 429 && refused.fields[.retryAfter] == "1")
    }

    @Test("Metrics are for this machine only")
    func metrics() {
        #expect(office.ask(.get, "/metrics", peer: "203.0.113.9").status == 404)
        #expect(office.ask(.get, "/metrics", peer: "").status == 404)
        let local = office.ask(.get, "/metrics", peer: "127.0.0.1")
        #expect(local.text.contains("phonet_gateway_webhook_messages{status=\"failed\"} 0\n"))
        #expect(local.text.contains("process_start_time_seconds 1767601800\n"))
    }

    @Test("HEAD answers what GET would, without the body; other methods are a 405 with Allow")
    func methods() {
        let head = office.api(.head, "/settings")
        #expect(head.status == 200 && head.text.isEmpty)
        let wrong = office.api(.delete, "/settings")
        #expect(wrong.status == 405 && wrong.fields[.allow] == "GET, PATCH")
        #expect(office.ask(.post, "/healthz").fields[.allow] == "GET")
    }

    @Test("The OpenAPI document names every address the API has, with its methods")
    func openAPI() throws {
        let document = office.ask(.get, "/api/v1/openapi.json", token: nil).json
        guard case .object(let paths)? = document["paths"] else {
            Issue.record("no paths")
            return
        }
        let limiter = Limiter.phonet()
        let calling = Calling(
            store: office.store, phonet: .none, phonetLimiter: limiter,
            clock: { Office.morning })
        let api = API(
            store: office.store,
            intake: Intake(
                store: office.store, trust: Trust(store: office.store, trustsLoopback: false),
                clock: { Office.morning }, report: { _ in }),
            calling: calling,
            recordings: Recordings(
                store: office.store, phonet: .none, phonetLimiter: limiter),
            limit: FalseSessionLimit(uptime: { .zero }),
            options: GatewayOptions(startedAt: Office.morning, secret: Secrets().next),
            clock: { Office.morning })
        for path in paths.pairs {
            let example = path.name.replacing("{id}", with: "1").replacing("{uuid}", with: "a")
                .replacing("{seq}", with: "1")
                .replacing("{external_id}", with: "a")
            guard case .api(let route)? = Route(path: "/gateways/phonetapi/api/v1\(example)"),
                case .object(let operations) = path.value
            else {
                Issue.record("\(path.name) leads nowhere")
                continue
            }
            let told = Set(operations.pairs.map { $0.name.uppercased() }).subtracting(["PARAMETERS"]
            )
            #expect(told == Set(api.operations(route).map(\.method.rawValue)), "\(path.name)")
        }
        #expect(paths.pairs.count == 56)
    }
}
