import HTTPClientTypes
import HTTPTypes

/// A streamed answer. The transfer runs only while a caller waits for bytes.
struct Flow: ~Copyable {
    /// Largest piece of the body, in bytes.
    private static let maxPiece = 64 << 10

    private let arrival: Arrival
    private let multi: MultiHandle
    private var bytes: ArraySlice<UInt8> = []
    /// How the transfer ended; nil: it has not ended.
    private var end: Result<Void, TransportError>?

    init(arrival: Arrival, multi: consuming MultiHandle) {
        self.arrival = arrival
        self.multi = multi
    }

    /// Waits until the body begins, or ends if it is empty, and returns the head. Waits `limit` at most.
    mutating func begin(within limit: Duration) throws(TransportError) -> HTTPResponse {
        moveOn(within: limit)
        if !arrival.hasBody { try end?.get() }
        return try arrival.head(status: multi.status)
    }

    /// The next piece of the body; nil: it has ended.
    mutating func next(within limit: Duration) -> Result<[UInt8]?, TransportError> {
        if bytes.isEmpty {
            moveOn(within: limit)
            bytes = arrival.takeAway()[...]
        }
        if bytes.isEmpty, let end { return end.map { nil } }
        let piece = Array(bytes.prefix(Flow.maxPiece))
        bytes = bytes.dropFirst(piece.count)
        return .success(piece)
    }

    /// Runs the transfer until there are body bytes or it ends.
    private mutating func moveOn(within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        do throws(TransportError) {
            while end == nil, !arrival.hasBody {
                if let code = try multi.perform() {
                    end = arrival.failure(code).map { .failure($0) } ?? .success(())
                } else if !arrival.hasBody {
                    let left = deadline - ContinuousClock.now
                    guard left > .zero else { throw .timedOut }
                    try multi.wait(left)
                }
            }
        } catch {
            end = .failure(error)
        }
    }
}
