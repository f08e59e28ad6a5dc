import CallRules

/// A call as Phonet's webhooks report it, to test a gateway without a telephone.
package struct Scenario: Sendable {
    /// The name on the command line.
    package let name: String
    /// What happens, one English sentence.
    package let summary: String
    /// The outside number if the cast has none; `anonymous`: the caller's number is hidden.
    package let number: String
    /// Writes the events and records of the call into the script.
    let write: @Sendable (inout ScenarioScript) -> Void

    /// The requests, in the order Phonet sends them.
    ///
    /// Times in the bodies count from `startingAt`. When each request is posted after its `pause`,
    /// the times in the bodies equal the clock. The ids of the calls are derived from `seed`.
    package func messages(
        startingAt: Instant, cast: ScenarioCast = ScenarioCast(), seed: UInt64
    ) -> [Posted] {
        call(startingAt: startingAt, cast: cast, seed: seed).posted
    }

    /// The same call for a simulated account.
    package func call(
        startingAt: Instant, cast: ScenarioCast = ScenarioCast(), seed: UInt64
    ) -> SimulatedCall {
        var script = ScenarioScript(
            startsAt: startingAt, cast: cast, number: cast.number ?? number, seed: seed)
        write(&script)
        return script.call
    }

    /// Duration of a scenario in seconds.
    package static func seconds(of messages: [Posted]) -> Int {
        messages.reduce(0) { $0 + $1.pause }
    }

    /// The scenario with this name; all for `all`; none for an unknown name.
    package static func named(_ name: String) -> [Scenario] {
        name == "all" ? all : all.filter { $0.name == name }
    }
}
