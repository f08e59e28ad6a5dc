/// What lets browsers in that want pushes.
package struct PushConfig: Hashable, Sendable {
    /// The key they subscribe to: 65 bytes in base64url (Push API, `applicationServerKey`).
    package let publicKey: String
    /// Host and port of push services of tests on this machine, which speak plain http.
    package let plainHosts: [String]

    package init(publicKey: String, plainHosts: [String] = []) {
        self.publicKey = publicKey
        self.plainHosts = plainHosts
    }
}
