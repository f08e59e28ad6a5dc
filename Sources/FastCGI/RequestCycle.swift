internal import Glibc
internal import HTTPTypes

/// A request whose parameters were read.
struct BegunRequest: Sendable {
    let connection: Int32
    fileprivate let begin: RequestReader.Begin
    /// Nil: they make no HTTP request.
    fileprivate let parameters: Parameters?
    fileprivate let terms: RequestTerms?
    /// Its whole body; nil: its worker reads it.
    fileprivate(set) var body: [UInt8]?
    /// What has been read besides, when another worker is to go on.
    fileprivate(set) var arrival = Arrival()
    fileprivate(set) var unused: [UInt8] = []

    /// Most bytes of a body that is read before a worker is held.
    private static let collectedLimit = 64 << 10

    /// Whether its handler reads the body; false when it is refused without the handler.
    var isStreamed: Bool {
        guard let terms, let parameters else { return false }
        return terms.isStreamed && parameters.contentLength <= terms.bodyLimit
    }

    /// Whether its whole body is read before it is handled, as it arrives.
    var isCollected: Bool {
        !isStreamed && (parameters?.contentLength ?? 0) <= Self.collectedLimit
    }

    /// Whether its worker is soon free again; also when it is refused without the handler. Nobody knows how
    /// long a large body takes.
    var isBrief: Bool { isCollected && (terms?.isBrief ?? true) }

    /// Whether more than 1 MiB of body is held in memory.
    var isLarge: Bool { !isStreamed && (wantedLength ?? 0) > 1 << 20 }

    /// Bytes of the body that are wanted; nil: it is refused, and its body dropped.
    fileprivate var wantedLength: Int? {
        guard let parameters, let terms, parameters.contentLength <= terms.bodyLimit else {
            return nil
        }
        return parameters.contentLength
    }
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
        /// A part has arrived.
        case partial(PartialRequest)
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

    /// Reads what has arrived of the next request: its parameters, and its body unless that is large.
    ///
    /// - Parameters:
    ///   - isNew: false when the connection's last request was served by this cycle, with the ending
    ///     `goesOn`.
    ///   - partial: what has arrived of it before.
    mutating func begin(
        _ connection: Int32, isNew: Bool = true, partial: PartialRequest? = nil
    ) -> Beginning {
        if let partial {
            reader.start(with: partial.arrival, unused: partial.unused)
        } else if isNew {
            reader.start()
        }
        do {
            return try begun(connection, partial?.request)
        } catch {
            switch error {
            case .closed: break
            case .badParameters: report(.badParameters)
            case .broken: report(.brokenRequest)
            case .incompleteBody: report(.incompleteBody)
            }
            close(connection)
            return .none(.closed)
        }
    }

    private mutating func begun(
        _ connection: Int32, _ earlier: BegunRequest?
    ) throws(RequestReader.Failure) -> Beginning {
        let socket = SocketConnection(descriptor: connection, waits: false)
        var request: BegunRequest
        if let earlier {
            request = earlier
        } else {
            switch try reader.head(from: socket) {
            case .nothing: return .none(.kept)
            case .incomplete: return partial(nil)
            case .request(let begin, let parameters):
                request = BegunRequest(
                    connection: connection, begin: begin, parameters: parameters,
                    terms: parameters.map { terms($0.head) })
            }
        }
        guard request.isCollected else { return .request(request) }
        guard let body = try reader.body(request.wantedLength, from: socket) else {
            return partial(request)
        }
        request.body = body
        return .request(request)
    }

    private mutating func partial(_ request: BegunRequest?) -> Beginning {
        let (arrival, unused) = reader.setAside()
        return .partial(PartialRequest(arrival: arrival, unused: unused, request: request))
    }

    /// Closes a connection whose request took too long to arrive.
    func giveUp(_ connection: Int32, hasParameters: Bool) -> Ending {
        report(hasParameters ? .incompleteBody : .brokenRequest)
        close(connection)
        return .closed
    }

    /// The same request with all that has arrived of it, so that another worker can finish it.
    mutating func setAside(_ request: BegunRequest) -> BegunRequest {
        var request = request
        (request.arrival, request.unused) = reader.setAside()
        return request
    }

    /// Makes ready to finish a request that was set aside.
    mutating func resume(_ request: BegunRequest) {
        reader.start(with: request.arrival, unused: request.unused)
    }

    /// Reads the body of a request that has not come yet, and answers it. This cycle has begun or resumed the
    /// request.
    ///
    /// - Parameters:
    ///   - isLast: called after the handler; true closes the connection even if the web server would keep it.
    ///   - handler: answers the request.
    mutating func finish(
        _ request: BegunRequest, isLast: () -> Bool,
        handler: (FastCGIRequest) -> FastCGIResponse
    ) -> Ending {
        let socket = SocketConnection(descriptor: request.connection, waits: true)
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
        let socket = SocketConnection(descriptor: request.connection, waits: true)
        guard let parameters = request.parameters else {
            close(request.connection)
            return .closed
        }
        var left = parameters.contentLength
        var isOver = false
        func next(_ reader: inout RequestReader) throws(RequestReader.Failure) -> [UInt8]? {
            if isOver { return nil }
            guard let piece = try reader.piece(from: socket) else {
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
        let body: [UInt8]
        if let collected = request.body {
            body = collected
        } else {
            body = try self.body(request.wantedLength, socket)
        }
        guard let parameters = request.parameters, let terms = request.terms else {
            throw .refused(.badRequest, .badParameters)
        }
        guard parameters.contentLength <= terms.bodyLimit else {
            throw .refused(.contentTooLarge, .bodyTooLarge)
        }
        return FastCGIRequest(head: parameters.head, body: body, peer: parameters.peer)
    }

    private mutating func body(
        _ length: Int?, _ socket: SocketConnection
    ) throws(Unread) -> [UInt8] {
        do {
            if let body = try reader.body(length, from: socket) { return body }
        } catch {}
        throw .incomplete
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
