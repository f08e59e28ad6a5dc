import HTTPClientTypes
import HTTPTypes
import Synchronization

extension OutgoingRequest {
    /// Sends the request and blocks until the answer is complete, `limits.total` at most. Thread-safe.
    /// Follows no redirects; keeps no cookies and no connections; uses no proxy.
    package func send() -> Result<OutgoingResponse, TransportError> {
        do {
            var transfer = try Transfer(self)
            return .success(try transfer.run())
        } catch {
            return .failure(error)
        }
    }

    /// Sends the request and blocks until the body of the answer begins, or ends if it is empty;
    /// `limits.start` at most. The rest is transferred while the stream is read, within `limits.silence`
    /// for each piece and `limits.total` for all.
    package func open() -> Result<OutgoingStream, TransportError> {
        do {
            var flow = try Transfer(self).flow()
            let head = try flow.begin(within: limits.start)
            let body = StreamedBody(flow, silence: limits.silence)
            return .success(OutgoingStream(head: head) { body.next() })
        } catch {
            return .failure(error)
        }
    }

    /// The address as text.
    ///
    /// - Throws: `.badAddress` or `.notEncrypted`.
    func url() throws(TransportError) -> String {
        guard let scheme = head.scheme, let authority = head.authority, let path = head.path,
            scheme == "https" || scheme == "http",
            !authority.isEmpty, authority.utf8.allSatisfy(OutgoingRequest.isAllowedInAuthority),
            path.utf8.first == UInt8(ascii: "/"),
            path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw .badAddress }
        guard scheme == "https" || addressPolicy == .thisMachine || allowsPlainHTTP else {
            throw .notEncrypted
        }
        return "\(scheme)://\(authority)\(path)"
    }

    /// Characters of names, addresses and ports. Not `@`: curl would take what follows it as the host.
    private static func isAllowedInAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-.:[]".utf8.contains(byte)
        }
    }
}

/// The body of a streamed answer; its connection closes when it is released.
private final class StreamedBody: Sendable {
    private let flow: Mutex<Flow>
    private let silence: Duration

    init(_ flow: consuming sending Flow, silence: Duration) {
        self.flow = Mutex(flow)
        self.silence = silence
    }

    func next() -> Result<[UInt8]?, TransportError> {
        flow.withLock { $0.next(within: silence) }
    }
}
