import HTTPTypes

/// One HTTP request to another server. A transport sends it as it is: it follows no redirects and
/// takes nothing from the environment, from earlier answers or from other requests.
package struct OutgoingRequest: Sendable {
    /// Scheme (`https`; `http` only to this machine or with `allowsPlainHTTP`), authority and path
    /// are the address. The fields are sent as they are.
    package var head: HTTPRequest
    /// Sent with every method but GET and HEAD.
    package var body: [UInt8]
    /// Checked against the address of every connection, after the name was resolved.
    package var addressPolicy: AddressPolicy
    /// How much time and memory the answer may take.
    package var limits: Limits
    /// Whether `http` may leave this machine: for requests and answers that hold no secret, to a host
    /// the operator named.
    package var allowsPlainHTTP = false
    /// Whether the head alone is an answer: of a body that is too long, too slow or breaks off, what
    /// arrived is kept. For requests whose status says everything.
    package var bodyMayBeCut = false
    /// How a log names the request, if its path is secret; nil: by method and path.
    package var logName: String?

    /// A request to the public internet, unless `addressPolicy` says otherwise.
    package init(
        head: HTTPRequest, body: [UInt8] = [], addressPolicy: AddressPolicy = .publicAddresses,
        limits: Limits = Limits()
    ) {
        self.head = head
        self.body = body
        self.addressPolicy = addressPolicy
        self.limits = limits
    }

    /// What one answer may take.
    package struct Limits: Hashable, Sendable {
        /// From the start until the connection is made, name resolution and TLS included.
        package var connect: Duration
        /// Of a streamed answer: from the start until the first byte of the body.
        package var start: Duration
        /// Of a streamed answer: between two pieces of the body.
        package var silence: Duration
        /// From the start until the last byte of the answer.
        package var total: Duration
        /// Bytes of the answer's body.
        package var body: Int

        /// The defaults suit an API: 3 s to connect, 10 s for the rest, 8 MiB.
        package init(
            connect: Duration = .seconds(3), start: Duration = .seconds(10),
            silence: Duration = .seconds(10), total: Duration = .seconds(10), body: Int = 8 << 20
        ) {
            self.connect = connect
            self.start = start
            self.silence = silence
            self.total = total
            self.body = body
        }
    }
}

extension OutgoingRequest {
    /// The head of a request to an address, without fields.
    ///
    /// - Parameter address: `https://crm.example/path?query`; a fragment is left out.
    /// - Returns: nil for another scheme than http and https, or without a host.
    package static func head(_ method: HTTPRequest.Method, to address: String) -> HTTPRequest? {
        guard let mark = address.firstRange(of: "://") else { return nil }
        let scheme = address[..<mark.lowerBound].lowercased()
        let rest = address[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard ["http", "https"].contains(scheme), !authority.isEmpty else { return nil }
        let path = rest.dropFirst(authority.count)
        return HTTPRequest(
            method: method, scheme: scheme, authority: String(authority),
            path: path.hasPrefix("/") ? String(path) : "/\(path)")
    }
}

/// For a log: `GET /rest/users`, or `GET` and `logName`. Never fields, body or host.
extension OutgoingRequest: CustomStringConvertible {
    /// Method and path, or `logName` in place of the path; for the log.
    package var description: String { "\(head.method.rawValue) \(logName ?? head.path ?? "/")" }
}
