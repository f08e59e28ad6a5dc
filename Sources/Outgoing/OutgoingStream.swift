import HTTPTypes
import Synchronization

/// An answer whose body comes while it is read. Let go of, it closes the connection, however much
/// is still to come.
package final class OutgoingStream: Sendable {
    /// A redirect is an answer like any other: none is followed.
    package let head: HTTPResponse
    private let flow: Mutex<Flow>
    private let silence: Duration

    init(head: HTTPResponse, flow: consuming sending Flow, silence: Duration) {
        self.head = head
        self.flow = Mutex(flow)
        self.silence = silence
    }

    /// Waits for the next bytes of the body, 1…65,536 of them; nil at its end. What broke off, was
    /// silent or too long ends with a trouble and not with nil. Later calls say the same again.
    package func next() -> Result<[UInt8]?, OutgoingError> {
        flow.withLock { $0.next(within: silence) }
    }
}
