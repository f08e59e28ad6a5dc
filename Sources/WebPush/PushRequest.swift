import CallRules
import HTTPTypes

/// The POST request that sends one message to a push service (RFC 8030 §5). Redirects must not be
/// followed.
package struct PushRequest: Sendable {
    /// Method, address and header fields; scheme, authority and path are those of the endpoint.
    package let head: HTTPRequest
    /// The encrypted message, at most 4096 bytes.
    package let body: [UInt8]

    /// - Parameter ephemeral: used for this request only; a retry needs new values.
    package init(
        _ message: PushMessage, to subscription: PushSubscription, ephemeral: consuming Ephemeral,
        tokens: VAPIDTokens, at now: Instant
    ) throws(PushError) {
        body = try message.encrypted(for: subscription, ephemeral, padding: message.padding)
        let endpoint = subscription.endpoint
        var fields: HTTPFields = [
            .contentType: "application/octet-stream", .contentEncoding: "aes128gcm",
        ]
        fields[.authorization] = try tokens.authorization(for: endpoint, at: now)
        let envelope = message.envelope
        for (name, value) in [
            ("TTL", String(envelope.ttl)), ("Urgency", envelope.urgency.rawValue),
            ("Topic", envelope.topic?.text),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        head = HTTPRequest(
            method: .post, scheme: endpoint.scheme.rawValue, authority: endpoint.authority,
            path: endpoint.path, headerFields: fields)
    }
}

/// The description names the push service, not the browser or the token.
extension PushRequest: CustomStringConvertible {
    /// For the log; without the endpoint's path.
    package var description: String {
        "POST \(head.scheme ?? "")://\(head.authority ?? "")"
    }
}
