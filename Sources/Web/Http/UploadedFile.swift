import WebForms

/// A file that came with a form.
struct UploadedFile: Sendable {
    /// As the visitor's machine calls it.
    let name: String
    let content: ArraySlice<UInt8>
}

extension Form {
    /// What a form with a file sent (RFC 7578).
    ///
    /// - Returns: nil for what no form of ours sends.
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
