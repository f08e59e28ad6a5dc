import CallRules
import Phonet

/// The options of the operator at the start of the program; no page changes them.
package struct GatewayOptions: Sendable {
    /// Scheme and host people and Phonet reach the gateway at, `https://crm.example.com`; nil: as
    /// each request names it.
    package var publicURL: String?
    /// Hosts that are allowed as Phonet domain beside Phonet's own; each may have a port or be an
    /// IP address.
    package var extraPhonetHosts: [String] = []
    /// The client of Phonet's API.
    package var phonet = PhonetAccess.none
    /// Starts a reconciliation with Phonet's history.
    package var reconciliations = ReconcileTrigger.closed
    /// Called when an import is ready to run.
    package var importsBegan: @Sendable () -> Void = {}
    /// What browsers need to subscribe to pushes; nil: there are no pushes.
    package var push: PushConfig?
    /// Whether webhooks from this machine count as Phonet's.
    package var trustsLoopback = false
    /// The start of the program, for the metrics and the status page.
    package var startedAt: Instant
    /// Number of worker threads, for the metrics.
    package var workers = 0
    /// The version of the program.
    package var version = ""
    /// The monotonic clock, for durations.
    package var uptime: @Sendable () -> Duration = { .zero }
    /// Makes a new secret of at least 128 bits: letters and digits, which fit into a cookie and a
    /// path.
    package var secret: @Sendable () -> String
    /// Logs an error; the text never holds a secret or a telephone number.
    package var report: @Sendable (String) -> Void = { _ in }

    package init(startedAt: Instant, secret: @escaping @Sendable () -> String) {
        self.startedAt = startedAt
        self.secret = secret
    }
}
