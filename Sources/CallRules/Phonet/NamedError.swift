/// An error with a name for programs and words for people.
package protocol NamedError: Error, Hashable, Sendable {
    /// Small Latin letters and `_`; part of the API, never changed.
    var name: String { get }
    /// What happened, and what to do now.
    var sentence: LocalizedText { get }
}
