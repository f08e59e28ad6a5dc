import Foundation
import HTTPTypes
import Store

/// One range of bytes of a request (RFC 9110 §14.2), resolved for a file.
struct ByteRange: Hashable {
    /// The bytes to send, not empty.
    let bytes: Range<Int>

    /// What a `Range` field asks for.
    enum Wish: Hashable {
        case whole
        case part(ByteRange)
        /// Beyond the end of the file.
        case none
    }

    /// Several ranges, and what is no range of bytes, are the whole file, as the RFC allows.
    ///
    /// - Parameter count: bytes of the file.
    static func wish(_ field: String?, of count: Int) -> Wish {
        let text = field?.lowercased().filter { $0 != " " } ?? ""
        guard text.hasPrefix("bytes="), text.utf8.count <= 50 else { return .whole }
        let ends = text.dropFirst("bytes=".count)
            .split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return .whole }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?):
            guard first <= last else { return .whole }
            return first < count
                ? .part(ByteRange(bytes: first..<min(last, count - 1) + 1)) : .none
        case (let first?, nil) where ends[1].isEmpty:
            return first < count ? .part(ByteRange(bytes: first..<count)) : .none
        case (nil, let last?) where ends[0].isEmpty:
            return last > 0 && count > 0
                ? .part(ByteRange(bytes: max(0, count - last)..<count)) : .none
        case _: return .whole
        }
    }
}

extension RecordingCopy {
    /// The answer with the sound; nil: the file is gone or not whole.
    ///
    /// - Parameter range: the value of the `Range` field.
    func answer(range: String?) -> Answer? {
        guard let file = FileHandle(forReadingAtPath: path),
            let end = try? file.seekToEnd(), end == UInt64(bytes)
        else { return nil }
        let part: Range<Int>
        let status: HTTPResponse.Status
        switch ByteRange.wish(range, of: bytes) {
        case .whole: (part, status) = (0..<bytes, .ok)
        case .part(let range): (part, status) = (range.bytes, .partialContent)
        case .none: (part, status) = (0..<0, .rangeNotSatisfiable)
        }
        var answer = Answer.sound(
            status,
            .pieces { write in
                defer { try? file.close() }
                guard !part.isEmpty else { return }
                try file.seek(toOffset: UInt64(part.lowerBound))
                var left = part.count
                while left > 0 {
                    guard let piece = try file.read(upToCount: min(left, 1 << 16)), !piece.isEmpty
                    else { throw EndedEarly() }
                    left -= piece.count
                    try write(Array(piece))
                }
            })
        answer.fields[.acceptRanges] = "bytes"
        answer.fields[.contentLength] = "\(part.count)"
        switch status {
        case .partialContent:
            answer.fields[.contentRange] =
                "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes)"
        case .rangeNotSatisfiable: answer.fields[.contentRange] = "bytes */\(bytes)"
        case _: break
        }
        if status != .rangeNotSatisfiable { answer.fields[.contentType] = contentType }
        return answer
    }

    /// The file became shorter while it was sent.
    private struct EndedEarly: Error {}
}
