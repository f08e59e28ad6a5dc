import JSONText

extension PhonetAccount {
    /// Where Phonet lists them.
    static let activeCallsPath = "/rest/calls/active/v3"

    /// The calls that live at this moment, as Phonet orders them (protocol 3.7); entries that are
    /// no calls are left out.
    package func activeCalls() -> Result<[ActiveCall], PhonetError> {
        read(PhonetAccount.activeCallsPath).flatMap(ActiveCall.listed)
    }
}
