import CallRules
import Phonet

/// What an operator decides when the program starts, and nobody on a page.
package struct GatewayOptions: Sendable {
    /// Scheme and host people and Phonet reach the gateway at, `https://crm.example.com`; nil: as
    /// each request names it.
    package var publicURL: String?
    /// Hosts allowed as Phonet domain beside Phonet's own; one may have a port or be an address.
    package var extraPhonetHosts: [String] = []
    /// The way to Phonet's API.
    package var phonet = PhonetAccess.none
    /// Where comparisons with Phonet's history are asked for.
    package var reconciliations = ReconcileTrigger.closed
    /// Told that somebody asked for an import to be worked at.
    package var importsBegan: @Sendable () -> Void = {}
    /// What browsers that want pushes have to know; nil: there are none.
    package var push: PushConfig?
    /// Webhooks from this machine count as Phonet's.
    package var trustsLoopback = false
    /// Shown in the metrics and on the status page.
    package var startedAt: Instant
    /// Threads that answer; shown in the metrics.
    package var workers = 0
    /// Of the program, for people.
    package var version = ""
    /// Time that nobody sets, to measure answers with.
    package var uptime: @Sendable () -> Duration = { .zero }
    /// A new secret of at least 128 bits each time: letters and digits, fit for a cookie and a path.
    package var secret: @Sendable () -> String
    /// Told what went wrong, for the log; never a secret or a telephone number.
    package var report: @Sendable (String) -> Void = { _ in }

    package init(startedAt: Instant, secret: @escaping @Sendable () -> String) {
        self.startedAt = startedAt
        self.secret = secret
    }
}
