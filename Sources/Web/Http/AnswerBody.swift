/// The body of an answer.
package enum AnswerBody: Sendable {
    /// The whole body.
    case bytes([UInt8])
    /// A body that is too large for memory: the closure calls `write` for each piece and returns at
    /// the end. `write` throws when the client has disconnected. If the closure throws, the client
    /// sees that the answer is incomplete.
    case pieces(Pieces)

    /// Writes the pieces of one answer; called at most once.
    package typealias Pieces = @Sendable (_ write: ([UInt8]) throws -> Void) throws -> Void

    static let empty = AnswerBody.bytes([])
}
