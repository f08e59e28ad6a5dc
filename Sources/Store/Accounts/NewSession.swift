/// What a browser is let in with, as the SHA-256 (32 bytes) of each of its secrets.
package struct NewSession: Hashable, Sendable {
    /// Of the new session's cookie.
    package let session: [UInt8]
    /// Of the new cookie that tells this browser from a stranger's at the next sign-in.
    package let device: [UInt8]
    /// Of the cookies the browser had before, which end here.
    package let oldSession: [UInt8]?
    package let oldDevice: [UInt8]?
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
