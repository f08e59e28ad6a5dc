/// The secrets of a new session, each as SHA-256 (32 bytes).
package struct NewSession: Hashable, Sendable {
    /// The session cookie.
    package let session: [UInt8]
    /// The cookie by which the browser is known at the next sign-in.
    package let device: [UInt8]
    /// The browser's earlier cookies, which become invalid; nil: it had none.
    package let oldSession: [UInt8]?
    /// Nil: the browser had none.
    package let oldDevice: [UInt8]?
    /// The address and browser of the sign-in.
    package let origin: ClientInfo

    package init(
        session: [UInt8], device: [UInt8], oldSession: [UInt8]?, oldDevice: [UInt8]?,
        origin: ClientInfo
    ) {
        self.session = session
        self.device = device
        self.oldSession = oldSession
        self.oldDevice = oldDevice
        self.origin = origin
    }
}
