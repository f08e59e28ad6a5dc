/// Where the gateway is reached, with its prefix and without a slash at the end:
/// `https://crm.example/gateways/phonetapi`.
struct OwnAddresses: Hashable, Sendable {
    /// For Phonet and for programs: webhooks and API, under the CRM's address.
    let programs: String
    /// For people: pages, and links to them. Another host only with `GatewayOptions.pagesURL`.
    let pages: String
}
