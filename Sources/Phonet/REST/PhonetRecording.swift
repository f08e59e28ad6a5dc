import HTTPClientTypes
import HTTPTypes
import Synchronization

/// A recording of a call on its way from Phonet (protocol 3.8). Let go of, it ends the connection.
package final class PhonetRecording: Sendable {
    /// 200 the whole, 206 the range asked for, 416 no such range; then there is no sound.
    package let status: Int
    /// `audio/…`; nil with 416.
    package let contentType: String?
    /// Bytes that `next` will bring, when Phonet said so.
    package let contentLength: Int?
    /// `bytes 0-99/1000` with 206; with 416 `bytes */1000`, if Phonet said so.
    package let contentRange: String?
    /// Whether Phonet said that it knows ranges, or showed it.
    package let acceptsRanges: Bool

    private let stream: OutgoingStream
    /// Taken from the stream to see what it is; nobody has read it yet.
    private let first: Mutex<[UInt8]?>

    /// The sound, or its end, of a stream whose first bytes are known.
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

    /// Waits for the next bytes, never none; nil at the end. Called by one thread at a time.
    ///
    /// Throws when the sound broke off: silence for 10 s, 15 min in all, over 512 MiB, or the
    /// connection ended early.
    package func next() throws(PhonetError) -> [UInt8]? {
        if contentType == nil { return nil }
        let first = first.withLock { first in
            defer { first = nil }
            return first
        }
        if let first { return first }
        return try stream.next().mapError(PhonetError.connection).get()
    }
}

extension HTTPResponse {
    /// The value of the first field with this name.
    fileprivate func first(_ name: HTTPField.Name) -> String? { headerFields[values: name].first }

    /// In small letters and without parameters; nil when it is missing or no type.
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

    /// Nil when it is missing or about something else than bytes.
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
