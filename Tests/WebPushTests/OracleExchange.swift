import CallRules
import Foundation
import HTTPTypes
import JSONText
import Testing

@testable import WebPush

/// The directory through which another implementation checks ours (`Tests/oracle/test_push.py`).
private let directory = ProcessInfo.processInfo.environment["PHONET_GATEWAY_PUSH_ORACLE"]

@Suite("Messages for another implementation")
struct OracleExchange {
    private struct Missing: Error {}

    private func text(_ value: JSON, _ name: String) throws -> String {
        guard case .string(let text) = value[name] else { throw Missing() }
        return text
    }

    @Test(
        "Whoever subscribed in `subscriptions.json` gets a request in `requests.json`",
        .enabled(if: directory != nil, "only when asked by Tests/oracle/test_push.py"))
    func exchange() throws {
        let directory = URL(filePath: try #require(directory))
        let asked = try JSON.read(
            Array(try Data(contentsOf: directory.appending(path: "subscriptions.json"))), .strict)
        guard case .integer(let milliseconds) = asked["now"],
            case .list(let subscriptions) = asked["subscriptions"]
        else { throw Missing() }
        let contact = try #require(VAPIDContact(try text(asked, "contact")))
        let tokens = VAPIDTokens(keys: VAPIDKeys(), contact: contact)
        let requests = try subscriptions.map { asked in
            let message = try PushMessage(
                try bytes(try text(asked, "text")),
                PushEnvelope(.incomingCall, call: try text(asked, "call")))
            let request = try PushRequest(
                message,
                to: try PushSubscription(
                    endpoint: try text(asked, "endpoint"), p256dh: try text(asked, "p256dh"),
                    auth: try text(asked, "auth")),
                ephemeral: Ephemeral(), tokens: tokens, at: Instant(milliseconds: milliseconds))
            return JSON.object([
                ("scheme", .text(request.head.scheme)),
                ("authority", .text(request.head.authority)),
                ("path", .text(request.head.path)),
                (
                    "fields",
                    .object(
                        request.head.headerFields.map { ($0.name.rawName, .string($0.value)) })
                ),
                ("body", .string(Base64URL.text(request.body))),
            ])
        }
        try Data(JSON.list(requests).bytes)
            .write(to: directory.appending(path: "requests.json"), options: .atomic)
    }
}
