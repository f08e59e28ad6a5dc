import CallRules

/// Generated calls of an invented company in a period: calls of every kind, all from one seed.
package struct SimulatedTraffic: Sendable {
    /// In the order they begin.
    package let calls: [SimulatedCall]

    /// Who calls, and how Phonet reports the calls.
    package struct Habits: Sendable {
        /// Internal numbers of the employees; never empty.
        package var extensions: [String]
        /// Outside numbers that the company knows; a third of the calls have one of them.
        package var knownNumbers: [String] = []
        /// Whether the history has a CDR of every member of a group call, or only one (of the
        /// member who answered, or of the group). Which of the two Phonet does is unknown (protocol 3.6).
        package var recordsOfEveryMember = false
        /// Whether calls begin at whole minutes, so that many end in the same millisecond.
        package var sharesMilliseconds = false
        /// The account's host, and the scheme of its recordings' addresses.
        package var domain = "vitryla-demo.phonet.com.ua"
        /// `https`, or `http` for an account on this machine.
        package var scheme = "https"

        /// Three employees, no known numbers.
        package init(extensions: [String] = ["101", "102", "103"]) {
            self.extensions = extensions
        }
    }

    /// `count` calls that begin within `seconds` seconds from `start`.
    package init(
        calls count: Int, from start: Instant, seconds: Int, habits: Habits = Habits(),
        seed: UInt64
    ) {
        var random = SeededRandom(seed: seed)
        let minutes = max(1, seconds / 60)
        let starts = (0..<max(0, count)).map { _ in
            habits.sharesMilliseconds
                ? start.advanced(bySeconds: 60 * Int.random(in: 0..<minutes, using: &random))
                : Instant(
                    milliseconds: start.milliseconds
                        + Int64.random(in: 0..<Int64(max(1, seconds)) * 1000, using: &random))
        }
        let untrustedSources = (0..<max(1, count / 2)).map { _ in
            "+38067" + String(Int.random(in: 1_000_000...9_999_999, using: &random))
        }
        calls = starts.sorted().map { start in
            let callers =
                habits.knownNumbers.isEmpty || Int.random(in: 0..<3, using: &random) > 0
                ? untrustedSources : habits.knownNumbers
            let cast = ScenarioCast(
                number: callers.randomElement(using: &random),
                extensions: habits.extensions.shuffled(using: &random), domain: habits.domain,
                scheme: habits.scheme)
            let kind = SimulatedTraffic.kinds.randomElement(using: &random) ?? .answered
            var script = ScenarioScript(
                startsAt: start, cast: cast,
                number: kind == .hidden ? "anonymous" : cast.number ?? "", seed: random.next())
            kind.write(&script, habits: habits, random: &random)
            return script.call
        }
    }

    /// When the last call ends.
    package var endsAt: Instant { calls.map(\.endsAt).max() ?? .distantPast }

    /// All webhooks in the order Phonet sends them, without the share (0…1) that is lost.
    package func posted(losing share: Double = 0, seed: UInt64 = 0) -> [Posted] {
        var random = SeededRandom(seed: seed)
        return SimulatedTraffic.inOrder(calls.flatMap(\.posted)).filter { _ in
            share <= 0 || Double.random(in: 0..<1, using: &random) >= share
        }
    }

    /// Sorts by time; the order within one millisecond stays.
    static func inOrder(_ posted: [Posted]) -> [Posted] {
        posted.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// The kinds of calls, each repeated according to its share.
    private static let kinds: [TrafficKind] = [
        .answered, .answered, .answered, .answered, .answered, .answered, .missed, .missed,
        .missed, .outgoing, .outgoing, .outgoing, .outgoing, .outgoingMissed, .outgoingMissed,
        .group, .group, .groupMissed, .transfer, .internal, .hidden,
    ]
}
