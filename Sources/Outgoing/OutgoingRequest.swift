import HTTPTypes

/// One request to another server, sent and answered while the caller waits.
///
/// Nothing is followed, kept or taken from the environment: no redirects, no cookies, no
/// connections, no proxies. Safe from any number of threads.
package struct OutgoingRequest: Sendable {
    /// Scheme (`https`, or `http` with `.thisMachine`), authority and path make the address; the
    /// fields are sent as they are.
    package var head: HTTPRequest
    /// Sent with every method but GET and HEAD.
    package var body: [UInt8]
    /// Checked against the address of every connection, after the name was resolved.
    package var reach: AddressPolicy
    /// What the answer may take.
    package var limits: Limits
    /// Whether `http` may leave this machine: for requests and answers that hold no secret, to a host
    /// the operator named.
    package var allowsPlainHTTP = false

    /// A request to the public internet, unless `reach` says otherwise.
    package init(
        head: HTTPRequest, body: [UInt8] = [], reach: AddressPolicy = .publicAddresses,
        limits: Limits = Limits()
    ) {
        self.head = head
        self.body = body
        self.reach = reach
        self.limits = limits
    }

    /// How long and how much.
    package struct Limits: Hashable, Sendable {
        /// From the start until the connection stands, name and encryption included.
        package var connect: Duration
        /// From the start until the last byte of the answer.
        package var total: Duration
        /// Bytes of the answer's body.
        package var body: Int

        /// What suits an API: 3 s, 10 s, 8 MiB.
        package init(
            connect: Duration = .seconds(3), total: Duration = .seconds(10), body: Int = 8 << 20
        ) {
            self.connect = connect
            self.total = total
            self.body = body
        }
    }

    /// Sends the request; returns within `limits.total`.
    package func send() -> Result<OutgoingResponse, OutgoingError> {
        do {
            var transfer = try Transfer(self)
            return .success(try transfer.run())
        } catch {
            return .failure(error)
        }
    }

    /// Sends the request and waits for the head and the first bytes of the body, or its end; the
    /// rest comes while it is read, under the request's limits.
    ///
    /// - Parameters:
    ///   - start: how long to wait here.
    ///   - silence: how long a later byte may keep a reader waiting.
    package func open(
        start: Duration = .seconds(10), silence: Duration = .seconds(10)
    ) -> Result<OutgoingStream, OutgoingError> {
        do {
            var flow = try Transfer(self).flow()
            let head = try flow.begin(within: start)
            return .success(OutgoingStream(head: head, flow: flow, silence: silence))
        } catch {
            return .failure(error)
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

    /// The address as text.
    func url() throws(OutgoingError) -> String {
        guard let scheme = head.scheme, let authority = head.authority, let path = head.path,
            scheme == "https" || scheme == "http",
            !authority.isEmpty, authority.utf8.allSatisfy(OutgoingRequest.mayStandInAuthority),
            path.utf8.first == UInt8(ascii: "/"),
            path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw .badAddress }
        guard scheme == "https" || reach == .thisMachine || allowsPlainHTTP else {
            throw .notEncrypted
        }
        return "\(scheme)://\(authority)\(path)"
    }

    /// Of names, addresses and ports; never an `@`, behind which another host would stand.
    private static func mayStandInAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-.:[]".utf8.contains(byte)
        }
    }
}
