package import HTTPTypes

/// The response of a handler.
package struct FastCGIResponse: Sendable {
    /// Status and header fields. When together they exceed the web server's `fastcgi_buffer_size`
    /// (16 KiB in the configuration shipped), the client gets 502.
    package var head: HTTPResponse
    package var body: Body

    /// The content of a response.
    package enum Body: Sendable {
        /// The whole body. `Content-Length` is added unless the head has one.
        case bytes([UInt8])
        /// A body too large for memory. The closure calls `write` for each piece, best with some
        /// kilobytes, and returns after the last piece. `write` throws when the web server has
        /// closed the connection. When the closure throws, the connection is closed without the end
        /// record, so that the client sees an incomplete response instead of a short one.
        case stream(@Sendable (_ write: ([UInt8]) throws -> Void) throws -> Void)
    }

    package init(head: HTTPResponse, body: Body) {
        self.head = head
        self.body = body
    }

    /// The same response; `progress` is called after each piece of a stream is written.
    func reporting(_ progress: @escaping @Sendable () -> Void) -> FastCGIResponse {
        guard case .stream(let pieces) = body else { return self }
        let told = Body.stream { write in
            try pieces { piece in
                try write(piece)
                progress()
            }
        }
        return FastCGIResponse(head: head, body: told)
    }

    /// The response when no handler is called: a problem document (RFC 9457).
    static func refusal(_ status: HTTPResponse.Status) -> FastCGIResponse {
        let text = """
            {"type":"about:blank","title":"\(status.reasonPhrase)","status":\(status.code)}

            """
        let head = HTTPResponse(
            status: status, headerFields: [.contentType: "application/problem+json"])
        return FastCGIResponse(head: head, body: .bytes(Array(text.utf8)))
    }
}
