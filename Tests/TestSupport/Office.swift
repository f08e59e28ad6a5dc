import CallRules
import HTTPTypes
import JSONText
import Synchronization

@testable import Store
@testable import Web

/// A gateway with a database of its own, and requests of browsers and a CRM to it.
package final class Office: Sendable {
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    package static let morning = Company.morning
    package static let token = "the-token-of-the-crm"

    package let store: Store
    package let gateway: Gateway
    private let directory = TemporaryDirectory()
    private let clock = TestClock(Office.morning)

    package init(_ options: (inout GatewayOptions) -> Void = { _ in }) throws {
        let path = directory.file("gateway.sqlite")
        try EmptyDatabase.copy(to: path)
        store = try Store(path: path)
        _ = try store.createAPIToken(
            name: "CRM", hash: Secret.hash(Office.token), TokenGrant(.admin), by: .command,
            at: Office.morning)
        var chosen = GatewayOptions(startedAt: Office.morning, secret: Secrets().next)
        options(&chosen)
        gateway = Gateway(store: store, options: chosen, clock: { [clock] in clock.now })
    }

    deinit { store.close() }

    package var now: Instant { clock.now }

    package func pass(seconds: Int) { clock.pass(seconds: seconds) }

    /// A request behind `/gateways/phonetapi`.
    package func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        token: String? = Office.token, type: String? = "application/json",
        fields: HTTPFields = [:], peer: String = "203.0.113.9"
    ) -> Reply {
        var head = HTTPRequest(
            method: method, scheme: "https", authority: "crm.example",
            path: "/gateways/phonetapi" + path, headerFields: fields)
        if let token { head.headerFields[.authorization] = "Bearer \(token)" }
        if body != nil, let type { head.headerFields[.contentType] = type }
        let (response, content) = gateway.answer(head, body: Array((body ?? "").utf8), peer: peer)
        let (bytes, isWhole) = content.collected()
        return Reply(
            status: response.status.code, fields: response.headerFields,
            text: String(decoding: bytes, as: UTF8.self), isWhole: isWhole)
    }

    /// A request of the JSON API.
    package func api(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        fields: HTTPFields = [:]
    ) -> Reply {
        ask(method, "/api/v1" + path, body, fields: fields)
    }
}

extension AnswerBody {
    /// All bytes of the body, and true when the body was complete.
    package func collected() -> (bytes: [UInt8], isWhole: Bool) {
        switch self {
        case .bytes(let bytes): return (bytes, true)
        case .pieces(let pieces):
            let bytes = Mutex<[UInt8]>([])
            do {
                try pieces { piece in bytes.withLock { $0 += piece } }
            } catch {
                return (bytes.withLock(\.self), false)
            }
            return (bytes.withLock(\.self), true)
        }
    }
}

/// Makes the secrets of the tests: each one different, and the same ones in every run.
package final class Secrets: Sendable {
    private let count = Mutex(0)

    package init() {}

    package func next() -> String {
        count.withLock { count in
            count += 1
            return "secret-\(count)-of-the-stories-that-nobody-knows"
        }
    }
}

/// The answer to a request.
package struct Reply {
    package let status: Int
    package let fields: HTTPFields
    package let text: String
    /// False when the body broke off.
    package let isWhole: Bool

    /// The body as JSON; null when it is not JSON.
    package var json: JSON { (try? JSON.read(Array(text.utf8), .strict)) ?? .null }

    /// The fields that the problem in the answer names.
    package var problems: [String] {
        guard case .list(let errors)? = json["errors"] else { return [] }
        return errors.compactMap { error in
            if case .string(let field)? = error["field"] { field } else { nil }
        }
    }

    /// The items of a list.
    package var items: [JSON] {
        if case .list(let items)? = json["items"] { items } else { [] }
    }
}
