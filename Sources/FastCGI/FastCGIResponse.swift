package import HTTPTypes

/// What a handler answers.
package struct FastCGIResponse: Sendable {
    /// Status and header fields. Together they must fit the web server's `fastcgi_buffer_size`
    /// (16 KiB in our configuration), or the client gets 502.
    package var head: HTTPResponse
    package var body: Body

    /// The content of an answer.
    package enum Body: Sendable {
        /// Everything at once; `Content-Length` is added unless the head has one.
        case bytes([UInt8])
        /// Piece by piece, for what is too large to hold: the closure calls `write` as often as
        /// it likes, best with some kilobytes each time, and returns at the end. `write` throws
        /// when the web server went away. A closure that throws makes the answer visibly
        /// incomplete instead of short.
        case stream(@Sendable (_ write: ([UInt8]) throws -> Void) throws -> Void)
    }

    package init(head: HTTPResponse, body: Body) {
        self.head = head
        self.body = body
    }

    /// The same answer, which also tells of each piece of a stream that was written.
    func telling(_ progress: @escaping @Sendable () -> Void) -> FastCGIResponse {
        guard case .stream(let pieces) = body else { return self }
        let told = Body.stream { write in
            try pieces { piece in
                try write(piece)
                progress()
            }
        }
        return FastCGIResponse(head: head, body: told)
    }

    /// The answers the transport gives by itself, when there is no request to hand on.
    static func refusal(_ status: HTTPResponse.Status) -> FastCGIResponse {
        let text = """
            {"type":"about:blank","title":"\(status.reasonPhrase)","status":\(status.code)}

            """
        let head = HTTPResponse(
            status: status, headerFields: [.contentType: "application/problem+json"])
        return FastCGIResponse(head: head, body: .bytes(Array(text.utf8)))
    }
}
