extension PhonetAccount {
    /// The users of the account (protocol 3.5), as Phonet orders them; entries that are no users
    /// are left out.
    public func users() -> Result<[PhonetUser], PhonetTrouble> {
        askJSON(.get, "/rest/users").flatMap { answer in
            PhonetUser.list(answer).map { .success($0) } ?? .failure(.unexpectedAnswer)
        }
    }

    /// Authorises anew and lists the users: proves that domain and key are right at this moment.
    public func check() -> Result<[PhonetUser], PhonetTrouble> {
        forgetSession()
        return users()
    }
}
