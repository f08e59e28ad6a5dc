package import HTTPTypes

/// One complete request, as the web server passed it on.
package struct FastCGIRequest: Sendable {
    /// Method, scheme, authority, path and header fields.
    ///
    /// `path` is the path the web server decided on (`SCRIPT_NAME`: decoded and normalised), with
    /// everything that is not plain in a path percent-encoded again, so that the first `?` is
    /// always the one before the query; then `?` and `QUERY_STRING`, if there is a query.
    /// Header fields sent more than once stay more than one field.
    package let head: HTTPRequest
    /// The body, complete: as many bytes as `CONTENT_LENGTH` promised.
    package let body: [UInt8]
    /// The address the web server saw the client at (`REMOTE_ADDR`); empty if it said nothing.
    package let peer: String

    /// A request made by hand, for tests of handlers.
    package init(head: HTTPRequest, body: [UInt8] = [], peer: String = "") {
        self.head = head
        self.body = body
        self.peer = peer
    }
}
