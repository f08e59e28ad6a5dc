@testable import FastCGI

/// What the reader of records makes of bytes that arrive in pieces, and what it writes meanwhile.
struct SentRecords: Equatable {
    /// One request after the other: what is known of it, and its body or why there is none.
    private(set) var requests: [String] = []
    private(set) var written: [UInt8] = []

    /// - Parameters:
    ///   - pieces: bytes that arrive at once.
    ///   - waits: whether the reader waits for the next piece; else another reader goes on with it.
    init(_ bytes: [UInt8], pieces: Int, waits: Bool) {
        let connection = Pieces(bytes, of: max(1, pieces), waits: waits)
        var reader = RequestReader(patience: .seconds(60))
        do {
            while true {
                guard case .request(let begin, let parameters) = try reader.head(from: connection)
                else {
                    reader = SentRecords.another(reader)
                    continue
                }
                let length = parameters?.contentLength
                requests.append(
                    "\(begin) \(String(describing: parameters?.head)) "
                        + "\(length ?? -1) \(parameters?.peer ?? "")")
                let wanted = length.flatMap { $0 <= 100_000 ? $0 : nil }
                var body = try reader.body(wanted, from: connection)
                while body == nil {
                    reader = SentRecords.another(reader)
                    body = try reader.body(wanted, from: connection)
                }
                requests.append("\(body ?? [])")
            }
        } catch {
            requests.append("\(error)")
        }
        written = connection.written
    }

    /// A reader that goes on where this one stopped.
    private static func another(_ reader: consuming RequestReader) -> RequestReader {
        let (arrival, unused) = reader.setAside()
        var next = RequestReader(patience: .seconds(60))
        next.start(with: arrival, unused: unused)
        return next
    }
}

private final class Pieces: Connection {
    private let bytes: [UInt8]
    private let size: Int
    let waits: Bool
    private var next = 0
    /// How often a piece had not arrived yet, or could not have.
    private var late = 0
    private var isLate = false
    private(set) var written: [UInt8] = []

    init(_ bytes: [UInt8], of size: Int, waits: Bool) {
        self.bytes = bytes
        self.size = size
        self.waits = waits
    }

    func read(into place: UnsafeMutableRawBufferPointer) -> Int {
        if !waits {
            isLate.toggle()
            if isLate {
                late += 1
                // Not each of tens of thousands: an input is to take milliseconds.
                if late < 64 || late.isMultiple(of: 64) { return -1 }
            }
        }
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
