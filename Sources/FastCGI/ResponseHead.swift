internal import HTTPTypes

extension HTTPResponse {
    /// Writes status and fields in the form of CGI (RFC 3875 §6.3). No value contains a line end:
    /// `HTTPField` does not allow it.
    ///
    /// - Parameter contentLength: of the body; nil: unknown, no `Content-Length` is added.
    func append(to head: inout [UInt8], contentLength: Int?) {
        if status != .ok {
            head.append(contentsOf: "Status: ".utf8)
            head.append(contentsOf: String(status.code).utf8)
            head.append(UInt8(ascii: " "))
            head.append(contentsOf: status.reasonPhrase.utf8)
            head.append(contentsOf: "\r\n".utf8)
        }
        for field in headerFields {
            head.append(contentsOf: field.name.rawName.utf8)
            head.append(contentsOf: ": ".utf8)
            field.withUnsafeBytesOfValue { head.append(contentsOf: $0) }
            head.append(contentsOf: "\r\n".utf8)
        }
        if let contentLength, canHaveContent, headerFields[.contentLength] == nil {
            head.append(contentsOf: "Content-Length: ".utf8)
            head.append(contentsOf: String(contentLength).utf8)
            head.append(contentsOf: "\r\n".utf8)
        }
        head.append(contentsOf: "\r\n".utf8)
    }

    private var canHaveContent: Bool {
        status != .noContent && status != .notModified && status.kind != .informational
    }
}
