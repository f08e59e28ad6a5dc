/// An HTTP answer of Phonet, of any status.
package struct PhonetResponse: Hashable, Sendable {
    /// 100…999.
    package var status: Int
    /// The values of all `Set-Cookie` fields, in order.
    package var cookies: [String]
    /// The `Retry-After` field in seconds; nil: absent.
    package var retryAfter: Int?
    /// The whole body.
    package var body: [UInt8]

    /// Makes a response of these values.
    package init(
        status: Int, cookies: [String] = [], retryAfter: Int? = nil, body: [UInt8] = []
    ) {
        self.status = status
        self.cookies = cookies
        self.retryAfter = retryAfter
        self.body = body
    }
}
