import CallRules
import Phonet

/// The requests to Phonet with which the call log is completed: its history and the active calls
/// (protocol 3.6, 3.7).
package struct PhonetHistory: Sendable {
    /// Requests one page: from, to, number of entries to skip, most entries.
    package typealias Page =
        @Sendable (Instant, Instant, Int, Int) -> Result<HistoryPage, PhonetError>

    /// The domain of the Phonet account.
    package let domain: String
    let page: Page
    let activeCalls: @Sendable () -> Result<[ActiveCall], PhonetError>

    /// The history of an account of this domain.
    package init(of account: PhonetAccount, domain: String) {
        self.init(
            domain: domain, page: account.history(from:to:offset:limit:),
            activeCalls: account.activeCalls)
    }

    /// A history whose pages and active calls these two functions return.
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
    /// The history of the account in the settings; an error when the settings name no usable account.
    package func history(_ settings: Settings) -> Result<PhonetHistory, PhonetError> {
        account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey).map {
            PhonetHistory(of: $0, domain: settings.phonetDomain)
        }
    }
}
