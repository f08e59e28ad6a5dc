import CallRules

extension PhonetAccount {
    /// The users of the account (protocol 3.5), in Phonet's order; other entries are left out.
    package func users() -> Result<[PhonetUser], PhonetError> {
        read(PhonetUser.path).flatMap(PhonetUser.listed)
    }

    /// Authorises again and lists the users, which proves that domain and key are right.
    ///
    /// No retries: a person waits for the answer.
    package func check() -> Result<[PhonetUser], PhonetError> {
        forgetSession()
        return askJSON(PhonetUser.path, until: way.uptime() + PhonetAccount.timeLimit).flatMap(
            PhonetUser.listed)
    }
}
