import CallRules

/// What goes on in the company at one moment.
package struct LiveBoard: Hashable, Sendable {
    /// Ringing before talking, each the earliest first; at most `longestList`.
    package let calls: [BoardCall]
    /// Active employees in the order of the alphabet.
    package let people: [BoardPerson]
    /// The missed calls that wait for a call back.
    package let waiting: WaitingCases
    /// The day so far.
    package let today: DayFigures

    /// The most calls of a board.
    package static let longestList = 500

    /// Outside calls that began today, without those of ignored numbers.
    package struct DayFigures: Hashable, Sendable {
        /// Incoming and outgoing.
        package let calls: Int
        /// Incoming calls that somebody answered.
        package let answered: Int
        /// Incoming calls that nobody answered.
        package let missed: Int
        /// Seconds of talk of the ended calls, in both directions.
        package let talkSeconds: Int
    }
}

/// A call that rings or is talked in.
package struct BoardCall: Hashable, Sendable {
    /// Canonical.
    package let uuid: String
    /// Nil until a message names it.
    package let direction: LegDirection?
    /// False: it rings.
    package let isTalking: Bool
    /// The outside number.
    package let number: PhoneNumber
    /// The contact's name as Phonet knows it; nil: none.
    package let contactName: String?
    /// Current names; the employee's is nil: `telephones` has them.
    package let names: CallNames
    /// The company's own number; nil: not known.
    package let line: String?
    /// Since when it rings or is talked in, by Phonet's clock.
    package let since: Instant
    /// The telephones that ring or talk in it, by internal number.
    package let telephones: [Telephone]

    /// An employee's telephone.
    package struct Telephone: Hashable, Sendable {
        package let `extension`: String
        /// The active employee who has it now; nil: nobody.
        package let owner: String?
    }
}

/// An active employee, and what they do now.
package struct BoardPerson: Hashable, Sendable {
    package let id: Employee.ID
    package let name: String
    package let state: State

    /// A call wins over a pause, a pause over being online.
    package enum State: Hashable, Sendable {
        case free
        /// Their telephone rings, or they dial, since this time.
        case ringing(since: Instant)
        case talking(since: Instant)
        /// Online, with a pause set at Phonet, where the settings count those.
        case paused
        /// No page of theirs is open, and the CRM did not report them.
        case offline
    }
}
