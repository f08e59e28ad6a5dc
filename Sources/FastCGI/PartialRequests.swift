internal import CLinux
internal import Glibc
internal import Synchronization

/// A request of which a part has arrived.
struct PartialRequest: Sendable {
    let arrival: Arrival
    /// Bytes that have been read and not used.
    let unused: [UInt8]
    /// When its parameters are complete.
    let request: BegunRequest?

    var size: Int { arrival.size + unused.count }
}

/// Requests of which a part has arrived, by connection. They wait for the rest without a thread.
///
/// A connection here is parked in the poller. When its request takes too long, or all of them together too
/// much memory, the connection is shut down; whoever then takes it closes it. So a descriptor is never closed
/// while another worker may be about to take it.
final class PartialRequests: Sendable {
    /// What `take` returns.
    enum Taken: Sendable {
        /// Nothing of a request has arrived on this connection.
        case nothing
        case partial(PartialRequest)
        /// It took too long, or too much memory. True: its parameters were complete.
        case givenUp(hasParameters: Bool)
    }

    fileprivate enum Entry {
        case waits(PartialRequest)
        case givenUp(hasParameters: Bool)
    }

    fileprivate struct State {
        var entries: [Int32: Entry] = [:]
        /// Bytes of all.
        var size = 0
        var nextCheck = ContinuousClock.now
    }

    /// Most bytes of all. A single one has at most about 128 KiB.
    private static let sizeLimit = 8 << 20
    /// How often it is looked for requests that take too long.
    static let interval = Duration.milliseconds(250)

    private let count = Atomic(0)
    private let state = Mutex(State())

    /// May be asked without a lock before each wait.
    var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

    /// Keeps a request until the rest of it has arrived. Call it before the connection is parked. Beyond
    /// 8 MiB together, those whose time ends first are given up.
    func put(_ request: PartialRequest, of connection: Int32) {
        state.withLock { state in
            state.entries[connection] = .waits(request)
            state.size += request.size
            count.store(state.entries.count, ordering: .relaxed)
            while state.size > Self.sizeLimit, let next = state.next { state.giveUp(next) }
        }
    }

    /// Returns what has arrived on a connection that the poller reported, and forgets it.
    func take(_ connection: Int32) -> Taken {
        if isEmpty { return .nothing }
        return state.withLock { state in
            let entry = state.entries.removeValue(forKey: connection)
            count.store(state.entries.count, ordering: .relaxed)
            switch entry {
            case nil: return .nothing
            case .givenUp(let hasParameters): return .givenUp(hasParameters: hasParameters)
            case .waits(let request):
                state.size -= request.size
                return .partial(request)
            }
        }
    }

    /// Gives up those that take too long, at most four times a second.
    func giveUpOverdue(at now: ContinuousClock.Instant) {
        state.withLock { state in
            guard state.nextCheck <= now else { return }
            state.nextCheck = now + Self.interval
            for (connection, entry) in state.entries {
                guard case .waits(let request) = entry, request.arrival.deadline <= now else {
                    continue
                }
                state.giveUp(connection)
            }
        }
    }
}

extension PartialRequests.State {
    /// The connection whose request has the earliest deadline.
    fileprivate var next: Int32? {
        var found: (connection: Int32, deadline: ContinuousClock.Instant)?
        for (connection, entry) in entries {
            guard case .waits(let request) = entry else { continue }
            let deadline = request.arrival.deadline
            if let earlier = found?.deadline, earlier <= deadline { continue }
            found = (connection, deadline)
        }
        return found?.connection
    }

    /// Frees its memory. The poller reports a connection that was shut down.
    fileprivate mutating func giveUp(_ connection: Int32) {
        guard case .waits(let request)? = entries[connection] else { return }
        size -= request.size
        entries[connection] = .givenUp(hasParameters: request.request != nil)
        shutdown(connection, Int32(SHUT_RDWR))
    }
}
