import JSONText

/// How a question is asked again when Phonet could not answer it at this moment: twice at the most,
/// after growing waits of which chance decides a part, so that many askers do not come back at once.
package struct BackOff: Sendable {
    /// Before the second and the third try, times 0.5…1.5.
    private static let waits: [Duration] = [.milliseconds(400), .milliseconds(1200)]
    /// A try with less time than this would only hide why the one before it failed.
    private static let leastTry = Duration.seconds(1)

    let pause: @Sendable (Duration) -> Void
    private let chance: @Sendable () -> Double

    /// - Parameters:
    ///   - pause: lets the calling thread wait.
    ///   - chance: a random number, 0…1.
    package init(
        pause: @escaping @Sendable (Duration) -> Void, chance: @escaping @Sendable () -> Double
    ) {
        self.pause = pause
        self.chance = chance
    }

    /// What to wait before the next try; nil when there should be none.
    ///
    /// - Parameters:
    ///   - tries: how many there were, 1 or more.
    ///   - calm: for how long Phonet wants to be left alone.
    ///   - left: of the call's time.
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
        case .connection(.brokenOff), .connection(.notHTTP), .connection(.couldNotConnect),
            .connection(.timedOut):
            true
        default: false
        }
    }
}

extension PhonetAccount {
    /// Asks for JSON, again if need be; all within the time of one call. For questions that change
    /// nothing.
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
