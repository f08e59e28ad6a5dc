import CallRules
import Phonet

/// What an operator decides when the program starts, and nobody on a page.
public struct GatewayOptions: Sendable {
    /// Scheme and host people and Phonet reach the gateway at, `https://crm.example.com`; nil: as
    /// each request names it.
    public var publicURL: String?
    /// Hosts allowed as Phonet domain beside Phonet's own; one may have a port or be an address.
    public var extraPhonetHosts: [String] = []
    /// The way to Phonet's API.
    public var phonet = PhonetAccess.none
    /// Where comparisons with Phonet's history are asked for.
    public var reconciliations = ReconciliationDesk.closed
    /// Told that somebody asked for an import to be worked at.
    public var importsBegan: @Sendable () -> Void = {}
    /// What browsers that want pushes have to know; nil: there are none.
    public var push: PushDoor?
    /// Webhooks from this machine count as Phonet's.
    public var trustsLoopback = false
    /// Shown in the metrics and on the status page.
    public var startedAt: Instant
    /// Threads that answer; shown in the metrics.
    public var workers = 0
    /// Of the program, for people.
    public var version = ""
    /// Time that nobody sets, to measure answers with.
    public var uptime: @Sendable () -> Duration = { .zero }
    /// A new secret of at least 128 bits each time: letters and digits, fit for a cookie and a path.
    public var secret: @Sendable () -> String
    /// Told what went wrong, for the log; never a secret or a telephone number.
    public var report: @Sendable (String) -> Void = { _ in }

    public init(startedAt: Instant, secret: @escaping @Sendable () -> String) {
        self.startedAt = startedAt
        self.secret = secret
    }
}
