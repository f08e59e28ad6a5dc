/// Sends a request and waits for its answer. Follows no redirects, keeps the request's limits and
/// the server's reach, and is called from several threads at once.
package typealias PhonetTransport =
    @Sendable (PhonetRequest) -> Result<PhonetResponse, ConnectionError>
