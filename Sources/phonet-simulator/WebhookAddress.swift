import HTTPClientTypes
import HTTPTypes
import Outgoing
import SimulatedPhonet

/// The address under which a gateway receives Phonet's webhooks.
struct WebhookAddress: Sendable {
    /// The address as given, without a slash at the end.
    let text: String

    /// The gateway's answer to one webhook.
    struct Answer: Sendable {
        let status: Int
        /// Bytes that are not UTF-8 are replaced by U+FFFD.
        let body: String
    }

    /// - Returns: nil if `text` is not an absolute http or https address.
    init?(_ text: String) {
        let text = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard OutgoingRequest.head(.post, to: text) != nil else { return nil }
        self.text = text
    }

    /// Posts one webhook and blocks until the answer is complete, 10 s at most.
    ///
    /// - Throws: `TransportError` if there is no answer.
    func post(_ posted: Posted) throws(TransportError) -> Answer {
        guard var head = OutgoingRequest.head(.post, to: "\(text)/\(posted.endpoint.rawValue)")
        else { throw .badAddress }
        head.headerFields[.contentType] = "application/json"
        var request = OutgoingRequest(head: head, body: posted.body, addressPolicy: .anyAddress)
        request.allowsPlainHTTP = true
        let response = try request.send().get()
        return Answer(
            status: response.head.status.code, body: String(decoding: response.body, as: UTF8.self))
    }
}
