extension Gateway {
    /// What an operator decides when the program starts, and nobody on a page.
    public struct Options: Sendable {
        /// Scheme and host people and Phonet reach the gateway at, `https://crm.example.com`; nil:
        /// as each request names it.
        public let publicURL: String?
        /// Hosts allowed as Phonet domain beside Phonet's own, in small letters; one may have a
        /// port or be an address.
        public let phonetHosts: [String]
        /// Webhooks from this machine count as Phonet's.
        public let trustsLoopback: Bool
        /// Told what went wrong, for the log; never a secret or a telephone number.
        public let report: @Sendable (String) -> Void

        public init(
            publicURL: String? = nil, phonetHosts: [String] = [], trustsLoopback: Bool = false,
            report: @escaping @Sendable (String) -> Void = { _ in }
        ) {
            self.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
            self.phonetHosts = phonetHosts.map { $0.lowercased() }
            self.trustsLoopback = trustsLoopback
            self.report = report
        }
    }
}
