import CallRules
import JSONText
import WebForms

/// Detects the encoding of a body from its bytes; the header is only a hint (protocol 2.0).
enum Body {
    /// Reads the value of a body in any of the known encodings.
    ///
    /// - Parameter repair: notes what had to be mended.
    static func read(
        _ payload: [UInt8], contentType: () -> String?, _ repair: inout TextRepair
    ) throws(UnreadableReason) -> JSON {
        if let compression = Compression(of: payload) { throw .compressed(compression) }
        var body = UTF16Body.utf8(payload) ?? payload
        let start = NestedJSON.start(body)
        let end = NestedJSON.end(body, from: start)
        if body[end...].contains(0) { body.removeSubrange(end...) }
        guard start < end else { throw .emptyBody }
        let isUTF8 = String(validating: body, as: UTF8.self) != nil
        switch body[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return isUTF8
                ? try document(body, from: start) : try document(repair.json(body[start...]))
        case UInt8(ascii: "\""):
            let text = isUTF8 ? Array(body[start...]) : repair.json(body[start...])
            if let value = try NestedJSON.value(in: String(decoding: text, as: UTF8.self)) {
                return try NestedJSON.opened(value)
            }
        default: break
        }
        if let boundary = Multipart.boundary(header: contentType(), body: body[start...]) {
            return try Form(multipart: body[start...], boundary: boundary, &repair).value()
        }
        // Bytes that are neither text nor a form's escapes.
        guard isUTF8 || !body[start...].contains(where: isControl) else { throw .notUTF8 }
        return try Form(urlencoded: body[start...], &repair).value()
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && !JSON.isSpace(byte) }

    /// A JSON body. A client that sends it under a form's header may add a `=` at its end.
    private static func document(
        _ payload: [UInt8], from start: Int = 0
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
        let value: JSON
        do {
            value = try JSON.read(bytes, from: start, .lenient)
        } catch {
            if error.reason == .tooDeep { throw .tooDeep }
            throw error.offset < bytes.count
                ? .malformedJSON(offset: error.offset) : .jsonBrokenOff(offset: error.offset)
        }
        return try NestedJSON.opened(value)
    }
}

extension Compression {
    /// The format that the first bytes announce; nil: none.
    fileprivate init?(of payload: [UInt8]) {
        if payload.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if payload.starts(with: [0x78, 0x9C]) || payload.starts(with: [0x78, 0xDA])
            || payload.starts(with: [0x78, 0x01])
        {
            self = .zlib
        } else if payload.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }
}

/// Bodies in UTF-16.
private enum UTF16Body {
    /// The body in UTF-8; nil: it has no byte order mark of UTF-16 and does not begin like JSON in
    /// UTF-16.
    static func utf8(_ body: [UInt8]) -> [UInt8]? {
        guard body.count >= 2 else { return nil }
        switch (body[0], body[1]) {
        case (0xFF, 0xFE): return utf8(body[2...], lowFirst: true)
        case (0xFE, 0xFF): return utf8(body[2...], lowFirst: false)
        case (UInt8(ascii: "{"), 0), (UInt8(ascii: "["), 0):
            return utf8(body[...], lowFirst: true)
        case (0, UInt8(ascii: "{")), (0, UInt8(ascii: "[")):
            return utf8(body[...], lowFirst: false)
        default: return nil
        }
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>, lowFirst: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(lowFirst ? second << 8 | first : first << 8 | second)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
