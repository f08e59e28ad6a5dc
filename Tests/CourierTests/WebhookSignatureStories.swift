import CallRules
import Foundation
import HTTPClientTypes
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import Courier
@testable import Store

@Suite("A signed webhook")
struct WebhookSignatureStories {
    /// Made with the reference library: `standardwebhooks` 1.1.0 of PyPI.
    @Test(
        "The signature is that of the reference library; two secrets make two, the present one first"
    )
    func vector() throws {
        let secret = try #require(
            Data(base64Encoded: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))
        let body =
            #"{"type":"lead.created","timestamp":"2026-11-29T06:52:22.120Z","data":{"id":"7"}}"#
        func signed(_ secrets: [[UInt8]]) -> String {
            WebhookSignature(
                id: "evt_0000000000000007", timestamp: 1_764_400_000, body: Array(body.utf8),
                secrets: secrets
            ).text
        }
        let expected = "v1,iTkTKWeaiwJAjpTl0XQ275YtSDACcKMeZUuVpIZqvkg="
        #expect(signed([Array(secret)]) == expected)
        let both = signed([[UInt8](repeating: 7, count: 32), Array(secret)])
        #expect(both.hasSuffix(" " + expected) && both.split(separator: " ").count == 2)
    }

    @Test(
        "The tries of a webhook: 0, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20, 24 h, a tenth more or less"
    )
    func pauses() {
        #expect(
            RetryPlan.ofWebhooks
                == [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])
        let plan = RetryPlan.pauses([0, 5, 300])
        func next(_ tries: Int, _ chance: Double, asked: Int? = nil) -> Int? {
            plan.next(
                after: WebhookSignatureStories.delivery(tries: tries), asked: asked, chance: chance,
                at: Company.morning
            ).map { Int($0.milliseconds - Company.morning.milliseconds) }
        }
        #expect(next(1, 0.5) == 5000 && next(1, 0) == 4500 && next(1, 1) == 5500)
        #expect(next(2, 0.5) == 300_000 && next(3, 0.5) == nil)
        #expect(next(1, 0.5, asked: 60) == 60_000 && next(2, 0.5, asked: 60) == 300_000)
    }

    static func delivery(
        tries: Int = 1, type: EventType = .leadCreated, url: String = "https://crm.example/hook"
    ) -> Delivery {
        Delivery(
            id: 1, channel: .webhook, attempt: tries, tries: tries, address: 1, employeeID: nil,
            expiresAt: .distantFuture, language: .uk, noticeID: nil,
            content: .event(
                WebhookContent(
                    seq: 7, type: type, url: url, secrets: [[UInt8](repeating: 1, count: 32)])))
    }
}

@Suite("The channel of webhooks")
struct WebhookChannelStories {
    private let requests = Requests()

    private final class Requests: Sendable {
        let sent = Mutex<[OutgoingRequest]>([])
    }

    private func deliver(
        _ answer: Result<OutgoingResponse, TransportError>,
        url: String = "https://crm.example/hook", body: [UInt8]? = Array("{}".utf8)
    ) -> DeliveryOutcome {
        let channel = WebhookChannel(
            pauses: RetryPlan.ofWebhooks,
            WebhookChannel.Environment(
                clock: { Company.morning },
                send: { [requests] request in
                    requests.sent.withLock { $0.append(request) }
                    return answer
                }, body: { _, _ in body },
                gate: WebhookGate(
                    publicURL: "https://crm.example", hosts: [], prefix: "/gateways/phonetapi"),
                version: "1.2.3", report: { _ in }))
        return channel.deliver(WebhookSignatureStories.delivery(url: url))
    }

    private func answer(_ status: Int, _ fields: HTTPFields = [:], _ body: String = "")
        -> DeliveryOutcome
    {
        deliver(.success(OutgoingResponse(status: status, fields: fields, body: Array(body.utf8))))
    }

    @Test("What each answer means")
    func answers() {
        #expect(answer(204) == .delivered(status: 204, answer: []))
        #expect(answer(410) == .gone(status: 410, answer: []))
        #expect(answer(302) == .retry(.redirected(status: 302), after: nil, answer: []))
        #expect(answer(404) == .retry(.unexpectedStatus(404), after: nil, answer: []))
        #expect(answer(500) == .retry(.unavailable(status: 500), after: nil, answer: []))
        #expect(
            answer(503, [.retryAfter: "120"])
                == .retry(.unavailable(status: 503), after: 120, answer: []))
        #expect(
            answer(429, [.retryAfter: "Mon, 05 Jan 2026 08:31:00 GMT"])
                == .retry(.tooManyRequests, after: 60, answer: []))
        #expect(
            answer(400, [.retryAfter: "9999999"])
                == .retry(.unexpectedStatus(400), after: 86_400, answer: []))
        #expect(
            deliver(.failure(.addressRefused)) == .failed(.noResponse(.addressRefused)))
        #expect(
            deliver(.failure(.timedOut)) == .retry(.noResponse(.timedOut), after: nil))
        let long = String(repeating: "x", count: 5000)
        guard case .delivered(200, let kept?) = answer(200, [:], long) else {
            Issue.record("200 is no delivery")
            return
        }
        #expect(kept.count == 512)
    }

    @Test(
        "The request is signed, names the program, and may reach private addresses at the CRM alone"
    )
    func request() throws {
        _ = answer(204)
        let request = try #require(requests.sent.withLock { $0.first })
        let fields = request.head.headerFields
        func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }
        #expect(field("webhook-id") == "evt_7")
        #expect(field("webhook-timestamp") == "1767601800")
        #expect(field("webhook-signature")?.hasPrefix("v1,") == true)
        #expect(field("content-type") == "application/json")
        #expect(field("user-agent") == "phonet-gateway/1.2.3")
        #expect(request.head.method == .post && request.limits.total == .seconds(15))
        #expect(request.limits.body == 65_536 && request.bodyMayBeCut)
        #expect(request.addressPolicy == .anyAddress && request.allowsPlainHTTP)
        _ = deliver(.success(OutgoingResponse(status: 200)), url: "https://hooks.example.org/")
        let other = try #require(requests.sent.withLock { $0.last })
        #expect(other.addressPolicy == .publicAddresses && !other.allowsPlainHTTP)
    }

    @Test("An address that is not allowed any more gets no request")
    func gate() {
        for url in ["http://hooks.example.org/", "https://10.0.0.1/"] {
            #expect(
                deliver(.success(OutgoingResponse(status: 200)), url: url)
                    == .failed(.noResponse(.addressRefused)))
        }
        #expect(requests.sent.withLock { $0.isEmpty })
    }
}
