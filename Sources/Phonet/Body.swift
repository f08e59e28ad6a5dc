import CallRules
import JSONText
import WebForms

/// Detects the encoding of a body from its bytes; the header is only a hint (protocol 2.0).
enum Body {
    /// Reads the value of a body in any of the known encodings.
    static func read(
        _ payload: [UInt8], contentType: () -> String?
    ) throws(UnreadableReason) -> JSON {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var start = payload.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        while start < payload.count, JSON.isSpace(payload[start]) { start += 1 }
        guard start < payload.count else { throw .emptyBody }
        guard String(validating: payload, as: UTF8.self) != nil else {
            throw .notUTF8
        }
        if payload[start] == UInt8(ascii: "{") || payload[start] == UInt8(ascii: "[") {
            return try document(payload, from: start)
        }
        if let boundary = Multipart.boundary(header: contentType(), body: payload[start...]) {
            return try Form(multipart: payload[start...], boundary: boundary).value()
        }
        return try Form(urlencoded: payload[start...]).value()
    }

    /// A JSON body. A client that sends it under a form's header may add a `=` at its end.
    private static func document(
        _ payload: [UInt8], from start: Int
    ) throws(UnreadableReason) -> JSON {
        var end = payload.count
        while end > start, JSON.isSpace(payload[end - 1]) { end -= 1 }
        guard end > start, payload[end - 1] == UInt8(ascii: "=") else {
            return try json(payload, from: start)
        }
        return try json(Array(payload[start..<(end - 1)]))
    }

    /// A JSON text that is known to be UTF-8, read leniently.
    static func json(_ bytes: [UInt8], from start: Int = 0) throws(UnreadableReason) -> JSON {
        do {
            return try JSON.read(bytes, from: start, .lenient)
        } catch {
            if error.reason == .tooDeep { throw .tooDeep }
            throw error.offset < bytes.count
                ? .malformedJSON(offset: error.offset) : .jsonBrokenOff(offset: error.offset)
        }
    }
}
