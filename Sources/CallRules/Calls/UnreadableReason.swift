/// Reason the body of a webhook could not be read.
package enum UnreadableReason: Error, Hashable, Sendable {
    case emptyBody
    case notUTF8
    /// A field of a form is not UTF-8 after percent-decoding.
    case fieldNotUTF8
    /// Neither JSON nor a form.
    case notAForm
    /// A multipart body without its last boundary.
    case multipartBrokenOff
    /// - Parameter offset: the byte where it was noticed, from 0.
    case malformedJSON(offset: Int)
    /// The JSON ends too early.
    ///
    /// - Parameter offset: its length in bytes.
    case jsonBrokenOff(offset: Int)
    case tooManyItems(limit: Int)
    case tooManyFields(limit: Int)
    case nestedTooDeep(limit: Int)
    /// The sender compressed the body; only plain bodies are read.
    case compressed(Compression)
}

/// A format in which a body may be compressed; the raw value is its name.
package enum Compression: String, CaseIterable, Sendable {
    case gzip, zlib, zstd
}

/// Reason an item of a readable body was not understood. The associated texts are Phonet's, as
/// sent.
package enum UnknownReason: Hashable, Sendable {
    case emptyList
    case notAnObject
    /// An event with another name than the three of `Message.EventKind`.
    case unknownEvent(String)
    /// Neither an event, nor a CDR, nor a lookup.
    case noKnownShape
    /// An event with an `lgDirection` outside protocol 2.7; nil: neither a text nor a number.
    case eventWithDirection(Message.EventKind, String?)
    case eventWithoutUUID(Message.EventKind)
    case recordOfPause
    /// A CDR with an `lgDirection` outside protocol 2.7; nil: neither a text nor a number.
    case recordWithDirection(String?)
    case recordWithoutUUID
    /// A query string without `otherLegNum`.
    case queryWithoutNumber
}
