internal import HTTPTypes

/// The parameters of a request as HTTP types (RFC 3875 §4.1).
struct Parameters: Sendable {
    let head: HTTPRequest
    let contentLength: Int
    let peer: String

    /// Most header fields of a request. `HTTPFields` stops the process at 65,535.
    private static let fieldLimit = 256

    /// Reads name-value pairs up to the end or to one that is cut off. Fields that HTTP does not allow
    /// are left out. Nil without a method or a path, with an unreadable `CONTENT_LENGTH`, and with more
    /// than 256 header fields.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var pairs = NameValuePairs()
        var method: HTTPRequest.Method?
        var scheme = "http"
        var authority: String?
        var serverName: String?
        var path: String?
        var query = ""
        var length: Int? = 0
        var peer = ""
        var fields = HTTPFields()
        while case .pair(let name, let value) = pairs.next(in: bytes) {
            let parameter = Parameter(
                name: UnsafeRawBufferPointer(rebasing: bytes[name]),
                value: UnsafeRawBufferPointer(rebasing: bytes[value]))
            if parameter.isField {
                guard fields.count < Self.fieldLimit else { return nil }
                if parameter.named("HTTP_HOST") {
                    authority = parameter.text
                } else if let field = parameter.field {
                    fields.append(field)
                }
            } else if parameter.named("REQUEST_METHOD") {
                method = parameter.method
            } else if parameter.named("SCRIPT_NAME") {
                path = parameter.path
            } else if parameter.named("QUERY_STRING") {
                query = parameter.text
            } else if parameter.named("CONTENT_LENGTH") {
                length = parameter.length
            } else if parameter.named("CONTENT_TYPE") {
                if let field = parameter.contentType { fields.append(field) }
            } else if parameter.named("REMOTE_ADDR") {
                peer = parameter.text
            } else if parameter.named("REQUEST_SCHEME") {
                scheme = parameter.text
            } else if parameter.named("SERVER_NAME") {
                serverName = parameter.text
            }
        }
        guard let method, let path, let length else { return nil }
        head = HTTPRequest(
            method: method, scheme: scheme, authority: authority ?? serverName,
            path: query.isEmpty ? path : path + "?" + query, headerFields: fields)
        contentLength = length
        self.peer = peer
    }
}
