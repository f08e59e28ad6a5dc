import CallRules

/// A story Phonet tells through its webhooks, to try a gateway without a telephone.
package struct Scenario: Sendable {
    /// As typed on the command line.
    package let name: String
    /// What happens, one English sentence.
    package let summary: String
    /// The outside number when the cast names none; `anonymous` is a caller who hides it.
    package let number: String
    let write: @Sendable (inout ScenarioScript) -> Void

    /// The requests, in the order Phonet makes them.
    ///
    /// Times in the bodies count from `startingAt`; posting each one after its `pause` keeps the
    /// bodies and the clock together. The ids of the calls come from `seed`.
    package func messages(
        startingAt: Instant, cast: ScenarioCast = ScenarioCast(), seed: UInt64
    ) -> [Posted] {
        call(startingAt: startingAt, cast: cast, seed: seed).posted
    }

    /// The same as a call, for an account to hold.
    package func call(
        startingAt: Instant, cast: ScenarioCast = ScenarioCast(), seed: UInt64
    ) -> SimulatedCall {
        var script = ScenarioScript(
            startsAt: startingAt, cast: cast, number: cast.number ?? number, seed: seed)
        write(&script)
        return script.call
    }

    /// How many seconds a story lasts.
    package static func seconds(of messages: [Posted]) -> Int {
        messages.reduce(0) { $0 + $1.pause }
    }

    /// The stories a name stands for: one, every one for `all`, none for an unknown name.
    package static func named(_ name: String) -> [Scenario] {
        name == "all" ? all : all.filter { $0.name == name }
    }
}
