internal import Glibc
internal import HTTPTypes

/// A request whose parameters were read and whose body was not.
struct BegunRequest: Sendable {
    let connection: Int32
    fileprivate let begin: RequestReader.Begin
    /// Nil: they make no HTTP request.
    fileprivate let parameters: Parameters?
    fileprivate let terms: RequestTerms?
    /// What has arrived of the body, when another worker is to go on.
    fileprivate(set) var unused: [UInt8] = []

    /// Whether its handler reads the body; false when it is refused without the handler.
    var isStreamed: Bool {
        guard let terms, let parameters else { return false }
        return terms.isStreamed && parameters.contentLength <= terms.bodyLimit
    }

    /// Whether its worker is soon free again; also when it is refused without the handler.
    var isBrief: Bool { terms?.isBrief ?? true }
}

/// Reads one request after another from connections and writes the responses. Each worker has one.
struct RequestCycle: ~Copyable {
    private var reader: RequestReader
    private var writer = ResponseWriter()
    private let terms: (HTTPRequest) -> RequestTerms
    private let report: (TransportError) -> Void

    /// What happened to the connection.
    enum Ending: Equatable {
        /// It is open for the next request, of which nothing has arrived.
        case kept
        /// It is open, and records of the next request have arrived.
        case goesOn
        case closed
    }

    enum Beginning {
        case request(BegunRequest)
        case none(Ending)
    }

    /// - Parameters:
    ///   - patience: seconds for the parameters of a request.
    ///   - report: receives the error when there is no complete response.
    init(
        terms: @escaping (HTTPRequest) -> RequestTerms, patience: Int,
        report: @escaping (TransportError) -> Void
    ) {
        self.terms = terms
        self.report = report
        reader = RequestReader(patience: .seconds(patience))
    }

    /// Reads the parameters of the next request.
    ///
    /// - Parameter isNew: false when the connection's last request was served by this cycle, with the
    ///   ending `goesOn`.
    mutating func begin(_ connection: Int32, isNew: Bool = true) -> Beginning {
        if isNew { reader.start() }
        do {
            let head = try reader.head(from: SocketConnection(descriptor: connection))
            guard case .request(let begin, let parameters) = head else { return .none(.kept) }
            return .request(
                BegunRequest(
                    connection: connection, begin: begin, parameters: parameters,
                    terms: parameters.map { terms($0.head) }))
        } catch {
            switch error {
            case .closed: break
            case .badParameters: report(.badParameters)
            case .broken, .incompleteBody: report(.brokenRequest)
            }
            close(connection)
            return .none(.closed)
        }
    }

    /// The same request with all that has arrived of it, so that another worker can finish it.
    mutating func setAside(_ request: BegunRequest) -> BegunRequest {
        var request = request
        request.unused = reader.setAside()
        return request
    }

    /// Makes ready to finish a request that was set aside.
    mutating func resume(_ request: BegunRequest) {
        reader.start(with: request.unused)
    }

    /// Reads the body of a request, which this cycle has begun or resumed, and answers it.
    ///
    /// - Parameters:
    ///   - isLast: called after the handler; true closes the connection even if the web server would keep it.
    ///   - handler: answers the request.
    mutating func finish(
        _ request: BegunRequest, isLast: () -> Bool,
        handler: (FastCGIRequest) -> FastCGIResponse
    ) -> Ending {
        let socket = SocketConnection(descriptor: request.connection)
        do {
            let answer = handler(try read(request, socket))
            return respond(answer, to: request, socket, isLast: isLast)
        } catch {
            switch error {
            case .refused(let status, let failure):
                report(failure)
                return respond(.refusal(status), to: request, socket, isLast: isLast)
            case .incomplete:
                report(.incompleteBody)
                close(request.connection)
                return .closed
            }
        }
    }

    /// Has the handler read the body of a request and answers it.
    ///
    /// - Parameters:
    ///   - isLast: as in `finish`.
    ///   - handler: answers the request; its second argument reads the next piece of the body, nil at its
    ///     end.
    mutating func stream(
        _ request: BegunRequest, isLast: () -> Bool,
        handler: (FastCGIRequest, () throws -> [UInt8]?) -> FastCGIResponse
    ) -> Ending {
        let socket = SocketConnection(descriptor: request.connection)
        guard let parameters = request.parameters else {
            close(request.connection)
            return .closed
        }
        var left = parameters.contentLength
        var isOver = false
        func next(_ reader: inout RequestReader) throws(RequestReader.Failure) -> [UInt8]? {
            if isOver { return nil }
            guard let piece = try reader.piece(of: request.begin, from: socket) else {
                isOver = true
                if left > 0 { throw .incompleteBody }
                return nil
            }
            left -= piece.count
            guard left >= 0 else { throw .incompleteBody }
            return piece
        }
        let answer = handler(
            FastCGIRequest(head: parameters.head, peer: parameters.peer)
        ) { try next(&reader) }
        do {
            // A response that is sent while the web server still writes the body would be lost.
            while try next(&reader) != nil {}
            guard left == 0 else { throw RequestReader.Failure.incompleteBody }
        } catch {
            report(.incompleteBody)
            close(request.connection)
            return .closed
        }
        return respond(answer, to: request, socket, isLast: isLast)
    }

    private enum Unread: Error {
        case incomplete
        case refused(HTTPResponse.Status, TransportError)
    }

    /// A refusal comes after the whole body: a response sent while the web server still writes the body
    /// would be lost.
    private mutating func read(
        _ request: BegunRequest, _ socket: SocketConnection
    ) throws(Unread) -> FastCGIRequest {
        guard let parameters = request.parameters, let terms = request.terms else {
            _ = try body(nil, request, socket)
            throw .refused(.badRequest, .badParameters)
        }
        guard parameters.contentLength <= terms.bodyLimit else {
            _ = try body(nil, request, socket)
            throw .refused(.contentTooLarge, .bodyTooLarge)
        }
        return FastCGIRequest(
            head: parameters.head, body: try body(parameters.contentLength, request, socket),
            peer: parameters.peer)
    }

    private mutating func body(
        _ length: Int?, _ request: BegunRequest, _ socket: SocketConnection
    ) throws(Unread) -> [UInt8] {
        do {
            return try reader.body(length, of: request.begin, from: socket)
        } catch {
            throw .incomplete
        }
    }

    private mutating func respond(
        _ answer: FastCGIResponse, to request: BegunRequest, _ socket: SocketConnection,
        isLast: () -> Bool
    ) -> Ending {
        do {
            try writer.write(answer, of: request.begin.id, to: socket)
        } catch {
            report(error)
            close(request.connection)
            return .closed
        }
        guard request.begin.keepsConnection, !isLast() else {
            close(request.connection)
            return .closed
        }
        return reader.hasMore ? .goesOn : .kept
    }
}
