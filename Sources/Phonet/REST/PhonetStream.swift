/// One HTTP answer of Phonet whose body comes while it is read. Let go of, it ends the connection.
package struct PhonetStream: Sendable {
    /// 100…999.
    package let status: Int
    /// Header fields by their names in small letters.
    package let fields: [String: String]
    /// The values of all `Set-Cookie` fields, in order.
    package let cookies: [String]
    /// Waits for the next bytes of the body, never none; nil at its end. After the end or a
    /// trouble it says the same again. Called by one thread at a time.
    package let next: @Sendable () -> Result<[UInt8]?, ConnectionError>

    /// An answer as it begins.
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
/// redirects, keeps the request's limits and the server's reach, and is called from several threads
/// at once.
package typealias PhonetStreamTransport =
    @Sendable (PhonetRequest) -> Result<PhonetStream, ConnectionError>
