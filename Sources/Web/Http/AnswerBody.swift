/// The content of an answer.
package enum AnswerBody: Sendable {
    /// Everything at once.
    case bytes([UInt8])
    /// Piece by piece, for what is too large to hold: the closure calls `write` as often as it
    /// likes and returns at the end. `write` throws when whoever asked went away; a closure that
    /// throws leaves the answer visibly incomplete.
    case pieces(Pieces)

    /// Writes the pieces of one answer; called once at most, and let go of when it is not called.
    package typealias Pieces = @Sendable (_ write: ([UInt8]) throws -> Void) throws -> Void

    static let empty = AnswerBody.bytes([])
}
