/// What lets browsers in that want pushes.
public struct PushDoor: Hashable, Sendable {
    /// The key they subscribe to: 65 bytes in base64url (Push API, `applicationServerKey`).
    public let publicKey: String
    /// Host and port of push services of tests on this machine, which speak plain http.
    public let plainHosts: [String]

    public init(publicKey: String, plainHosts: [String] = []) {
        self.publicKey = publicKey
        self.plainHosts = plainHosts
    }
}
