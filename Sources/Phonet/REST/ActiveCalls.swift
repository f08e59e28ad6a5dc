import CallRules
import JSONText

extension PhonetAccount {
    /// The REST path of the live calls.
    static let activeCallsPath = "/rest/calls/active/v3"

    /// The calls that are live now, in Phonet's order (protocol 3.7); other entries are left out.
    package func activeCalls() -> Result<[ActiveCall], PhonetError> {
        read(PhonetAccount.activeCallsPath).flatMap(ActiveCall.listed)
    }
}
