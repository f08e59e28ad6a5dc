import CallRules
import Foundation
import HTTPTypes
import JSONText
import Synchronization

@testable import Store
@testable import Web

/// The gateway of a small company with a database of its own, and the CRM that talks to it.
final class Office: Sendable {
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    static let morning = Instant(milliseconds: 1_767_601_800_000)
    static let token = "the-token-of-the-crm"

    let store: Store
    let gateway: Gateway
    private let directory: URL
    private let clock = Clock()

    init(_ options: (inout GatewayOptions) -> Void = { _ in }) throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try Store(path: directory.appendingPathComponent("gateway.sqlite").path)
        _ = try store.createAPIToken(
            name: "CRM", hash: Secret.hash(Office.token), by: .command, at: Office.morning
        )
        var chosen = GatewayOptions(startedAt: Office.morning, secret: Secrets().next)
        options(&chosen)
        gateway = Gateway(store: store, options: chosen, clock: { [clock] in clock.now })
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: directory)
    }

    func pass(seconds: Int) { clock.pass(seconds: seconds) }

    /// A request behind `/gateways/phonetapi`.
    func ask(
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
    func api(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        fields: HTTPFields = [:]
    ) -> Reply {
        ask(method, "/api/v1" + path, body, fields: fields)
    }
}

extension AnswerBody {
    /// Every byte, and whether the end came.
    func collected() -> (bytes: [UInt8], isWhole: Bool) {
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

/// Secrets of the stories: each another, and the same in every run.
final class Secrets: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock { count in
            count += 1
            return "secret-\(count)-of-the-stories-that-nobody-knows"
        }
    }
}

/// The time of the stories; it passes when a story says so.
final class Clock: Sendable {
    private let moment = Mutex(Office.morning)

    var now: Instant { moment.withLock { $0 } }

    func pass(seconds: Int) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// What came back.
struct Reply {
    let status: Int
    let fields: HTTPFields
    let text: String
    /// False for an answer that broke off.
    let isWhole: Bool

    /// Null when the text is no JSON.
    var json: JSON { (try? JSON.read(Array(text.utf8), .strict)) ?? .null }

    /// The fields a problem names.
    var problems: [String] {
        guard case .list(let errors)? = json["errors"] else { return [] }
        return errors.compactMap { error in
            if case .string(let field)? = error["field"] { field } else { nil }
        }
    }

    /// The items of a list.
    var items: [JSON] {
        if case .list(let items)? = json["items"] { items } else { [] }
    }
}
