import JSONText
import WebForms

/// Which encoding the bytes of a body are in; the header is only a hint (protocol 2.0).
enum Body {
    /// The body's value, whatever its encoding.
    static func read(
        _ payload: [UInt8], contentType: () -> String?
    ) throws(Unreadable) -> JSON {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var start = payload.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        while start < payload.count, JSON.isSpace(payload[start]) { start += 1 }
        guard start < payload.count else { throw Unreadable(reason: "the body is empty") }
        guard String(validating: payload, as: UTF8.self) != nil else {
            throw Unreadable(reason: "the body is not valid UTF-8")
        }
        if payload[start] == UInt8(ascii: "{") || payload[start] == UInt8(ascii: "[") {
            return try document(payload, from: start)
        }
        if let boundary = Multipart.boundary(header: contentType(), body: payload[start...]) {
            return try Form(multipart: payload[start...], boundary: boundary).value()
        }
        return try Form(urlencoded: payload[start...]).value()
    }

    /// JSON; sent under a form's header it may end in the `=` of a field without value.
    private static func document(
        _ payload: [UInt8], from start: Int
    ) throws(Unreadable) -> JSON {
        var end = payload.count
        while end > start, JSON.isSpace(payload[end - 1]) { end -= 1 }
        guard end > start, payload[end - 1] == UInt8(ascii: "=") else {
            return try json(payload, from: start)
        }
        return try json(Array(payload[start..<(end - 1)]))
    }

    /// A JSON text that is known to be UTF-8, read leniently.
    static func json(_ bytes: [UInt8], from start: Int = 0) throws(Unreadable) -> JSON {
        do {
            return try JSON.read(bytes, from: start, .lenient)
        } catch {
            if error.reason == .tooDeep { throw .tooDeep }
            throw Unreadable(
                reason: error.offset < bytes.count
                    ? "malformed JSON at byte \(error.offset)"
                    : "the JSON breaks off at byte \(error.offset)")
        }
    }
}
