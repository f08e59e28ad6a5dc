import CallRules

/// An HTTP answer of Phonet with a streamed body. Releasing the object closes the connection.
package struct PhonetStream: Sendable {
    /// 100…999.
    package let status: Int
    /// Header fields by their lowercase names.
    package let fields: [String: String]
    /// The values of all `Set-Cookie` fields, in order.
    package let cookies: [String]
    /// Waits for the next bytes of the body, at least one; nil: the end. After the end or an error
    /// it returns the same again. Called by one thread at a time.
    package let next: @Sendable () -> Result<[UInt8]?, ConnectionError>

    /// Makes a stream of an answer whose head has come.
    package init(
        status: Int, fields: [String: String] = [:], cookies: [String] = [],
        next: @escaping @Sendable () -> Result<[UInt8]?, ConnectionError>
    ) {
        self.status = status
        self.fields = fields
        self.cookies = cookies
        self.next = next
    }
}

/// Sends a request and waits until the body of its answer begins, or there is none. Follows no
/// redirects, and obeys the limits of the request and the address policy of the server. Called
/// from several threads at once.
package typealias PhonetStreamTransport =
    @Sendable (PhonetRequest) -> Result<PhonetStream, ConnectionError>
