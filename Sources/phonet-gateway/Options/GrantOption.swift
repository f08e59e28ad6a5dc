import ArgumentParser
import CallRules
import CompanyTime
import Store
import Web

/// What a new API token may do.
struct GrantOption: ParsableArguments {
    @Option(help: "What it may do: read, crm or admin.")
    var scope = TokenScope.admin

    @Flag(name: .customLong("sign-in"), help: "With the scope crm: it may make sign-in links.")
    var signsIn = false

    @Option(help: "The day after which it is refused, 2027-01-31, or a moment.")
    var expires: String?

    @Option(help: "Addresses that may use it, such as 203.0.113.0/24; may be repeated.")
    var network: [String] = []

    /// - Parameter timezone: the company's, in which a day ends.
    /// - Throws: `Refused` for a text that is no day or no network.
    func grant(timezone: String) throws(Refused) -> TokenGrant {
        let clock = CompanyClock(timezone: timezone)
        var end: Instant?
        if let expires {
            guard let moment = TypedTime.instant(expires, in: clock, .end) else {
                throw Refused("--expires \(expires): a day such as 2027-01-31.")
            }
            end = moment
        }
        var networks: [Network] = []
        for text in network {
            guard let network = Network(text) else {
                throw Refused("--network \(text): an address, or a network as 203.0.113.0/24.")
            }
            networks.append(network)
        }
        return TokenGrant(scope, signsIn: signsIn, expiresAt: end, networks: networks)
    }
}

extension TokenScope: ExpressibleByArgument {}
