import FastCGI
import HTTPTypes
import Web

extension FastCGIServer {
    /// Creates a server that passes every request to the gateway.
    ///
    /// - Parameter report: receives errors of the transport, for the log.
    convenience init(
        listener: ListenAddress, workers: Int, gateway: Gateway,
        report: @escaping @Sendable (TransportError) -> Void
    ) throws(ListenError) {
        try self.init(
            listener: listener, workers: workers,
            terms: {
                let (bodyLimit, isBrief, isStreamed) = gateway.terms($0)
                return RequestTerms(
                    bodyLimit: bodyLimit, isBrief: isBrief, isStreamed: isStreamed)
            },
            handler: { request in
                let (head, body) = gateway.answer(
                    request.head, body: request.body, peer: request.peer)
                return FastCGIResponse(head: head, body: FastCGIResponse.Body(body))
            },
            streamHandler: { request, next in
                let (head, body) = gateway.answer(request.head, peer: request.peer, next: next)
                return FastCGIResponse(head: head, body: FastCGIResponse.Body(body))
            },
            report: report)
    }
}

extension FastCGIResponse.Body {
    fileprivate init(_ body: AnswerBody) {
        self =
            switch body {
            case .bytes(let bytes): .bytes(bytes)
            case .pieces(let pieces): .stream(pieces)
            }
    }
}
