import CallRules
import HTTPClientTypes
import HTTPTypes
import Synchronization

/// The stream of a recording (protocol 3.8). Releasing the object closes the connection.
package final class PhonetRecording: Sendable {
    /// 200: the whole file; 206: the requested range; 416: there is no such range, and no audio.
    package let status: Int
    /// `audio/…`; nil with 416.
    package let contentType: String?
    /// The number of bytes; nil: Phonet did not say.
    package let contentLength: Int?
    /// `bytes 0-99/1000` with 206; with 416 `bytes */1000`, if Phonet said so.
    package let contentRange: String?
    /// True when Phonet announced ranges or sent one.
    package let acceptsRanges: Bool

    private let stream: OutgoingStream
    /// The first bytes, read to find out the type, and not yet returned by `next`.
    private let first: Mutex<[UInt8]?>

    /// Makes a recording of a stream whose first bytes were read.
    init(_ stream: OutgoingStream, contentType: String?, first: [UInt8]?) {
        self.stream = stream
        self.contentType = contentType
        self.first = Mutex(first)
        status = stream.head.status.code
        contentLength = stream.head.contentLength
        contentRange = stream.head.contentRange
        acceptsRanges =
            status == 206 || stream.head.first(.acceptRanges)?.lowercased() == "bytes"
    }

    /// Blocks until the next bytes arrive and returns at least one byte; nil: the end. Call it from
    /// one thread at a time.
    ///
    /// - Throws: when no bytes come for 10 s, the recording takes more than 15 min or 512 MiB, or
    ///   the connection ends early.
    package func next() throws(PhonetError) -> [UInt8]? {
        if contentType == nil { return nil }
        let first = first.withLock { first in
            defer { first = nil }
            return first
        }
        if let first { return first }
        return try stream.next().mapError { PhonetError.connection(ConnectionError($0)) }.get()
    }
}

extension HTTPResponse {
    /// The value of the first field with this name.
    fileprivate func first(_ name: HTTPField.Name) -> String? { headerFields[values: name].first }

    /// Lowercase, without parameters; nil: missing or malformed.
    var contentType: String? {
        guard let field = first(.contentType) else { return nil }
        let type = field.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        let isType =
            parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
                            || "+-.".utf8.contains($0)
                    }
            }
        return isType ? type : nil
    }

    var contentLength: Int? {
        first(.contentLength).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }

    /// Nil: missing, or not in bytes.
    var contentRange: String? {
        first(.contentRange).flatMap { field in
            let range = field.lowercased()
            return range.hasPrefix("bytes ") && range.utf8.count <= 80
                && range.dropFirst("bytes ".count).utf8.allSatisfy {
                    (0x30...0x39).contains($0) || "*-/".utf8.contains($0)
                } ? range : nil
        }
    }
}
