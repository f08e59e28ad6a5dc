/// Limits for a request, known from its head.
package struct RequestTerms: Sendable {
    /// Most bytes of the body. A longer one is answered 413 without the handler.
    package let bodyLimit: Int
    /// Whether the handler answers from memory or with one or two reads. Any other request may block: on a
    /// commit, another server or a long list.
    package let isBrief: Bool
    /// Whether the handler reads the body itself, piece by piece.
    package let isStreamed: Bool

    package init(bodyLimit: Int, isBrief: Bool, isStreamed: Bool = false) {
        self.bodyLimit = bodyLimit
        self.isBrief = isBrief
        self.isStreamed = isStreamed
    }
}
