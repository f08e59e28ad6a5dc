import CallRules

/// Sends a request and waits for its answer. Follows no redirects, and obeys the limits of the
/// request and the address policy of the server. Called from several threads at once.
package typealias PhonetTransport =
    @Sendable (PhonetRequest) -> Result<PhonetResponse, ConnectionError>
