import WebForms

/// A file that was sent with a form.
struct UploadedFile: Sendable {
    /// The file name that the browser sent; empty when it sent none.
    let name: String
    let content: ArraySlice<UInt8>
}

extension Form {
    /// Reads a `multipart/form-data` body (RFC 7578).
    ///
    /// - Returns: the fields and the first file; `file` is nil when none was sent. Nil when the
    ///   body is incomplete or has more than `limit` parts.
    static func withFile(
        _ body: [UInt8], contentType: String
    ) -> (form: Form, file: UploadedFile?)? {
        guard let parts = Multipart.parts(body, contentType: contentType),
            parts.count <= Form.limit
        else { return nil }
        let file = parts.first { $0.fileName != nil }.map {
            UploadedFile(name: $0.fileName ?? "", content: $0.content)
        }
        let fields = parts.filter { $0.fileName == nil }
        return (
            Form(fields.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) }), file
        )
    }
}
