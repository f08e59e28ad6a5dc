import Synchronization

/// Lets few threads do something at once; a few more may wait, the rest are refused.
package final class Limiter: Sendable {
    private struct Count {
        var working = 0
        var waiting = 0
    }

    private let places: Int
    private let waitingPlaces: Int
    private let count = Monitor(Count())

    /// - Parameters:
    ///   - places: permits that exist, at least 1.
    ///   - waiting: threads that may wait for a permit.
    package init(places: Int, waiting: Int = 0) {
        self.places = places
        waitingPlaces = waiting
    }

    /// Threads that hold a permit or wait for one.
    package var occupied: Int { count.read { $0.working + $0.waiting } }

    /// Takes a permit. Blocks while a waiting place is used.
    ///
    /// - Returns: nil at once when all places and all waiting places are taken.
    package func permit() -> Permit? {
        let isIn = count.change { count in
            guard count.working + count.waiting < places + waitingPlaces else { return false }
            count.waiting += 1
            return true
        }
        guard isIn else { return nil }
        _ = count.wait { [places] count -> Void? in
            guard count.working < places else { return nil }
            count.waiting -= 1
            count.working += 1
            return ()
        }
        return Permit(self)
    }

    /// Runs `work` with a permit. Blocks while a waiting place is used.
    ///
    /// - Returns: nil at once, without running `work`, when all places are taken.
    /// - Throws: the error of `work`.
    package func run<Value, Failure>(
        _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        guard let permit = permit() else { return nil }
        defer { permit.release() }
        return try work()
    }

    /// One place of a limiter, held until `release` or until the last reference goes.
    package final class Permit: Sendable {
        private let limiter: Limiter
        private let isHeld = Mutex(true)

        fileprivate init(_ limiter: Limiter) { self.limiter = limiter }

        deinit { release() }

        /// Gives the place back. A second call does nothing.
        package func release() {
            let wasHeld = isHeld.withLock { isHeld in
                defer { isHeld = false }
                return isHeld
            }
            if wasHeld { limiter.count.change { $0.working -= 1 } }
        }
    }
}
