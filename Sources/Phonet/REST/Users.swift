extension PhonetAccount {
    /// The users of the account (protocol 3.5), as Phonet orders them; entries that are no users
    /// are left out.
    package func users() -> Result<[PhonetUser], PhonetError> {
        read(PhonetUser.path).flatMap(PhonetUser.listed)
    }

    /// Authorises anew and lists the users: proves that domain and key are right at this moment.
    ///
    /// Asks once: the person who waits for it wants to see what is wrong now, and not what three
    /// tries made of it.
    package func check() -> Result<[PhonetUser], PhonetError> {
        forgetSession()
        return askJSON(PhonetUser.path, until: way.uptime() + PhonetAccount.timeLimit).flatMap(
            PhonetUser.listed)
    }
}
