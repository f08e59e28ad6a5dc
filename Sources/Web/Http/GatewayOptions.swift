import CallRules
import Phonet
import Store

/// Options that the operator sets when the program starts. No page changes them.
package struct GatewayOptions: Sendable {
    /// Scheme and host at which people and Phonet reach the gateway, `https://crm.example.com`, no
    /// slash at the end; nil: each request's own host is used.
    package var publicURL: String?
    /// Scheme and host at which people reach the pages, if it is not `publicURL`; no slash at the
    /// end. Pages are then served at this host alone, so that no script of the CRM's pages can act
    /// as somebody who is signed in here. Nil: pages are under `publicURL`.
    package var pagesURL: String?
    /// Seconds after which a change that gives access asks for the password again.
    package var passwordAgeSeconds = 600
    /// Decides where webhooks to the CRM may go.
    package var webhookGate = WebhookGate(publicURL: nil, hosts: [], prefix: Route.prefix)
    /// Sends webhooks to the CRM.
    package var webhooks = WebhookSending.none
    /// Returns 32 new random bytes each time: the secret of a webhook endpoint.
    package var webhookSecret: @Sendable () -> [UInt8] = {
        var random = SystemRandomNumberGenerator()
        return (0..<WebhookEndpoint.secretBytes).map { _ in .random(in: 0...255, using: &random) }
    }
    /// Hosts that may be set as the Phonet domain in addition to Phonet's own. Each may have a port
    /// or be an IP address.
    package var extraPhonetHosts: [String] = []
    /// The client of Phonet's API.
    package var phonet = PhonetAccess.none
    /// Starts a reconciliation with Phonet's history.
    package var reconciliations = ReconcileTrigger.closed
    /// Called when an import is ready to run.
    package var importsBegan: @Sendable () -> Void = {}
    /// What browsers need to subscribe to pushes; nil: pushes are off.
    package var push: PushConfig?
    /// Whether the company is an invented one, which every page says.
    package var isDemo = false
    /// Whether webhooks from this machine are trusted like Phonet's.
    package var trustsLoopback = false
    /// The start of the program, for the metrics and the status page.
    package var startedAt: Instant
    /// Number of worker threads, for the metrics.
    package var workers = 0
    /// The version of the program.
    package var version = ""
    /// The monotonic clock, for durations.
    package var uptime: @Sendable () -> Duration = { .zero }
    /// Returns a new secret of at least 128 bits each time: letters and digits, which need no
    /// encoding in a cookie or a path.
    package var secret: @Sendable () -> String
    /// Logs an error; the text never holds a secret or a telephone number.
    package var report: @Sendable (String) -> Void = { _ in }

    /// The prefix of every path, as in nginx's configuration.
    package static let prefix = Route.prefix

    /// All other options have the defaults of their properties.
    package init(startedAt: Instant, secret: @escaping @Sendable () -> String) {
        self.startedAt = startedAt
        self.secret = secret
    }
}
