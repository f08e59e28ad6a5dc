package import HTTPTypes

/// One complete request from the web server.
package struct FastCGIRequest: Sendable {
    /// Method, scheme, authority, path and header fields.
    ///
    /// `path` is `SCRIPT_NAME`, which the web server has decoded and normalised, with every character
    /// that RFC 3986 does not allow in a path percent-encoded again. So the first `?` starts the
    /// query (`QUERY_STRING`), if there is one. A repeated header field stays repeated.
    package let head: HTTPRequest
    /// The complete body, of `CONTENT_LENGTH` bytes; empty when it is streamed.
    package let body: [UInt8]
    /// The client's address as the web server saw it (`REMOTE_ADDR`); empty when it was not sent.
    package let peer: String

    /// A request for tests of handlers.
    package init(head: HTTPRequest, body: [UInt8] = [], peer: String = "") {
        self.head = head
        self.body = body
        self.peer = peer
    }
}
