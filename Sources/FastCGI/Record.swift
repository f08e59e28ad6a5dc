/// The types of records (FastCGI 1.0 §8).
enum RecordKind {
    static let begin: UInt8 = 1
    static let abort: UInt8 = 2
    static let end: UInt8 = 3
    static let parameters: UInt8 = 4
    static let input: UInt8 = 5
    static let output: UInt8 = 6
    static let values: UInt8 = 9
    static let valuesResult: UInt8 = 10
    static let unknown: UInt8 = 11
}

/// The eight bytes before the content of a record (FastCGI 1.0 §3.3).
struct RecordHeader {
    static let size = 8

    let kind: UInt8
    /// The request it belongs to; 0 for a management record.
    let request: UInt16
    /// Bytes of content, at most 65,535.
    let length: Int
    /// Bytes after the content without meaning, at most 255.
    let padding: Int

    /// Nil for another version of the protocol.
    ///
    /// - Parameter bytes: exactly eight.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.size, bytes[0] == 1 else { return nil }
        kind = bytes[1]
        request = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        length = Int(bytes[4]) << 8 | Int(bytes[5])
        padding = Int(bytes[6])
    }
}

/// Records that are written.
enum WrittenRecord {
    /// How a request ended (FastCGI 1.0 §5.5).
    enum Ending: UInt8 {
        case complete = 0
        case cannotMultiplex = 1
        case unknownRole = 3
    }

    /// - Parameter content: at most 65,535 bytes.
    static func bytes(_ kind: UInt8, _ request: UInt16, _ content: [UInt8]) -> [UInt8] {
        header(kind, request, content.count) + content
    }

    static func end(_ request: UInt16, _ ending: Ending) -> [UInt8] {
        bytes(RecordKind.end, request, [0, 0, 0, 0, ending.rawValue, 0, 0, 0])
    }

    static func header(_ kind: UInt8, _ request: UInt16, _ length: Int) -> [UInt8] {
        let length = UInt16(truncatingIfNeeded: length)
        return [
            1, kind, UInt8(request >> 8), UInt8(request & 255),
            UInt8(length >> 8), UInt8(length & 255), 0, 0,
        ]
    }
}
