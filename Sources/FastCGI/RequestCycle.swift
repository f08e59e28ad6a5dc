internal import CFastCGI
internal import Glibc
internal import HTTPTypes

/// One worker's use of libfcgi: reads a request from a connection and writes the answer.
///
/// This is the one file that knows the inside of `FCGX_Request`. Its header asks to leave the
/// fields below `envp` alone; presetting them is what lets the unmodified library serve a
/// connection it did not accept. Debian 12's version (2.4.2) is the one this was read in.
struct RequestCycle: ~Copyable {
    /// Streams inside point back at it, so it stays at one address for life.
    private let request: UnsafeMutablePointer<FCGX_Request>
    private var head: [UInt8] = []
    private let terms: (HTTPRequest) -> RequestTerms

    /// What became of the connection.
    enum Ending: Equatable {
        /// It waits for its next request.
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

    /// Serves one request of a readable connection. With `isLast` the connection is closed after
    /// the answer even if the web server would keep it. `mayWait` is called before the handler of
    /// a request that is not brief.
    mutating func serve(
        _ connection: Int32,
        isLast: () -> Bool,
        mayWait: () -> Void,
        handler: (FastCGIRequest) -> FastCGIResponse,
        report: (TransportError) -> Void
    ) -> Ending {
        guard ParamsCheck.areSound(connection) else {
            report(.badParameters)
            close(connection)
            return .closed
        }
        FCGX_InitRequest(request, -1, 0)
        request.pointee.ipcFd = connection
        // Without it the library closes the connection before reading from it.
        request.pointee.keepConnection = 1
        // Closing must not linger two seconds for the other end: everything was read.
        request.pointee.detached = 1
        guard FCGX_Accept_r(request) == 0 else {
            if hasBegun { report(.brokenRequest) }
            return .closed
        }
        // The library takes parameters that break off for parameters that end.
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

    /// The library forgets why it closed a connection; one the web server simply let go has not
    /// begun a request.
    private var hasBegun: Bool { request.pointee.isBeginProcessed != 0 }

    /// Closes without the record that says the answer is complete.
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
        // The record that ends the body must be read too, or it is taken for the next request.
        guard body.count == length, drain() else { return .incomplete }
        return .request(
            FastCGIRequest(head: parameters.head, body: body, peer: parameters.peer),
            isBrief: terms.isBrief)
    }

    /// Reads what is left of the body and forgets it: an answer sent into a connection that is
    /// still being written to would be lost. False if the body does not end properly.
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
                // The library counts in 32 bits.
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
