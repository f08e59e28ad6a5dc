/// One HTTP answer of Phonet, whatever its status.
public struct PhonetResponse: Hashable, Sendable {
    /// 100…999.
    public var status: Int
    /// The values of all `Set-Cookie` fields, in order.
    public var cookies: [String]
    /// Seconds for which Phonet wants to be left alone, when it says so (`Retry-After`).
    public var retryAfter: Int?
    /// Complete, whatever it is.
    public var body: [UInt8]

    /// An answer as it came.
    public init(
        status: Int, cookies: [String] = [], retryAfter: Int? = nil, body: [UInt8] = []
    ) {
        self.status = status
        self.cookies = cookies
        self.retryAfter = retryAfter
        self.body = body
    }
}
