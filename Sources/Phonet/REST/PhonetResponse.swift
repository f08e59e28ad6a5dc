/// One HTTP answer of Phonet, whatever its status.
package struct PhonetResponse: Hashable, Sendable {
    /// 100…999.
    package var status: Int
    /// The values of all `Set-Cookie` fields, in order.
    package var cookies: [String]
    /// Seconds for which Phonet wants to be left alone, when it says so (`Retry-After`).
    package var retryAfter: Int?
    /// Complete, whatever it is.
    package var body: [UInt8]

    /// An answer as it came.
    package init(
        status: Int, cookies: [String] = [], retryAfter: Int? = nil, body: [UInt8] = []
    ) {
        self.status = status
        self.cookies = cookies
        self.retryAfter = retryAfter
        self.body = body
    }
}
