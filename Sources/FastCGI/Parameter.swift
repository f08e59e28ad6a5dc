internal import HTTPTypes

/// One parameter in the reader's memory.
struct Parameter {
    private let name: UnsafeBufferPointer<UInt8>
    private let value: UnsafeBufferPointer<UInt8>

    init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        self.name = name.assumingMemoryBound(to: UInt8.self)
        self.value = value.assumingMemoryBound(to: UInt8.self)
    }

    func named(_ wanted: StaticString) -> Bool {
        name.count == wanted.utf8CodeUnitCount
            && wanted.withUTF8Buffer { $0.elementsEqual(name) }
    }

    /// Whether it is a header field (`HTTP_…`).
    var isField: Bool {
        "HTTP_".utf8.elementsEqual(name.prefix(5))
    }

    /// The value as text; bytes that are not UTF-8 become U+FFFD.
    var text: String {
        String(decoding: value, as: UTF8.self)
    }

    var method: HTTPRequest.Method? {
        switch text {
        case "POST": .post
        case "GET": .get
        case let other: HTTPRequest.Method(other)
        }
    }

    /// The value as a number of bytes. The empty value, which nginx sends when there is no body, is 0.
    /// Nil for anything but digits, and beyond 2,147,483,647.
    var length: Int? {
        guard !value.isEmpty else { return 0 }
        guard value.count <= 10, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let length = value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return length <= Int(Int32.max) ? length : nil
    }

    var contentType: HTTPField? {
        guard !value.isEmpty, HTTPField.isValidValue(value) else { return nil }
        return HTTPField(name: .contentType, value: text)
    }

    /// Header fields that are ignored. `Proxy` is an attack (CVE-2016-5385). `Transfer-Encoding` no longer
    /// applies, because the web server has decoded the body. The other two repeat `CONTENT_TYPE` and
    /// `CONTENT_LENGTH`.
    private static let ignored: Set = [
        "proxy", "transfer-encoding", "content-type", "content-length",
    ]

    /// The header field: `HTTP_ACCEPT_LANGUAGE` becomes `accept-language`. Nil for names and values
    /// that HTTP does not allow, and for ignored fields.
    var field: HTTPField? {
        let lowered = String(unsafeUninitializedCapacity: name.count) { place in
            var count = 0
            for byte in name.dropFirst(5) {
                place[count] =
                    switch byte {
                    case UInt8(ascii: "_"): UInt8(ascii: "-")
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
                    default: byte
                    }
                count += 1
            }
            return count
        }
        guard !Self.ignored.contains(lowered), let fieldName = HTTPField.Name(lowered),
            HTTPField.isValidValue(value)
        else { return nil }
        // Bytes that are not UTF-8 are kept unchanged.
        guard let text = String(validating: value, as: UTF8.self) else {
            return HTTPField(name: fieldName, value: value)
        }
        return HTTPField(name: fieldName, value: text)
    }

    /// The value as the path of a URI, percent-encoded, because nginx sends it decoded. Nil unless
    /// it starts with a slash.
    var path: String? {
        guard value.first == UInt8(ascii: "/") else { return nil }
        if value.allSatisfy(Self.isPlainInPath) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count * 3)
        for byte in value {
            if Self.isPlainInPath(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The characters of `pchar` and the slash (RFC 3986 §3.3).
    private static func isPlainInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
            UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
            UInt8(ascii: ":"), UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
