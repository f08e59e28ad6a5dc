import CallRules
import JSONText
import Phonet
import SimulatedPhonet
import Synchronization
import Testing

/// The invented company, its simulated account, and a clock that only tests move.
final class Vitryla: Sendable {
    static let morning = Instant(milliseconds: 1_767_601_800_000)

    let exchange: SimulatedExchange
    private let time = Mutex(Vitryla.morning)

    init(_ prepare: (inout SimulatedAccount) -> Void = { _ in }) {
        var account = SimulatedAccount()
        prepare(&account)
        exchange = SimulatedExchange(account)
    }

    var now: Instant { time.withLock { $0 } }

    func wait(seconds: Int) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }

    var complaints: [String] { exchange.use { $0.complaints } }
    /// The last steps of the addresses asked for.
    var story: [String] {
        exchange.use { $0.received.map { String($0.path.split(separator: "/").last ?? "") } }
    }

    /// The gateway's client.
    func client(key: String = "EXAMPLEkey0000000000000000000000") throws -> PhonetAccount {
        try PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
            stream: exchange.stream { self.now }, transport: exchange.transport { self.now }
        ).account(domain: "vitryla-demo.phonet.com.ua", apiKey: key).get()
    }

    /// Asks by hand, with the cookies of a new session.
    func ask(
        _ method: String, _ target: String, _ body: JSON? = nil, fields: [String: String] = [:]
    ) -> SimulatedResponse {
        let key = JSON.string("EXAMPLEkey0000000000000000000000")
        let domain = JSON.string("vitryla-demo.phonet.com.ua")
        let signedIn = send(
            "POST", "/rest/security/authorize", .object([("domain", domain), ("apiKey", key)]))
        let cookies = signedIn.values(of: "Set-Cookie").map { $0.prefix { $0 != ";" } }
        return send(
            method, target, body,
            fields: fields.merging(["Cookie": cookies.joined(separator: "; ")]) { told, _ in told })
    }

    private func send(
        _ method: String, _ target: String, _ body: JSON?, fields: [String: String] = [:]
    ) -> SimulatedResponse {
        let fields = fields.merging(["Content-Type": "application/json"]) { told, _ in told }
        let request = SimulatedRequest(
            method: method, target: target, fields: fields, body: body?.bytes ?? [])
        return exchange.use { $0.answer(request, at: now) }
    }

    func makeCall(_ number: String, from ext: String = "101") -> SimulatedResponse {
        ask(
            "POST", "/rest/user/makeCall",
            .object([("legExt", .string(ext)), ("otherLegNum", .string(number))]))
    }

    /// The webhooks due by now, as the gateway reads them.
    func heard() -> [Message] {
        exchange.use { $0.due(at: now) }.flatMap { messages(of: $0, arrivedAt: now) }
    }
}

/// What the gateway reads in a webhook.
func messages(of posted: Posted, arrivedAt: Instant = Vitryla.morning) -> [Message] {
    switch Wire.decode(posted.body, contentType: "application/json", arrivedAt: arrivedAt) {
    case .messages(let messages): return messages
    case .unreadable(let reason):
        Issue.record("\(posted.caption): \(reason)")
        return []
    }
}

extension SimulatedResponse {
    var json: JSON? { try? JSON.read(body, .strict) }

    var items: [JSON] {
        guard case .list(let items)? = json else { return [] }
        return items
    }

    var uuid: String? {
        guard case .string(let uuid)? = json?["uuid"] else { return nil }
        return uuid
    }
}
