import CallRules

/// The address of a recording (protocol 3.8): a server of Phonet and a path.
struct RecordingAddress {
    let server: PhonetServer
    /// Begins with a slash.
    let path: String

    /// Nil for every address that is not certainly Phonet's: other hosts, a user name, an IP
    /// address, plain http unless the operator allows it. `http://`, `:443` and a missing scheme of
    /// the account's own host become its https address.
    ///
    /// - Parameters:
    ///   - text: as it stands in the CDR; spaces around it are allowed (protocol 3.8).
    ///   - account: the server of the account.
    ///   - way: holds the hosts that the operator allows in addition to Phonet's own.
    init?(_ text: String, account: PhonetServer, way: PhonetClientConfig) {
        guard let written = RecordingLink.written(text) else { return nil }
        let text = (RecordingLink.stored(written, domain: account.domain.text) ?? written)[...]
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let mark = text.firstRange(of: "://"),
            let scheme = PhonetServer.Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { return nil }
        let rest = text[mark.upperBound...]
        let host = rest.prefix { $0 != "/" }.lowercased()
        let path = rest.drop { $0 != "/" }
        let isPlain = scheme == .http
        guard !path.isEmpty, !path.contains(where: { $0 == "#" || $0 == "\\" }),
            let server = way.server(host, allowsPlainHTTP: isPlain && way.allowsPlainHTTP),
            server.scheme == scheme
        else { return nil }
        self.server = server
        self.path = String(path)
    }

    /// True for the documented paths of recordings. Others are requested without the session,
    /// because a forged GET could end a call.
    var isDocumented: Bool {
        path.hasPrefix("/rest/public/calls/") && !path.contains("..") && !path.contains("%")
    }
}
