import CallRules
import JSONText

/// Retry policy of a request that Phonet could not answer at the moment: at most two retries, after
/// growing waits with jitter.
package struct BackOff: Sendable {
    /// The waits before the second and the third try; each is multiplied by a random factor of
    /// 0.5…1.5.
    private static let waits: [Duration] = [.milliseconds(400), .milliseconds(1200)]
    /// With less time left there is no retry: its timeout would hide the first error.
    private static let leastTry = Duration.seconds(1)

    let pause: @Sendable (Duration) -> Void
    private let chance: @Sendable () -> Double

    /// - Parameters:
    ///   - pause: blocks the calling thread for this time.
    ///   - chance: a random number, 0…1.
    package init(
        pause: @escaping @Sendable (Duration) -> Void, chance: @escaping @Sendable () -> Double
    ) {
        self.pause = pause
        self.chance = chance
    }

    /// The wait before the next try; nil: no retry.
    ///
    /// - Parameters:
    ///   - tries: the tries so far, 1 or more.
    ///   - calm: the time that is left of Phonet's `Retry-After`; zero: none.
    ///   - left: the time that is left of the call's time limit.
    func wait(
        after failure: PhonetError, tries: Int, calm: Duration, left: Duration
    ) -> Duration? {
        guard BackOff.mayPass(failure), tries <= BackOff.waits.count else { return nil }
        let wait = max(BackOff.waits[tries - 1] * (0.5 + chance()), calm)
        return wait + BackOff.leastTry <= left ? wait : nil
    }

    private static func mayPass(_ failure: PhonetError) -> Bool {
        switch failure {
        case .tooManyRequests, .serverFailed: true
        case .connection(.brokenOff), .connection(.connectionRefused), .connection(.timedOut):
            true
        default: false
        }
    }
}

extension PhonetAccount {
    /// Sends a GET for JSON, with retries; all within the time limit of one call.
    func read(_ path: String) -> Result<JSON, PhonetError> {
        let deadline = way.uptime() + PhonetAccount.timeLimit
        var tries = 0
        while true {
            let answer = askJSON(path, until: deadline)
            tries += 1
            guard case .failure(let failure) = answer,
                let backOff = way.backOff,
                let wait = backOff.wait(
                    after: failure, tries: tries, calm: calm, left: deadline - way.uptime())
            else { return answer }
            backOff.pause(wait)
        }
    }
}
