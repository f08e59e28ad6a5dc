import CallRules
import HTTPTypes
import JSONText
import Store

/// The body of a sync: lines of NDJSON of any number, or a JSON array of at most 5,000 lines and 8 MB.
enum SyncBody {
    case lines
    case array

    private static let mostInArray = 5000
    private static let longestArray = 8 << 20

    /// - Throws: 415 for another media type. `curl --data-binary` sends the type of forms unless it is told
    ///   another.
    init(contentType: String?) throws(APIError) {
        let type = (contentType ?? "").prefix { $0 != ";" }
            .lowercased().filter { !$0.isWhitespace }
        switch type {
        case "application/x-ndjson", "application/ndjson", "application/jsonl",
            "application/x-www-form-urlencoded", "":
            self = .lines
        case "application/json": self = .array
        default:
            throw APIError(
                .problem(
                    .unsupportedMediaType, "Send application/x-ndjson, or application/json."))
        }
    }

    /// Reads the body and hands its lines on, at most `SyncSession.mostLines` at a time.
    ///
    /// - Parameter next: the next piece of the body; nil at its end.
    func read(
        _ kind: SyncKind, next: () throws -> [UInt8]?, _ take: ([SyncLine]) throws -> Void
    ) throws {
        let reader = SyncLineReader(kind: kind)
        switch self {
        case .lines: try SyncBody.readLines(reader, next, take)
        case .array: try SyncBody.readArray(reader, next, take)
        }
    }

    private static func readLines(
        _ reader: SyncLineReader, _ next: () throws -> [UInt8]?,
        _ take: ([SyncLine]) throws -> Void
    ) throws {
        var lines: [SyncLine] = []
        var (number, isFirst) = (0, true)
        var rest: [UInt8] = []
        var isTooLong = false
        func end(_ bytes: ArraySlice<UInt8>) throws {
            number += 1
            defer { isTooLong = false }
            if isTooLong || bytes.count > SyncLineReader.longestLine {
                lines.append(reader.tooLong(number: number))
            } else {
                var line = bytes
                if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
                isFirst = false
                while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 {
                    line.removeLast()
                }
                guard !line.isEmpty else { return }
                lines.append(reader.line(Array(line), number: number))
            }
            if lines.count == SyncSession.mostLines {
                try take(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        while let piece = try next() {
            var start = piece.startIndex
            while let stop = piece[start...].firstIndex(of: 0x0A) {
                if rest.isEmpty {
                    try end(piece[start..<stop])
                } else {
                    rest += piece[start..<stop]
                    try end(rest[...])
                    rest.removeAll(keepingCapacity: true)
                }
                start = stop + 1
            }
            rest += piece[start...]
            if rest.count > SyncLineReader.longestLine {
                isTooLong = true
                rest = [0x20]
            }
        }
        if !rest.isEmpty || isTooLong { try end(rest[...]) }
        if !lines.isEmpty { try take(lines) }
    }

    private static func readArray(
        _ reader: SyncLineReader, _ next: () throws -> [UInt8]?,
        _ take: ([SyncLine]) throws -> Void
    ) throws {
        var bytes: [UInt8] = []
        while let piece = try next() {
            bytes += piece
            guard bytes.count <= longestArray else {
                throw APIError(
                    .problem(
                        .contentTooLarge, "An array may have 8 MB; lines of NDJSON may be more."))
            }
        }
        guard case .list(let items) = try APIRequest.document(bytes), items.count <= mostInArray
        else {
            throw APIError.invalid("The body must be an array of at most \(mostInArray) lines.", [])
        }
        for start in stride(from: 0, to: items.count, by: SyncSession.mostLines) {
            let end = min(start + SyncSession.mostLines, items.count)
            try take((start..<end).map { reader.line(items[$0], number: $0 + 1) })
        }
    }
}
