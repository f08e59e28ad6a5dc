internal import CCurl
import CallRules
internal import Glibc
import HTTPClientTypes
import HTTPTypes

/// One request that libcurl sends.
struct Transfer: ~Copyable {
    private let request: OutgoingRequest
    private let arrival: Arrival
    private var handle: EasyHandle

    /// Prepares the request; sends nothing yet.
    init(_ request: OutgoingRequest) throws(TransportError) {
        self.request = request
        arrival = Arrival(maxBody: request.limits.body, addressPolicy: request.addressPolicy)
        handle = try EasyHandle()
    }

    /// Blocks until the answer is complete or the transfer fails.
    mutating func run() throws(TransportError) -> OutgoingResponse {
        try prepare()
        let code = withExtendedLifetime(arrival) { handle.perform() }
        let isEnough = request.bodyMayBeCut && arrival.isHeadComplete
        if !isEnough, let failure = arrival.failure(code) { throw failure }
        return OutgoingResponse(
            head: try arrival.head(status: handle.status), body: arrival.takeAway())
    }

    /// Turns the transfer into a streamed answer.
    consuming func flow() throws(TransportError) -> Flow {
        try prepare()
        return Flow(arrival: arrival, multi: try MultiHandle(running: handle))
    }

    private mutating func prepare() throws(TransportError) {
        try handle.set(CURLOPT_URL, try request.url())
        try restrict()
        try limit()
        try fill()
        try receive()
    }

    /// Switches off what curl would take from its defaults and the environment: redirects, proxies,
    /// reuse of connections, old TLS versions.
    private func restrict() throws(TransportError) {
        try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        try handle.set(CURLOPT_PROXY, "")
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try handle.set(CURLOPT_FORBID_REUSE, 1)
        try handle.set(CURLOPT_USERAGENT, "phonet-gateway")
    }

    private func limit() throws(TransportError) {
        let limits = request.limits
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, Transfer.milliseconds(limits.connect))
        try handle.set(CURLOPT_TIMEOUT_MS, Transfer.milliseconds(limits.total))
        // Otherwise nothing of a body that says to be too long arrives.
        if !request.bodyMayBeCut {
            try handle.set(CURLOPT_MAXFILESIZE_LARGE, size: max(limits.body, 0))
        }
        // Otherwise a time-out waits for a name server that does not answer (curl #2975).
        try handle.set(CURLOPT_QUICK_EXIT, 1)
    }

    private mutating func fill() throws(TransportError) {
        switch request.head.method {
        case .get: break
        case .head: try handle.set(CURLOPT_NOBODY, 1)
        case .post: try handle.set(body: request.body)
        case let method:
            if !request.body.isEmpty { try handle.set(body: request.body) }
            try handle.set(CURLOPT_CUSTOMREQUEST, method.rawValue)
        }
        // Otherwise curl sends `Expect: 100-continue` before a large body, and waits for the answer.
        try handle.append("Expect:")
        let fields = request.head.headerFields
        for field in fields where field.name != .cookie { try append(field) }
        // HTTPFields may have one field for each cookie; HTTP/1.1 has one for all (RFC 6265 §5.4).
        if let cookies = fields[.cookie] {
            try append(HTTPField(name: .cookie, value: cookies))
        }
    }

    private mutating func append(_ field: HTTPField) throws(TransportError) {
        let end = field.value.isEmpty ? ";" : ": \(field.value)"
        try handle.append(field.name.rawName + end)
    }

    private func receive() throws(TransportError) {
        // The transfer owns the arrival, so it outlives every callback.
        let context = UnsafeRawPointer(Unmanaged.passUnretained(arrival).toOpaque())
        try handle.set(CURLOPT_HEADERDATA, context)
        try handle.set(CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
            guard let bytes, let arrival = Transfer.arrival(context) else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: count)
            return arrival.takeLine(line) ? count : 0
        }
        try handle.set(CURLOPT_WRITEDATA, context)
        try handle.set(CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
            guard count > 0 else { return 0 }
            guard let bytes, let arrival = Transfer.arrival(context) else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: count)
            return arrival.takeBody(piece) ? count : 0
        }
        try handle.set(CURLOPT_OPENSOCKETDATA, context)
        try handle.set { context, _, address in
            guard let address, let arrival = Transfer.arrival(context),
                arrival.admits(Transfer.address(address))
            else { return CURL_SOCKET_BAD }
            let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return socket(address.pointee.family, kind, address.pointee.protocol)
        }
    }

    private static func arrival(_ context: UnsafeMutableRawPointer?) -> Arrival? {
        context.map { Unmanaged<Arrival>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func address(_ address: UnsafePointer<curl_sockaddr>) -> IPAddress? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            count = Int(phonet_gateway_curl_address(address, buffer.baseAddress))
        }
        return IPAddress(bytes: bytes)
    }

    /// 1 ms to 1 day; 0 would mean no limit.
    static func milliseconds(_ duration: Duration) -> Int {
        let most = Duration.seconds(86_400)
        return max(1, Int(min(duration, most) / .milliseconds(1)))
    }
}
