import CallRules
import Phonet

/// What Phonet is asked when the journal is repaired: its history and what is active (protocol 3.6, 3.7).
package struct PhonetHistory: Sendable {
    /// One page: from, to, entries to leave out, entries at most.
    package typealias Page =
        @Sendable (Instant, Instant, Int, Int) -> Result<HistoryPage, PhonetError>

    /// The account whose history it is.
    package let domain: String
    let page: Page
    let activeCalls: @Sendable () -> Result<[ActiveCall], PhonetError>

    /// The history of an account that was opened for this domain.
    package init(of account: PhonetAccount, domain: String) {
        self.init(
            domain: domain, page: account.history(from:to:offset:limit:),
            activeCalls: account.activeCalls)
    }

    /// A history that is read through these two.
    package init(
        domain: String, page: @escaping Page,
        activeCalls: @escaping @Sendable () -> Result<[ActiveCall], PhonetError>
    ) {
        self.domain = domain
        self.page = page
        self.activeCalls = activeCalls
    }
}

extension PhonetAccess {
    /// The history of the account the settings name.
    package func history(_ settings: Settings) -> Result<PhonetHistory, PhonetError> {
        account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey).map {
            PhonetHistory(of: $0, domain: settings.phonetDomain)
        }
    }
}
