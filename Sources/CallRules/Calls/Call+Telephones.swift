/// What an employee's telephone does in a call that goes on.
package enum TelephoneState: Hashable, Sendable {
    /// It rings, or its employee dialled and nobody has answered yet.
    case ringing
    case talking
}

extension Call {
    /// The internal numbers whose telephones ring or talk in it now, each with what it does; empty once
    /// the call is over. Of an internal call only the side that Phonet names first.
    package var telephones: [String: TelephoneState] {
        let state = state
        var telephones: [String: TelephoneState] = [:]
        for leg in legs where leg.isLive && state != .ended {
            guard let number = leg.partyKnown?.userExtension else { continue }
            if leg.isBridged {
                telephones[number] = .talking
            } else if state == .ringing || isPassedOn(by: leg), telephones[number] == nil {
                telephones[number] = .ringing
            }
        }
        return telephones
    }
}
