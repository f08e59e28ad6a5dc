import CallRules
import HTTPTypes
import Phonet
import Store
import Synchronization

/// Posts of Phonet to addresses that do not exist, for the status page. They are not stored: the
/// sender is told so by a 404, and Phonet's cabinet has a wrong address.
///
/// Kept in memory; at most 20 addresses, the latest.
final class NearMisses: Sendable {
    /// One wrong address.
    struct NearMiss: Hashable {
        /// Behind the prefix, without secrets, at most 80 characters.
        let path: String
        /// Requests since the program started.
        var count: Int
        var lastAt: Instant
        /// The address the web server saw last.
        var lastPeer: String
    }

    private static let maxPaths = 20
    private static let maxCharacters = 80
    private static let maxBytes = 256 << 10

    private let misses = Mutex<[NearMiss]>([])

    /// The wrong addresses, the latest first.
    var all: [NearMiss] { misses.withLock { $0 }.sorted { $0.lastAt > $1.lastAt } }

    /// Notes a request that no webhook address answered, if it looks like one of Phonet.
    ///
    /// - Parameter path: without the query.
    func note(
        _ head: HTTPRequest, path: Substring, body: [UInt8], peer: String, at now: Instant
    ) {
        // Browsers and the CRM's API clients send these fields; Phonet does not.
        guard head.method == .post, head.headerFields[.cookie] == nil,
            head.headerFields[.authorization] == nil,
            NearMisses.isMisspelt(path) || NearMisses.isPhonets(body, head, at: now)
        else { return }
        let shown = NearMisses.shown(path)
        misses.withLock { misses in
            if let index = misses.firstIndex(where: { $0.path == shown }) {
                misses[index].count += 1
                (misses[index].lastAt, misses[index].lastPeer) = (now, peer)
                return
            }
            if misses.count == NearMisses.maxPaths,
                let oldest = misses.indices.min(by: { misses[$0].lastAt < misses[$1].lastAt })
            {
                misses.remove(at: oldest)
            }
            misses.append(NearMiss(path: shown, count: 1, lastAt: now, lastPeer: peer))
        }
    }

    /// Whether the last segment is the name of a webhook, but for case, hyphens and one letter.
    private static func isMisspelt(_ path: Substring) -> Bool {
        let segments = path.split { $0 == "/" || $0.isWhitespace }
        guard let last = segments.last, last.utf8.count <= 40 else { return false }
        let name = Array(last.lowercased().filter(\.isLetter).unicodeScalars)
        return Endpoint.allCases.contains { endpoint in
            isNear(name, Array(endpoint.rawValue.filter(\.isLetter).unicodeScalars))
        }
    }

    /// Equal but for one letter more, less or other.
    private static func isNear(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
        guard abs(left.count - right.count) <= 1 else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (left, right) = (left.dropFirst(start), right.dropFirst(start))
        let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        return left.count - end <= 1 && right.count - end <= 1
    }

    private static func isPhonets(_ body: [UInt8], _ head: HTTPRequest, at now: Instant) -> Bool {
        guard !body.isEmpty, body.count <= maxBytes else { return false }
        let reading = Wire.read(
            body, contentType: head.headerFields[.contentType], arrivedAt: now)
        guard case .messages(let messages) = reading.decoded else { return false }
        return messages.contains { message in
            switch message {
            case .event, .record, .lookup, .pause: true
            case .unknown: false
            }
        }
    }

    /// The path behind the prefix. The segment behind `h`, and every long one, may be a secret: of
    /// such a segment nothing is shown.
    private static func shown(_ path: Substring) -> String {
        let rest = path.hasPrefix(Route.prefix) ? path.dropFirst(Route.prefix.count) : path
        var isSecret = false
        let segments = rest.split(separator: "/", omittingEmptySubsequences: false)
        let safe = segments.map { (segment: Substring) -> String in
            defer { isSecret = segment.lowercased() == "h" }
            return isSecret || segment.count > 24 ? "•••" : "\(segment)"
        }
        let shown = String(safe.joined(separator: "/").prefix(maxCharacters))
        return shown.isEmpty ? "/" : shown
    }
}
