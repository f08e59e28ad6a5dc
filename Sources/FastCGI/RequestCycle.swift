internal import CFastCGI
internal import Glibc
internal import HTTPTypes

/// Reads one request from a connection with libfcgi and writes the response. Each worker has one.
///
/// No other file uses the inner fields of `FCGX_Request` (`ipcFd`, `keepConnection`, `detached`,
/// `isBeginProcessed`). The library's header asks programs to leave the fields below `envp` alone.
/// Presetting them makes the unmodified library serve a connection that it did not accept. Checked
/// with the source of libfcgi 2.4.2-2+deb12u1 (Debian 12).
struct RequestCycle: ~Copyable {
    /// Its address must not change, because the library's streams hold pointers to it.
    private let request: UnsafeMutablePointer<FCGX_Request>
    private var head: [UInt8] = []
    private let terms: (HTTPRequest) -> RequestTerms

    /// What happened to the connection.
    enum Ending: Equatable {
        /// It is open for the next request.
        case kept
        case closed
    }

    init(terms: @escaping (HTTPRequest) -> RequestTerms) {
        self.terms = terms
        request = .allocate(capacity: 1)
        FCGX_InitRequest(request, -1, 0)
        head.reserveCapacity(1024)
    }

    deinit {
        request.deallocate()
    }

    /// Serves one request of a readable connection.
    ///
    /// - Parameters:
    ///   - isLast: called after the response is written; true closes the connection even if the web
    ///     server would keep it.
    ///   - mayWait: called before the handler of a request that is not brief.
    ///   - handler: answers the request.
    ///   - report: receives the error when there is no complete response.
    mutating func serve(
        _ connection: Int32,
        isLast: () -> Bool,
        mayWait: () -> Void,
        handler: (FastCGIRequest) -> FastCGIResponse,
        report: (TransportError) -> Void
    ) -> Ending {
        guard ParamsCheck.areValid(connection) else {
            report(.badParameters)
            close(connection)
            return .closed
        }
        FCGX_InitRequest(request, -1, 0)
        request.pointee.ipcFd = connection
        // `FCGX_Accept_r` first finishes the previous request; with `keepConnection` 0 it would close the
        // connection.
        request.pointee.keepConnection = 1
        // With `detached` the library closes at once. Otherwise it waits up to two seconds for the
        // other end; everything has been read here.
        request.pointee.detached = 1
        guard FCGX_Accept_r(request) == 0 else {
            if hasBegun { report(.brokenRequest) }
            return .closed
        }
        // `FCGX_Accept_r` also succeeds when the parameters are cut off.
        guard FCGX_GetError(request.pointee.in) == 0 else {
            report(.brokenRequest)
            return abandon()
        }
        let answer: FastCGIResponse
        switch read() {
        case .request(let request, let isBrief):
            if !isBrief { mayWait() }
            answer = handler(request)
        case .incomplete:
            report(.incompleteBody)
            return abandon()
        case .refused(let status, let failure):
            report(failure)
            answer = .refusal(status)
        }
        do {
            try write(answer)
        } catch {
            report(error)
            return abandon()
        }
        if isLast() { request.pointee.keepConnection = 0 }
        let isKept = request.pointee.keepConnection != 0
        FCGX_Finish_r(request)
        if request.pointee.ipcFd >= 0 { return .kept }
        if isKept { report(.answerUndelivered) }
        return .closed
    }

    /// Whether the BEGIN_REQUEST record was read. The library does not say why it closed a
    /// connection: without that record, the web server closed an idle connection.
    private var hasBegun: Bool { request.pointee.isBeginProcessed != 0 }

    /// Closes the connection without the END_REQUEST record that marks a complete response.
    private func abandon() -> Ending {
        FCGX_Free(request, 1)
        return .closed
    }
}

// MARK: - Reading

extension RequestCycle {
    private enum Reading {
        case request(FastCGIRequest, isBrief: Bool)
        case incomplete
        case refused(HTTPResponse.Status, TransportError)
    }

    private func read() -> Reading {
        guard let parameters = Parameters(request.pointee.envp) else {
            return drain() ? .refused(.badRequest, .badParameters) : .incomplete
        }
        let length = parameters.contentLength
        let terms = terms(parameters.head)
        guard length <= min(terms.bodyLimit, Int(Int32.max)) else {
            return drain() ? .refused(.contentTooLarge, .bodyTooLarge) : .incomplete
        }
        var body: [UInt8] = []
        if length > 0 {
            body = [UInt8](unsafeUninitializedCapacity: length) { place, count in
                count = Int(FCGX_GetStr(place.baseAddress, Int32(length), request.pointee.in))
            }
        }
        // The empty STDIN record that ends the body must be read too; otherwise it would be read as
        // part of the next request.
        guard body.count == length, drain() else { return .incomplete }
        return .request(
            FastCGIRequest(head: parameters.head, body: body, peer: parameters.peer),
            isBrief: terms.isBrief)
    }

    /// Reads the rest of the body and drops it. A response sent while the web server still writes
    /// the body would be lost.
    ///
    /// - Returns: false when the body does not end properly.
    private func drain() -> Bool {
        let input = request.pointee.in
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { place in
            let start = place.baseAddress?.assumingMemoryBound(to: CChar.self)
            while FCGX_GetStr(start, Int32(place.count), input) > 0 {}
        }
        return FCGX_GetError(input) == 0
    }
}

// MARK: - Writing

extension RequestCycle {
    private mutating func write(_ answer: FastCGIResponse) throws(TransportError) {
        let output = request.pointee.out
        head.removeAll(keepingCapacity: true)
        switch answer.body {
        case .bytes(let body):
            answer.head.append(to: &head, contentLength: body.count)
            try put(head, output)
            try put(body, output)
        case .stream(let pieces):
            answer.head.append(to: &head, contentLength: nil)
            try put(head, output)
            do {
                try pieces { piece in
                    try put(piece, output)
                    guard FCGX_FFlush(output) == 0 else {
                        throw TransportError.answerUndelivered
                    }
                }
            } catch let failure as TransportError {
                throw failure
            } catch {
                throw .streamFailed(String(describing: error))
            }
        }
    }

    private func put(
        _ bytes: [UInt8], _ output: UnsafeMutablePointer<FCGX_Stream>?
    ) throws(TransportError) {
        let isWritten = bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                // `FCGX_PutStr` takes the length as a 32-bit `int`.
                let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
                let start = part.baseAddress?.assumingMemoryBound(to: CChar.self)
                if FCGX_PutStr(start, Int32(part.count), output) < 0 { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
            }
            return true
        }
        guard isWritten else { throw .answerUndelivered }
    }
}
