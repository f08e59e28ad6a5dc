import CallRules
import HTTPTypes

/// A message on its way to a push service: one POST, complete (RFC 8030 §5). Redirects are not to
/// be followed.
package struct PushRequest: Sendable {
    /// Scheme, authority and path are the endpoint's.
    package let head: HTTPRequest
    /// At most 4096 bytes.
    package let body: [UInt8]

    /// - Parameter ephemeral: drawn for this request; sent once more, the same message needs another.
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

/// Says which service is asked, never for which browser or with which token.
extension PushRequest: CustomStringConvertible {
    package var description: String {
        "POST \(head.scheme ?? "")://\(head.authority ?? "")"
    }
}
