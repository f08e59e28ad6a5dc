/// The data with which a browser subscribes to pushes.
package struct PushConfig: Hashable, Sendable {
    /// The public VAPID key: 65 bytes in base64url (Push API, `applicationServerKey`).
    package let publicKey: String
    /// `host:port` of push services of tests on this machine, which speak plain http.
    package let plainHosts: [String]

    package init(publicKey: String, plainHosts: [String] = []) {
        self.publicKey = publicKey
        self.plainHosts = plainHosts
    }
}
