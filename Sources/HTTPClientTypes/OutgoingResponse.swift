import HTTPTypes

/// A complete answer, whatever its status.
package struct OutgoingResponse: Hashable, Sendable {
    /// Status 100…999 and the fields. Lines that are no HTTP fields are left out;
    /// `headerFields[values: .setCookie]` has every cookie. A redirect is an answer like any other.
    package var head: HTTPResponse
    /// Complete, and within the request's limit.
    package var body: [UInt8]

    /// An answer as it came.
    package init(head: HTTPResponse, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }

    /// An answer with a status of 100…999.
    package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.init(
            head: HTTPResponse(
                status: HTTPResponse.Status(code: status), headerFields: fields),
            body: body)
    }
}
