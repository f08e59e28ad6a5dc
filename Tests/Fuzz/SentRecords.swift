@testable import FastCGI

/// What the reader of records makes of bytes that arrive in pieces, and what it writes meanwhile.
struct SentRecords: Equatable {
    /// One request after the other: what is known of it, and its body or why there is none.
    private(set) var requests: [String] = []
    private(set) var written: [UInt8] = []

    /// - Parameter pieces: bytes that arrive at once.
    init(_ bytes: [UInt8], pieces: Int) {
        let connection = Pieces(bytes, of: max(1, pieces))
        var reader = RequestReader(patience: .seconds(60))
        do {
            while true {
                guard case .request(let begin, let parameters) = try reader.head(from: connection)
                else { continue }
                let length = parameters?.contentLength
                requests.append(
                    "\(begin) \(String(describing: parameters?.head)) "
                        + "\(length ?? -1) \(parameters?.peer ?? "")")
                let body = try reader.body(
                    length.flatMap { $0 <= 100_000 ? $0 : nil }, of: begin, from: connection)
                requests.append("\(body)")
            }
        } catch {
            requests.append("\(error)")
        }
        written = connection.written
    }
}

private final class Pieces: Connection {
    private let bytes: [UInt8]
    private let size: Int
    private var next = 0
    private(set) var written: [UInt8] = []

    init(_ bytes: [UInt8], of size: Int) {
        self.bytes = bytes
        self.size = size
    }

    func read(into place: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(size, place.count, bytes.count - next)
        place.copyBytes(from: bytes[next..<next + count])
        next += count
        return count
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        written += bytes
        return true
    }
}
