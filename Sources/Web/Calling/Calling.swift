import BackgroundWork
import CallRules
import Phonet
import Store

/// Makes and ends calls through Phonet, for pages and for the API.
struct Calling: Sendable {
    let store: Store
    let phonet: PhonetAccess
    let phonetLimiter: Limiter
    let clock: @Sendable () -> Instant

    /// Stores a dialling, then asks Phonet to dial. A repetition of an earlier order returns that
    /// order's dialling and dials nothing. Blocks until Phonet answers. Because the dialling is
    /// stored first, a crash cannot make Phonet dial twice.
    ///
    /// - Returns: the dialling with Phonet's answer; other outcomes as `Store.writeDown`.
    func dial(
        _ order: DiallingOrder, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Dialling> {
        switch try store.writeDown(order, by: author, at: now) {
        case .saved(let written):
            let dialling = written.dialling
            guard written.isNew else { return .saved(dialling) }
            let told =
                phonetLimiter.run { makeCall(dialling) } ?? .failed(DiallingFailure(.busy))
            let answered = try store.answered(dialling.id, told, at: clock())
            return answered.map { .saved($0) } ?? .missing
        case .invalid(let problems): return .invalid(problems)
        case .conflict(let problems): return .conflict(problems)
        case .missing: return .missing
        case .stale(let version): return .stale(currentVersion: version)
        }
    }

    /// Asks Phonet to end a call. Blocks until Phonet answers.
    ///
    /// - Parameter uuid: the canonical uuid of a leg.
    /// - Returns: nil when Phonet ended the call, else the error.
    func hangUp(
        _ uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> DiallingError? {
        switch phonetLimiter.run({ account.flatMap { $0.hangUp(uuid) } }) {
        case nil: return .busy
        case .failure(let failure)?: return .phonet(failure)
        case .success?:
            try store.hungUp(uuid, by: author, at: now)
            return nil
        }
    }

    private func makeCall(_ dialling: Dialling) -> Dialling.Answer {
        let made = account.flatMap {
            $0.makeCall(extension: dialling.extension, number: dialling.phone)
        }
        switch made {
        case .success(let uuid): return .accepted(uuid: uuid)
        case .failure(let failure): return .failed(DiallingFailure(.phonet(failure)))
        }
    }

    private var account: Result<PhonetAccount, PhonetError> {
        phonet.account(store.settings.settings)
    }
}

extension PhonetAccess {
    /// The Phonet account with the domain and key of the settings.
    func account(_ settings: Settings) -> Result<PhonetAccount, PhonetError> {
        account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
    }
}
