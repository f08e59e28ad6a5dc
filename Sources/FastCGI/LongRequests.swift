internal import Synchronization

/// Limits how many requests that are not brief are handled at the same time, so that some workers stay free
/// for brief ones whatever the others wait for. The next ones wait here, without a thread, in the order of
/// their arrival; there are at most as many as the process may have descriptors.
final class LongRequests: Sendable {
    private struct State {
        var running = 0
        var waiting: [BegunRequest] = []
        /// Of the first that waits, in `waiting`.
        var first = 0
        var steps: UInt64 = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: at least 1.
    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Returns true when the calling worker may handle the request; it calls `next` afterwards. Otherwise
    /// what `request` returns waits for a worker that does.
    func begin(orWait request: () -> BegunRequest) -> Bool {
        state.withLock { state in
            guard state.running >= limit else {
                state.running += 1
                return true
            }
            state.waiting.append(request())
            return false
        }
    }

    /// Ends a request. Returns the next one, which the calling worker handles; nil: none waits.
    func next() -> BegunRequest? {
        state.withLock { state in
            state.steps &+= 1
            guard state.first < state.waiting.count else {
                state.running -= 1
                return nil
            }
            let request = state.waiting[state.first]
            state.first += 1
            if state.first == state.waiting.count || state.first >= 64 {
                state.waiting.removeFirst(state.first)
                state.first = 0
            }
            return request
        }
    }

    /// Counts progress within a long request.
    func goOn() {
        state.withLock { $0.steps &+= 1 }
    }

    /// Requests that ended and pieces that were written; nil while another request could begin.
    var stepsWhenFull: UInt64? {
        state.withLock { $0.running >= limit ? $0.steps : nil }
    }
}
