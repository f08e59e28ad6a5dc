/// The course of a call that was started with makeCall.
package struct DialPlan: Hashable, Sendable {
    /// The outcome of the call.
    package enum Outcome: String, CaseIterable, Sendable {
        case answered
        case noAnswer = "no answer"
        case busy
        /// No call is made: makeCall is answered with another status than 200.
        case refused
    }

    /// How the call ends.
    package var outcome: Outcome
    /// Seconds until the employee picks up and the client is dialled.
    package var pickUp: Int
    /// Seconds from pick-up to the client's answer, or to the end of an unanswered call.
    package var ring: Int
    /// Seconds of talk.
    package var talk: Int

    /// A plan; negative seconds count as 0.
    package init(_ outcome: Outcome = .answered, pickUp: Int = 2, ring: Int = 4, talk: Int = 20) {
        self.outcome = outcome
        self.pickUp = max(0, pickUp)
        self.ring = max(0, ring)
        self.talk = max(0, talk)
    }

    func write(_ script: inout ScenarioScript) {
        let answer = outcome == .answered ? pickUp + ring : nil
        let end = pickUp + ring + (outcome == .answered ? talk : 0)
        var leg = script.leg(direction: .outgoing, answered: answer, to: end)
        if outcome == .busy { leg.refusal = 4 }
        script.ask(leg, second: pickUp)
        script.tell(.dial, leg, second: pickUp)
        if let answer { script.tell(.bridge, leg, second: answer) }
        script.tell(.hangup, leg, second: end)
        script.record(leg, second: end + 1)
    }
}
