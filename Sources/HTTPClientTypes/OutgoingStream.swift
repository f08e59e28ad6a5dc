import HTTPTypes

/// An answer whose body is read while it arrives. The connection closes when the last copy of the
/// stream is released, however much of the body is still to come.
package struct OutgoingStream: Sendable {
    /// Status 100…999 and the fields. A redirect is an answer like any other.
    package let head: HTTPResponse
    /// Waits for the next bytes of the body, 1…65,536 of them; nil at its end. A body that breaks off,
    /// exceeds a limit or stays silent too long ends with an error instead. Every later call returns
    /// the same end. Called by one thread at a time.
    package let next: @Sendable () -> Result<[UInt8]?, TransportError>

    /// An answer whose body is about to begin.
    package init(
        head: HTTPResponse, next: @escaping @Sendable () -> Result<[UInt8]?, TransportError>
    ) {
        self.head = head
        self.next = next
    }
}
