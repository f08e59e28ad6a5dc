/// What a request may take of the server, as its head says.
package struct RequestTerms: Sendable {
    /// Bytes; a larger body is answered 413 without the handler.
    package let bodyLimit: Int
    /// Answered from memory and a read or two. All others may wait: for a commit, for another
    /// server, for a long list.
    package let isBrief: Bool

    package init(bodyLimit: Int, isBrief: Bool) {
        self.bodyLimit = bodyLimit
        self.isBrief = isBrief
    }
}
